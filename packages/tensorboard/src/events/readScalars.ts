// The curves of a run.
import { readEvents } from './readEvents.ts';

/** One point of a curve. */
export interface ScalarPoint {
  readonly step: number;
  /** Seconds since 1970-01-01 UTC. */
  readonly wallTime: number;
  readonly value: number;
}

/**
 * The curves in an event file or in the event files of a folder, by tag.
 *
 * Where a run was killed and resumed, steps come twice: those of the later file stand, as in
 * TensorBoard.
 *
 * @throws {FileError} when there is nothing to read or a file is damaged
 * @example
 * const curves = await readScalars('runs/wine/train');
 * curves.get('epoch_loss')?.map(({ value }) => value) // [0.693, 0.551]
 */
export async function readScalars(path: string): Promise<Map<string, readonly ScalarPoint[]>> {
  const curves = new Map<string, ScalarPoint[]>();
  for await (const event of readEvents(path)) {
    if (event.kind !== 'scalar') continue;
    const { tag, step, wallTime, value } = event;
    const curve = curves.get(tag) ?? [];
    curves.set(tag, curve);
    while (curve.length > 0 && (curve.at(-1) as ScalarPoint).step >= step) curve.pop();
    curve.push({ step, wallTime, value });
  }
  return curves;
}
