// What the outputs of a layer at one batch say of it; pure functions of numbers.
import type { LayerRecord } from './epochRecord.ts';

/** The part of a record that comes from the layer's outputs. */
export type ActivationNumbers = Pick<
  LayerRecord,
  | 'meanActivation'
  | 'activationDeviation'
  | 'zeroShare'
  | 'deadShare'
  | 'saturatedShare'
  | 'identicalShare'
>;

const RECTIFIERS: ReadonlySet<string | null> = new Set(['relu', 'relu6', 'thresholdedRelu']);

/** What a layer without outputs of its own has. */
export const UNKNOWN_ACTIVATIONS: ActivationNumbers = {
  meanActivation: Number.NaN,
  activationDeviation: Number.NaN,
  zeroShare: Number.NaN,
  deadShare: Number.NaN,
  saturatedShare: Number.NaN,
  identicalShare: Number.NaN,
};

/**
 * @param values outputs row by row, [samples, …, units]
 * @param activation `relu`, `sigmoid` …
 */
export function activationNumbers(
  values: Float32Array,
  numUnits: number,
  activation: string | null,
): ActivationNumbers {
  const isZeroUnit = zeroUnits(values, numUnits);
  const { mean, deviation } = momentsOf(values);
  return {
    meanActivation: mean,
    activationDeviation: deviation,
    zeroShare: share(values, (value) => value === 0),
    deadShare: RECTIFIERS.has(activation) ? share(isZeroUnit, Boolean) : 0,
    saturatedShare: share(values, saturationTest(activation)),
    identicalShare: numIdentical(values, numUnits, isZeroUnit) / numUnits,
  };
}

function share<T>(items: ArrayLike<T>, test: (item: T) => boolean): number {
  let count = 0;
  for (let index = 0; index < items.length; index++) count += Number(test(items[index] as T));
  return count / items.length;
}

function saturationTest(activation: string | null): (value: number) => boolean {
  if (activation === 'sigmoid' || activation === 'hardSigmoid') {
    return (value) => value < 0.01 || value > 0.99;
  }
  if (activation === 'tanh') return (value) => Math.abs(value) > 0.99;
  return () => false;
}

function momentsOf(values: Float32Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

/** Which units give 0 everywhere. */
function zeroUnits(values: Float32Array, numUnits: number): boolean[] {
  const isZero = new Array<boolean>(numUnits).fill(true);
  for (let index = 0; index < values.length; index++) {
    if (values[index] !== 0) isZero[index % numUnits] = false;
  }
  return isZero;
}

/** How many units, but those of zeros, give the same everywhere as another unit. */
function numIdentical(
  values: Float32Array,
  numUnits: number,
  isZeroUnit: readonly boolean[],
): number {
  const hashes = unitHashes(values, numUnits);
  const groups = new Map<number, number[][]>();
  for (let unit = 0; unit < numUnits; unit++) {
    if (isZeroUnit[unit]) continue;
    const hash = hashes[unit] as number;
    const known = groups.get(hash) ?? [];
    const group = known.find(([other]) => areEqual(values, numUnits, unit, other as number));
    if (group) group.push(unit);
    else groups.set(hash, [...known, [unit]]);
  }
  const sizes = [...groups.values()].flat().map(({ length }) => length);
  return sizes.reduce((sum, size) => sum + (size > 1 ? size : 0), 0);
}

/** A number of each unit that is the same for units that give the same; computed in one pass. */
function unitHashes(values: Float32Array, numUnits: number): Int32Array {
  const positive = values.map((value) => value + 0); // 0 and -0 are the same
  const bits = new Int32Array(positive.buffer);
  const hashes = new Int32Array(numUnits);
  for (let index = 0; index < bits.length; index++) {
    const unit = index % numUnits;
    const mixed = Math.imul((hashes[unit] as number) ^ (bits[index] as number), 0x9e3779b1);
    hashes[unit] = mixed ^ (mixed >>> 15);
  }
  return hashes;
}

function areEqual(values: Float32Array, numUnits: number, unit: number, other: number): boolean {
  for (let start = 0; start < values.length; start += numUnits) {
    if (values[start + unit] !== values[start + other]) return false;
  }
  return true;
}
