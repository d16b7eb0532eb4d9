// A probe whose steps do what a test says.
import type { Probe, ProbeAnswer } from '../probeProcess.ts';
import type { ProbeResults, ProbeStep } from '../probeSteps.ts';

type FakeAnswers = { readonly [Step in ProbeStep]?: ProbeAnswer<ProbeResults[Step]> };

/** Answers of a backend that works. */
const GOOD_ANSWERS: Required<FakeAnswers> = {
  load: {
    kind: 'done',
    value: { name: 'onnx', device: 'cpu', version: '1', detail: 'fake', why: 'it was asked for' },
  },
  multiply: {
    kind: 'done',
    value: [
      [22, 28],
      [49, 64],
    ],
  },
  measure: { kind: 'done', value: { gflops: 7, matrixSize: 256 } },
  tryProviders: { kind: 'done', value: [{ name: 'cpu', usable: true, reason: null }] },
};

/** A probe that works but for the answers given; it notes what it is asked and that it is ended. */
export function fakeProbe(answers: FakeAnswers = {}): Probe & { readonly log: string[] } {
  const log: string[] = [];
  const all: Required<FakeAnswers> = { ...GOOD_ANSWERS, ...answers };
  return {
    log,
    ask: async <Step extends ProbeStep>(step: Step) => {
      log.push(step);
      return all[step] as ProbeAnswer<ProbeResults[Step]>;
    },
    end: () => void log.push('end'),
  };
}
