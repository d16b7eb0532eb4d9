// Folds class weights into sample weights.
import { ValueError } from '../errors/index.ts';
import type { HostData } from './fitData.ts';
import type { HostArray } from './hostArray.ts';

/** How much a sample of each class counts, by class number; a class left out counts 1. */
export type ClassWeight = Readonly<Record<number, number>>;

/**
 * The data with each sample's weight multiplied by that of its class.
 *
 * The class is the target's value where targets have one column, else the column of the largest.
 *
 * @throws {ValueError} when the model has several outputs, a weight is negative or not finite, or
 * a class is named that no target has
 */
export function withClassWeight(data: HostData, classWeight: ClassWeight): HostData {
  const [targets] = data.targets;
  if (data.targets.length !== 1 || !targets) {
    throw new ValueError('classWeight needs a model with one output; use sampleWeight instead');
  }
  const weights = Object.entries(classWeight).map(([label, weight]) => {
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new ValueError(`the weight of class ${label} is ${weight}; expected 0 or more`);
    }
    return [Number(label), weight] as const;
  });
  const byClass = new Map(weights);
  const labels = labelsOf(targets);
  const present = new Set(labels);
  const unknown = [...byClass.keys()].find((label) => !present.has(label));
  if (unknown !== undefined) {
    throw new ValueError(
      `classWeight names class ${unknown}; the targets have ${[...present].sort().join(', ')}`,
    );
  }
  const sampleWeight = Float32Array.from(
    labels,
    (label, row) => (byClass.get(label) ?? 1) * (data.sampleWeight?.[row] ?? 1),
  );
  return { ...data, sampleWeight };
}

function labelsOf(targets: HostArray): number[] {
  const width = targets.values.length / (targets.shape[0] ?? 1);
  return Array.from({ length: targets.shape[0] ?? 0 }, (_, row) => {
    if (width === 1) return targets.values[row] as number;
    const scores = targets.values.subarray(row * width, (row + 1) * width);
    return scores.indexOf(Math.max(...scores));
  });
}
