// Run by the doctor in processes of their own: the steps of the backend that the arguments name.
import { answerProbe, appBackends, probeSteps } from '@dlqr/app-kit';

answerProbe(probeSteps(appBackends(), process.argv[2] ?? 'auto'));
