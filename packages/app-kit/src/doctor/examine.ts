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

/** Loading may take so much of the time; the rest is for measuring. */
const SHARE_TO_LOAD = 0.75;

/**
 * Examines this machine.
 *
 * @throws {InterruptedError} when the signal is given
 */
export async function examine(options: ExamineOptions): Promise<Examination> {
  const startedAt = performance.now();
  const elapsedMs = (): number => performance.now() - startedAt;
  const limit = options.timeLimitMs;
  const names = options.backends;
  const probes = new Map([...names, 'auto'].map((name) => [name, options.startProbe(name)]));
  const endAll = (): void => {
    for (const probe of probes.values()) probe.end();
  };
  options.signal.addEventListener('abort', endAll);
  try {
    const [loaded, auto, cards, cache] = await Promise.all([
      Promise.all(
        names.map((name) =>
          checkBackend(name, probeOf(probes, name), () => limit * SHARE_TO_LOAD - elapsedMs()),
        ),
      ),
      askAuto(probeOf(probes, 'auto'), () => limit * SHARE_TO_LOAD - elapsedMs()),
      options.findCards(),
      options.checkCache(),
    ]);
    const timeLeftMs = (): number => limit - elapsedMs();
    const backends: BackendCheck[] = [];
    // One after the other: two that compute at a time would halve each other's speed.
    for (const check of loaded) {
      backends.push(await measureBackend(check, probeOf(probes, check.name), timeLeftMs));
    }
    const executionProviders = await askProviders(probes.get('onnx'), backends, timeLeftMs);
    options.signal.throwIfAborted();
    const { versions, machine } = options;
    const graphics = graphicsFacts(cards, backends, executionProviders);
    const found = { versions, machine, graphics, backends, auto, executionProviders, cache };
    return {
      schemaVersion: 1,
      ok: backends.some(({ status }) => status === 'works'),
      seconds: Math.round(elapsedMs()) / 1000,
      ...found,
      advice: adviceFor(found),
    };
  } catch (cause) {
    if (!options.signal.aborted) throw cause;
    throw new InterruptedError('stopped before everything was examined', { cause });
  } finally {
    options.signal.removeEventListener('abort', endAll);
    endAll();
  }
}

function probeOf(probes: ReadonlyMap<string, Probe>, name: string): Probe {
  return probes.get(name) as Probe; // there is one for every name
}

async function askAuto(probe: Probe, timeLeftMs: () => number): Promise<AutoCheck> {
  const answer = await probe.ask('load', timeLeftMs());
  if (answer.kind !== 'done') return { name: null, why: null, problem: answer.problem };
  const { name, why } = answer.value;
  return { name, why, problem: null };
}

async function askProviders(
  onnx: Probe | undefined,
  backends: readonly BackendCheck[],
  timeLeftMs: () => number,
): Promise<readonly ProviderCheck[]> {
  const works = backends.some(({ name, status }) => name === 'onnx' && status === 'works');
  if (!onnx || !works) return [];
  const answer = await onnx.ask('tryProviders', timeLeftMs());
  if (answer.kind === 'done') return answer.value;
  return [{ name: 'gpu', usable: false, reason: `trying its providers failed: ${answer.problem}` }];
}
