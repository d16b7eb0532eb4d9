// Drops points of a curve that change nothing about its picture.
import type { ThresholdCounts } from './thresholdCounts.ts';

/** The counts at those thresholds for which `keep` holds, and at both ends. */
export function keptPoints(
  counts: ThresholdCounts,
  keep: (index: number, counts: ThresholdCounts) => boolean,
): ThresholdCounts {
  const lastIndex = counts.thresholds.length - 1;
  const isKept = (_: number, index: number) =>
    index === 0 || index === lastIndex || keep(index, counts);
  return {
    thresholds: counts.thresholds.filter(isKept),
    truePositives: counts.truePositives.filter(isKept),
    falsePositives: counts.falsePositives.filter(isKept),
  };
}

/** Whether either count rises by another amount after a threshold than before it. */
export function isCorner(index: number, counts: ThresholdCounts): boolean {
  return bends(counts.falsePositives, index) || bends(counts.truePositives, index);
}

/** Whether positives are found right at a threshold or right after it. */
export function isBesidePositive(index: number, { truePositives }: ThresholdCounts): boolean {
  return stepAt(truePositives, index) !== 0 || stepAt(truePositives, index + 1) !== 0;
}

function bends(values: Float64Array, index: number): boolean {
  return stepAt(values, index + 1) !== stepAt(values, index);
}

function stepAt(values: Float64Array, index: number): number {
  return (values[index] as number) - (values[index - 1] as number);
}
