// What a decision threshold is chosen for, and how people write it.
import { ValueError } from '@dlqr/core/errors';

/** What a threshold is chosen for. */
export type ThresholdGoal =
  /** The best F1: precision and recall of the positive class alike. */
  | { readonly kind: 'f1' }
  /** The best sum of recall and specificity: both classes alike, however rare one is. */
  | { readonly kind: 'youden' }
  /** The most rows right. */
  | { readonly kind: 'accuracy' }
  /** The least cost, where a false alarm and a miss cost that much each. */
  | { readonly kind: 'cost'; readonly falsePositive: number; readonly falseNegative: number }
  /** At least this recall, with the fewest false alarms. */
  | { readonly kind: 'recall'; readonly atLeast: number }
  /** At least this precision, with the most positives found. */
  | { readonly kind: 'precision'; readonly atLeast: number }
  /** This threshold. */
  | { readonly kind: 'fixed'; readonly threshold: number };

const FORMS =
  'f1, youden, accuracy, recall:0.95, precision:0.9, cost:1:5 or a threshold such as 0.5';

/**
 * Reads a goal: `f1`, `youden`, `accuracy`, `recall:0.95`, `precision:0.9`, `cost:1:5` (a false alarm
 * costs 1, a miss 5), or a threshold such as `0.5`.
 *
 * @throws {ValueError} when it is none of these
 * @example parseGoal('recall:0.95') // { kind: 'recall', atLeast: 0.95 }
 */
export function parseGoal(text: string): ThresholdGoal {
  const [name = '', ...parts] = text.split(':');
  const numbers = parts.map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const goal = goalOf(name, numbers);
  if (goal) return checkedGoal(goal);
  throw new ValueError(`"${text}" is no goal; expected ${FORMS}`);
}

function goalOf(name: string, numbers: readonly number[]): ThresholdGoal | null {
  const [first = Number.NaN, second = Number.NaN] = numbers;
  if (numbers.length === 0 && (name === 'f1' || name === 'youden' || name === 'accuracy')) {
    return { kind: name };
  }
  if (numbers.length === 1 && (name === 'recall' || name === 'precision')) {
    return { kind: name, atLeast: first };
  }
  if (numbers.length === 2 && name === 'cost') {
    return { kind: 'cost', falsePositive: first, falseNegative: second };
  }
  const isThreshold = numbers.length === 0 && name.trim() !== '' && !Number.isNaN(Number(name));
  return isThreshold ? { kind: 'fixed', threshold: Number(name) } : null;
}

/**
 * The goal, checked.
 *
 * @throws {ValueError} when a number is out of its range
 */
export function checkedGoal(goal: ThresholdGoal): ThresholdGoal {
  switch (goal.kind) {
    case 'recall':
    case 'precision':
      if (goal.atLeast > 0 && goal.atLeast <= 1) return goal;
      throw new ValueError(
        `the least ${goal.kind} is ${goal.atLeast}; expected more than 0 and 1 at most`,
      );
    case 'cost': {
      const costs = [goal.falsePositive, goal.falseNegative];
      if (costs.every((cost) => cost > 0 && cost < Number.POSITIVE_INFINITY)) return goal;
      throw new ValueError(`the costs are ${costs.join(' and ')}; expected two numbers above 0`, {
        hint: 'cost:1:5 says that a false alarm costs 1 and a miss 5.',
      });
    }
    case 'fixed':
      if (goal.threshold > 0 && goal.threshold < 1) return goal;
      throw new ValueError(`the threshold is ${goal.threshold}; expected a number between 0 and 1`);
    default:
      return goal;
  }
}

/** The goal in words: `the best F1`. */
export function goalText(goal: ThresholdGoal): string {
  switch (goal.kind) {
    case 'f1':
      return 'the best F1';
    case 'youden':
      return 'the best sum of recall and specificity (Youden)';
    case 'accuracy':
      return 'the best accuracy';
    case 'recall':
      return `a recall of at least ${goal.atLeast}, with the fewest false alarms`;
    case 'precision':
      return `a precision of at least ${goal.atLeast}, with the most positives found`;
    case 'cost':
      return `the least cost, a false alarm at ${goal.falsePositive} and a miss at ${goal.falseNegative}`;
    case 'fixed':
      return `the threshold ${goal.threshold}, as given`;
  }
}
