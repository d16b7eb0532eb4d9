// Chooses the threshold from which a probability counts as positive.
import { confusionMatrixAtThresholds } from '@dlqr/metrics';
import { checkScores } from '../calibration/checkScores.ts';
import { checkedGoal, type ThresholdGoal } from './thresholdGoal.ts';

/** A threshold and what it achieves on the rows it was chosen by. */
export interface ChosenThreshold {
  /** A row is positive where its probability is at least this, 0 to 1. */
  readonly threshold: number;
  /** False where no threshold has the recall or precision that was asked for. */
  readonly isReached: boolean;
}

/**
 * Chooses a threshold for a goal, on rows that the model was not fitted to; it is fixed from then on.
 *
 * All thresholds between two neighbouring probabilities decide alike. Of those the one taken is 0.5
 * where that is among them, else their middle; of equally good decisions the ones nearest to 0.5.
 *
 * @param probabilities of the positive class, [rows]
 * @param y 0 or 1, [rows]
 * @returns where a precision cannot be reached, the threshold of the highest precision
 * @throws {ShapeError} when the lengths differ or there are no rows
 * @throws {ValueError} when a probability is not finite, a class is neither 0 nor 1 or missing, or the
 * goal has a number out of its range
 * @example chooseThreshold([0.1, 0.4, 0.7, 0.8], [0, 1, 0, 1], { kind: 'recall', atLeast: 1 }).threshold // 0.25
 * @see sklearn.model_selection.TunedThresholdClassifierCV
 */
export function chooseThreshold(
  probabilities: ArrayLike<number>,
  y: ArrayLike<number>,
  goal: ThresholdGoal,
): ChosenThreshold {
  checkScores(probabilities, y);
  checkedGoal(goal);
  if (goal.kind === 'fixed') return { threshold: goal.threshold, isReached: true };
  const decisions = decisionsOf(probabilities, y);
  const worth = worthOf(goal);
  let best = decisions[0] as Decision;
  for (const decision of decisions) {
    const difference = compare(worth(decision), worth(best));
    const isNearer = Math.abs(decision.threshold - 0.5) < Math.abs(best.threshold - 0.5);
    if (difference > 0 || (difference === 0 && isNearer)) best = decision;
  }
  return { threshold: best.threshold, isReached: isReachedBy(best, goal) };
}

/** The confusion matrix of one way to decide, and a threshold that decides so. */
interface Decision {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** Every way to decide, from none positive to all. */
function decisionsOf(probabilities: ArrayLike<number>, y: ArrayLike<number>): Decision[] {
  const counts = confusionMatrixAtThresholds(y, probabilities);
  const numPositives = counts.truePositives.at(-1) as number;
  const numNegatives = counts.falsePositives.at(-1) as number;
  const none = {
    threshold: between(counts.thresholds[0] as number, 1),
    truePositives: 0,
    falsePositives: 0,
    falseNegatives: numPositives,
    trueNegatives: numNegatives,
  };
  const others = counts.thresholds.map((score, at) => ({
    threshold: between(counts.thresholds[at + 1] ?? 0, score),
    truePositives: counts.truePositives[at] as number,
    falsePositives: counts.falsePositives[at] as number,
    falseNegatives: counts.falseNegatives[at] as number,
    trueNegatives: counts.trueNegatives[at] as number,
  }));
  // A probability of 1 leaves no threshold above it.
  return (counts.thresholds[0] as number) < 1 ? [none, ...others] : others;
}

/** A threshold above `low` and up to `high`. */
function between(low: number, high: number): number {
  if (low < 0.5 && 0.5 <= high) return 0.5;
  const middle = (low + high) / 2;
  return middle > low ? middle : high;
}

/** What a decision is worth: the first number counts, the others where the first are equal. */
type Worth = readonly number[];

function worthOf(goal: ThresholdGoal): (decision: Decision) => Worth {
  switch (goal.kind) {
    case 'f1':
      return (d) => [
        (2 * d.truePositives) / (2 * d.truePositives + d.falsePositives + d.falseNegatives),
      ];
    case 'youden':
      return (d) => [recallOf(d) + specificityOf(d)];
    case 'accuracy':
      return (d) => [d.truePositives + d.trueNegatives];
    case 'cost':
      return (d) => [
        -d.falsePositives * goal.falsePositive - d.falseNegatives * goal.falseNegative,
      ];
    case 'recall':
      return (d) => [Math.min(recallOf(d), goal.atLeast), specificityOf(d)];
    case 'precision':
      return (d) => [Math.min(precisionOf(d), goal.atLeast), recallOf(d)];
    default:
      return () => [0];
  }
}

function isReachedBy(decision: Decision, goal: ThresholdGoal): boolean {
  if (goal.kind === 'recall') return recallOf(decision) >= goal.atLeast;
  return goal.kind !== 'precision' || precisionOf(decision) >= goal.atLeast;
}

/** Rates that are equal up to rounding are equal. */
function compare(first: Worth, second: Worth): number {
  for (const [index, value] of first.entries()) {
    const difference = value - (second[index] as number);
    if (Math.abs(difference) > 1e-12) return difference;
  }
  return 0;
}

function recallOf({ truePositives, falseNegatives }: Decision): number {
  return truePositives / (truePositives + falseNegatives);
}

function specificityOf({ trueNegatives, falsePositives }: Decision): number {
  return trueNegatives / (trueNegatives + falsePositives);
}

/** 0 where nothing is positive. */
function precisionOf({ truePositives, falsePositives }: Decision): number {
  const alarms = truePositives + falsePositives;
  return alarms === 0 ? 0 : truePositives / alarms;
}
