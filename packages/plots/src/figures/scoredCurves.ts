// What ROC and precision-recall curves have in common: a score in the legend, a point that was chosen.
import { ValueError } from '@dlqr/core/errors';
import { sentences } from '../blocks/frame.ts';
import type { LineFigureOptions } from '../blocks/lineFigure.ts';
import { legendRows, namesOf } from '../blocks/seriesColours.ts';
import { isShare } from '../data/checks.ts';
import { formatNumber, formatScore } from '../data/formatNumber.ts';
import type { FigureOptions } from '../figure.ts';

/** How far a score can be trusted. */
export interface ScoreInterval {
  readonly lower: number;
  readonly upper: number;
  /** The share of such intervals that hold the true value: 0.95. */
  readonly confidence?: number;
}

/** A curve's score, as the legend shows it. */
export interface Scored {
  readonly name: string;
  readonly score: number;
  readonly interval: ScoreInterval | undefined;
  /** The threshold of the chosen point; null where none was chosen, or it is not known. */
  readonly threshold: number | null;
}

/** Both axes from 0 to 1, with room for a line that runs along the edge, and a plot about square. */
export function unitAxes(
  series: readonly { readonly name: string }[],
  { width = 560 }: FigureOptions,
): LineFigureOptions {
  const rows = legendRows(namesOf(series), { symbol: 'stroke', width });
  return {
    width,
    height: width - 20 + rows * 19,
    xLimits: [-0.01, 1.01],
    yLimits: [-0.01, 1.01],
  };
}

/**
 * Refuses a score or an interval that cannot be.
 *
 * @throws {ValueError} when the score is not from 0 to 1, or the ends of the interval do not rise
 */
export function requireScore(owner: string, score: number, interval?: ScoreInterval): void {
  if (!isShare(score)) {
    throw new ValueError(`${owner} is ${score}; expected a number from 0 to 1`);
  }
  if (interval === undefined || interval.lower <= interval.upper) return;
  const { lower, upper } = interval;
  throw new ValueError(`${owner} has the interval ${lower} to ${upper}; expected rising ends`);
}

/**
 * What the legend calls a curve: "network: AUC 0.987 (0.981–0.992)". Where a long name would push the score
 * out of the legend, the score comes first.
 */
export function legendName({ name, score, interval }: Scored, short: string): string {
  const between =
    interval === undefined
      ? ''
      : ` (${formatScore(interval.lower)}–${formatScore(interval.upper)})`;
  const result = `${short} ${formatScore(score)}${between}`;
  return name.length + result.length > MOST_LETTERS ? `${result}: ${name}` : `${name}: ${result}`;
}

const MOST_LETTERS = 50; // of a legend's entry

/** The finding: the score of one curve, or whose is the best. */
export function scoreTitle(curves: readonly Scored[], long: string): string {
  const [best] = [...curves].sort((a, b) => b.score - a.score);
  if (best === undefined) return '';
  if (curves.length === 1) return `The ${long} of ${best.name} is ${formatScore(best.score)}`;
  return `${best.name} has the largest ${long}, ${formatScore(best.score)}`;
}

/** What the drawing itself cannot say: intervals, and the thresholds of the dots. */
export function scoreNotes(curves: readonly Scored[]): string {
  const [first] = curves;
  const intervals = curves.flatMap(({ interval }) => (interval ? [interval] : []));
  const levels = [...new Set(intervals.map(({ confidence }) => confidence))];
  const level = levels.length === 1 ? levels[0] : undefined;
  const what = `${level === undefined ? '' : `${formatNumber(level * 100)}% `}interval`;
  const chosen = curves.flatMap(({ name, threshold }) =>
    threshold === null ? [] : [`${name} at ${formatNumber(threshold)}`],
  );
  if (curves.length === 1 && first?.interval) {
    const { lower, upper } = first.interval;
    return sentences(
      `${what[0]?.toUpperCase()}${what.slice(1)} ${formatScore(lower)} to ${formatScore(upper)}`,
    );
  }
  return sentences(
    intervals.length > 0 ? `In brackets: ${what}s` : undefined,
    curves.length > 1 && chosen.length > 0
      ? `Dots: chosen thresholds, ${chosen.join(', ')}`
      : undefined,
  );
}

/** The caller's options, with a note after their subtitle. */
export function withNotes(options: FigureOptions, note: string): FigureOptions {
  return { ...options, subtitle: sentences(options.subtitle, note) };
}
