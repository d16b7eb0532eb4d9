// What is found out about one backend through its probe.
import type { BackendCheck } from './examination.ts';
import type { Probe, ProbeAnswer } from './probeProcess.ts';

/** Of a 2x3 and a 3x2 matrix, each with the numbers 1 to 6. */
const RIGHT_PRODUCT = [
  [22, 28],
  [49, 64],
];

/** Loads a backend and has it multiply two small matrices. */
export async function checkBackend(
  name: string,
  probe: Probe,
  timeLeftMs: () => number,
): Promise<BackendCheck> {
  const nothing: BackendCheck = {
    name,
    status: 'unknown',
    device: null,
    version: null,
    detail: null,
    product: null,
    speed: null,
    problem: null,
    hint: null,
  };
  const loaded = await probe.ask('load', timeLeftMs());
  if (loaded.kind !== 'done') return { ...nothing, ...troubleOf(loaded) };
  const { device, version, detail } = loaded.value;
  const known = { ...nothing, device, version, detail };
  const multiplied = await probe.ask('multiply', timeLeftMs());
  if (multiplied.kind !== 'done') return { ...known, ...troubleOf(multiplied) };
  const product = multiplied.value;
  if (JSON.stringify(product) === JSON.stringify(RIGHT_PRODUCT)) {
    return { ...known, status: 'works', product };
  }
  const problem = `computed a wrong product: ${JSON.stringify(product)}, not ${JSON.stringify(RIGHT_PRODUCT)}`;
  return { ...known, status: 'broken', product, problem };
}

/** The same with its speed, where it works and there is time. */
export async function measureBackend(
  check: BackendCheck,
  probe: Probe,
  timeLeftMs: () => number,
): Promise<BackendCheck> {
  if (check.status !== 'works') return check;
  if (timeLeftMs() <= 0) return { ...check, problem: 'no time was left to measure its speed' };
  const measured = await probe.ask('measure', timeLeftMs());
  if (measured.kind === 'done') return { ...check, speed: measured.value };
  const { status, problem, hint } = troubleOf(measured);
  return {
    ...check,
    // Its product was right: a late answer is a slow or busy machine, no doubt of the backend.
    status: status === 'unknown' ? 'works' : status,
    problem: `while measuring its speed: ${problem}`,
    hint,
  };
}

function troubleOf(
  answer: Exclude<ProbeAnswer<unknown>, { kind: 'done' }>,
): Pick<BackendCheck, 'status' | 'problem' | 'hint'> {
  const { problem, hint } = answer;
  if (answer.kind === 'late') return { status: 'unknown', problem, hint };
  const unavailable = answer.kind === 'refused' && answer.expected;
  return { status: unavailable ? 'unavailable' : 'broken', problem, hint };
}
