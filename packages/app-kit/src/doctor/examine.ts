// The doctor's work: every backend in a process of its own, within a fixed time.
import { InterruptedError } from '@dlqr/core/errors';
import { adviceFor } from './adviceFor.ts';
import { checkBackend, measureBackend } from './checkBackend.ts';
import type {
  AutoCheck,
  BackendCheck,
  CacheFacts,
  Examination,
  GraphicsCard,
  MachineFacts,
} from './examination.ts';
import { graphicsFacts } from './graphicsFacts.ts';
import type { Probe } from './probeProcess.ts';
import type { ProviderCheck } from './tryExecutionProviders.ts';

/** What is examined, and with what. */
export interface ExamineOptions {
  /** Names of backends, best first. */
  readonly backends: readonly string[];
  /** Starts the probe of a backend, or of `auto`. */
  readonly startProbe: (name: string) => Probe;
  readonly versions: Examination['versions'];
  readonly machine: MachineFacts;
  readonly findCards: () => Promise<readonly GraphicsCard[]>;
  readonly checkCache: () => Promise<CacheFacts>;
  /** Stops it. */
  readonly signal: AbortSignal;
  /** When it ends at the latest. What is not known by then stays unknown. */
  readonly timeLimitMs: number;
}

/** What one backend may take of the time that is left: one that hangs must leave some to the others. */
const SHARE_OF_REST = 0.5;

/**
 * Examines this machine, one backend at a time: two that compute together halve each other's speed.
 *
 * @throws {InterruptedError} when the signal is given
 */
export async function examine(options: ExamineOptions): Promise<Examination> {
  const { versions, machine } = options;
  const startedAt = performance.now();
  const endsAt = startedAt + options.timeLimitMs;
  const facts = Promise.all([options.findCards(), options.checkCache()]);
  const backends: BackendCheck[] = [];
  let executionProviders: readonly ProviderCheck[] = [];
  for (const name of options.backends) {
    const time = (endsAt - performance.now()) * SHARE_OF_REST;
    await inProbe(name, options, time, async (probe, timeLeftMs) => {
      const loaded = await checkBackend(name, probe, timeLeftMs);
      const check = await measureBackend(loaded, probe, timeLeftMs);
      backends.push(check);
      if (name !== 'onnx' || check.status !== 'works') return;
      executionProviders = await askProviders(probe, timeLeftMs);
    });
  }
  const auto = await inProbe('auto', options, endsAt - performance.now(), askAuto);
  const [cards, cache] = await facts;
  const graphics = graphicsFacts(cards, backends, executionProviders);
  const found = { versions, machine, graphics, backends, auto, executionProviders, cache };
  return {
    schemaVersion: 1,
    ok: backends.some(({ status }) => status === 'works'),
    seconds: Math.round(performance.now() - startedAt) / 1000,
    ...found,
    advice: adviceFor(found),
  };
}

/** Does some work with a probe, which ends with the work or with the signal. */
async function inProbe<T>(
  name: string,
  { startProbe, signal }: ExamineOptions,
  timeMs: number,
  work: (probe: Probe, timeLeftMs: () => number) => Promise<T>,
): Promise<T> {
  const until = performance.now() + timeMs;
  const probe = startProbe(name);
  const end = (): void => probe.end();
  signal.addEventListener('abort', end);
  try {
    const result = await work(probe, () => until - performance.now());
    // Its end looks like a crash to the work.
    if (signal.aborted) throw new InterruptedError('stopped before everything was examined');
    return result;
  } finally {
    signal.removeEventListener('abort', end);
    probe.end();
  }
}

async function askAuto(probe: Probe, timeLeftMs: () => number): Promise<AutoCheck> {
  const answer = await probe.ask('load', timeLeftMs());
  if (answer.kind !== 'done') return { name: null, why: null, problem: answer.problem };
  const { name, why } = answer.value;
  return { name, why, problem: null };
}

async function askProviders(probe: Probe, timeLeftMs: () => number): Promise<ProviderCheck[]> {
  const answer = await probe.ask('tryProviders', timeLeftMs());
  if (answer.kind === 'done') return answer.value;
  return [{ name: 'gpu', usable: false, reason: `trying its providers failed: ${answer.problem}` }];
}
