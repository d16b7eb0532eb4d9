// Finds the best epoch of each run by one monitored column, and says it in a sentence.
import { ValueError } from '@dlqr/core/errors';
import { formatNumber } from '../data/formatNumber.ts';
import { bestIndex, type History, metricOf, wordsOf } from '../data/history.ts';

/** A training run under a name of its own. */
export interface Run {
  readonly name: string;
  readonly history: History;
}

/** By which column epochs are compared. */
export interface Monitor {
  /** Name of a column of the history: `valLoss`, `valRocAuc`. */
  readonly column: string;
  /** Whether small or large values are good. */
  readonly direction: 'min' | 'max';
}

/** The best epoch of a run. */
export interface BestEpoch {
  readonly run: string;
  /** Position in the history, from 0. */
  readonly index: number;
  readonly value: number;
  readonly numEpochs: number;
}

/** The column that tells the best epoch where the caller names none: the loss, best of validation. */
export function usualMonitor(runs: readonly Run[]): Monitor | null {
  const column = ['valLoss', 'val_loss', 'loss'].find((name) =>
    runs.some(({ history }) => history[name] !== undefined),
  );
  return column === undefined ? null : { column, direction: 'min' }; // a loss is minimised by definition
}

/**
 * The best epoch of each run that has a finite value in the monitored column.
 *
 * @throws {ValueError} when no run has that column
 */
export function bestEpochs(runs: readonly Run[], { column, direction }: Monitor): BestEpoch[] {
  if (runs.every(({ history }) => history[column] === undefined)) {
    const known = [...new Set(runs.flatMap(({ history }) => Object.keys(history)))];
    throw new ValueError(
      `the history has no column "${column}" to monitor; its columns are ${known.join(', ')}`,
    );
  }
  return runs.flatMap(({ name, history }) => {
    const values = history[column] ?? [];
    const index = bestIndex(values, direction);
    if (index === null) return [];
    return [{ run: name, index, value: values[index] as number, numEpochs: values.length }];
  });
}

/** The finding: where the monitored column is best. */
export function bestSentence(
  best: readonly BestEpoch[],
  monitor: Monitor,
  firstEpoch: number,
): string {
  const most = monitor.direction === 'min' ? 'lowest' : 'highest';
  const sign = monitor.direction === 'min' ? 1 : -1;
  const [winner] = [...best].sort((a, b) => sign * (a.value - b.value));
  if (!winner) return 'Learning curves';
  const column = columnInWords(monitor.column);
  const epoch = formatNumber(winner.index + firstEpoch);
  if (best.length > 1) {
    const value = formatNumber(winner.value);
    return `The ${most} ${column}, ${value}, is reached by ${winner.run} at epoch ${epoch}`;
  }
  const subject = `${column.charAt(0).toUpperCase()}${column.slice(1)}`;
  const last = formatNumber(winner.numEpochs - 1 + firstEpoch);
  if (winner.numEpochs === 1) return `${subject} is ${formatNumber(winner.value)} after one epoch`;
  return epoch === last
    ? `${subject} is ${most} at the last epoch, ${epoch}`
    : `${subject} is ${most} at epoch ${epoch} of ${last}`;
}

/** A column's name as a reader says it: "validation loss". */
export function columnInWords(column: string): string {
  const { metric, isValidation } = metricOf(column);
  return `${isValidation ? 'validation' : 'training'} ${wordsOf(metric)}`;
}
