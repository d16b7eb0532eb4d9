// Whether probabilities can be taken at their word: what was predicted against how often it came true.
import { ValueError } from '@dlqr/core/errors';
import type { Line } from '../blocks/curveRows.ts';
import { facetFigure } from '../blocks/facetFigure.ts';
import { sentences } from '../blocks/frame.ts';
import { histogramFigure, type Sample } from '../blocks/histogramFigure.ts';
import { lineFigure } from '../blocks/lineFigure.ts';
import {
  type Numbers,
  requireBothEnds,
  requireColumns,
  requireFinite,
  requireShares,
} from '../data/checks.ts';
import { formatNumber, formatScore } from '../data/formatNumber.ts';
import type { Figure, FigureOptions } from '../figure.ts';

/** The reliability curve of one model, as `calibrationCurve` of `@dlqr/metrics` gives it. */
export interface CalibrationLine {
  /** Mean of the probabilities in each bin, `[bins]`. */
  readonly meanPredicted: Numbers;
  /** Share of positives in each bin, `[bins]`. */
  readonly fractionOfPositives: Numbers;
  /** Samples in each bin, `[bins]`. */
  readonly counts?: Numbers;
  /** Ends of an interval around each share, `[bins]`; give both or none. */
  readonly lower?: Numbers;
  readonly upper?: Numbers;
  /** All predicted probabilities, `[samples]`, for the histogram below. */
  readonly scores?: Numbers;
}

/** How calibration is drawn. */
export interface CalibrationFigureOptions extends FigureOptions {
  /** What the bars are: "95% Wilson intervals". */
  readonly intervalTitle?: string;
  /** What came true; "share of positives" by default. */
  readonly yTitle?: string;
}

/**
 * A reliability diagram, one curve a model (or one before and one after calibration), with the diagonal
 * of perfect calibration; below it the histograms of the probabilities where these are given.
 *
 * Below the diagonal a model promises too much, above it too little. Where `counts` are given, the
 * title has the mean distance from the diagonal over all samples (the expected calibration error of
 * these bins).
 *
 * @param curves by name, at least one; `scores` of all or of none
 * @throws {ValueError} when there are no curves, a curve has no bins, a value is not from 0 to 1, only one
 *   end of the intervals is given, or only some curves have scores
 * @throws {ShapeError} when the columns of a curve differ in length
 * @throws {DataError} when none of the scores is finite
 * @example
 * const curve = { meanPredicted: [0.2, 0.525, 0.85], fractionOfPositives: [0, 0.5, 1], counts: [3, 2, 4] };
 * calibrationFigure({ network: curve }).title; // 'Probabilities of network are off by 0.139 on average'
 * @see https://scikit-learn.org/stable/modules/calibration.html#calibration-curves
 */
export function calibrationFigure(
  curves: Readonly<Record<string, CalibrationLine>>,
  options: CalibrationFigureOptions = {},
): Figure {
  const { intervalTitle, yTitle = 'share of positives', ...frame } = options;
  const entries = Object.entries(curves);
  if (entries.length === 0) throw new ValueError('there are no curves; expected at least one');
  for (const [name, curve] of entries) checkCurve(name, curve);
  const samples = samplesOf(entries);
  const xTitle = 'predicted probability';
  const subtitle = sentences(
    options.subtitle,
    entries.some(([, { lower }]) => lower) ? `Bars: ${intervalTitle ?? 'intervals'}` : undefined,
  );
  const diagram = lineFigure(entries.map(lineOf), {
    title: titleFor(entries),
    width: 560,
    height: 540,
    ...frame,
    subtitle,
    xTitle: samples.length > 0 ? '' : xTitle,
    yTitle,
    xLimits: [-0.02, 1.02],
    yLimits: [-0.02, 1.02],
    references: [{ kind: 'identity', label: 'perfectly calibrated', labelEnd: roomySide(entries) }],
  });
  if (samples.length === 0) return diagram;
  const { title } = diagram;
  const histogram = histogramFigure(samples, { title: '', xTitle, xLimits: [-0.02, 1.02] });
  const below = { ...options, title, subtitle };
  return facetFigure([withoutTitle(diagram), histogram], {
    width: 560,
    height: 720,
    ...below,
    columns: 1,
    rowHeights: [3, 1],
  });
}

type Entry = readonly [name: string, curve: CalibrationLine];

function lineOf([name, curve]: Entry): Line {
  const { meanPredicted, fractionOfPositives, lower, upper } = curve;
  const line = { name, x: meanPredicted, y: fractionOfPositives, dots: true };
  return lower && upper ? { ...line, lower, upper, bars: true } : line;
}

function withoutTitle(figure: Figure): Figure {
  const { title: _, ...spec } = figure.spec;
  return { ...figure, title: '', spec };
}

function samplesOf(entries: readonly Entry[]): Sample[] {
  const samples = entries.flatMap(([name, { scores }]) =>
    scores ? [{ name, values: scores }] : [],
  );
  if (samples.length === 0 || samples.length === entries.length) return samples;
  const missing = entries.find(([, { scores }]) => !scores)?.[0];
  throw new ValueError(`"${missing}" has no scores, but other curves have; expected all or none`);
}

function titleFor(entries: readonly Entry[]): string {
  const [first] = entries;
  const gaps = entries.flatMap(([name, curve]) => {
    const gap = meanGap(curve);
    return gap === null ? [] : [{ name, gap }];
  });
  if (gaps.length < entries.length || first === undefined) {
    return `Calibration of ${entries.map(([name]) => name).join(', ')}`;
  }
  if (gaps.length === 1) {
    return `Probabilities of ${first[0]} are off by ${formatScore(gaps[0]?.gap ?? 0)} on average`;
  }
  const each = gaps.map(({ name, gap }) => `${name} ${formatScore(gap)}`);
  return `Probabilities are off on average: ${each.join(', ')}`;
}

/** The side of the diagonal on which there are fewer bins. */
function roomySide(entries: readonly Entry[]): 'left' | 'right' {
  const sides = entries.flatMap(([, { meanPredicted, fractionOfPositives }]) =>
    Array.from(meanPredicted, (mean, bin) =>
      Math.sign((fractionOfPositives[bin] as number) - mean),
    ),
  );
  return sides.reduce((sum, side) => sum + side, 0) > 0 ? 'right' : 'left';
}

/** The mean distance from the diagonal over all samples; null where bins have no counts. */
function meanGap({ meanPredicted, fractionOfPositives, counts }: CalibrationLine): number | null {
  if (counts === undefined) return null;
  let [sum, total] = [0, 0];
  for (let bin = 0; bin < counts.length; bin++) {
    const [count, share] = [counts[bin] as number, fractionOfPositives[bin] as number];
    sum += count * Math.abs(share - (meanPredicted[bin] as number));
    total += count;
  }
  return sum / total;
}

function checkCurve(name: string, curve: CalibrationLine): void {
  const { meanPredicted, fractionOfPositives, counts, lower, upper, scores } = curve;
  const of = (what: string): string => `${what} of "${name}"`;
  requireBothEnds(name, lower, upper);
  const shares = {
    [of('meanPredicted')]: meanPredicted,
    [of('fractionOfPositives')]: fractionOfPositives,
    ...(lower && { [of('lower')]: lower }),
    ...(upper && { [of('upper')]: upper }),
  };
  requireColumns({ ...shares, ...(counts && { [of('counts')]: counts }) });
  for (const [column, values] of Object.entries(shares)) requireShares(column, values);
  if (counts) requireCounts(of('counts'), counts);
  if (scores) requireFinite(of('scores'), scores);
}

function requireCounts(name: string, counts: Numbers): void {
  const wrong = Array.from(counts).find((count) => !(count >= 0 && Number.isFinite(count)));
  if (wrong !== undefined) {
    throw new ValueError(`${name} has ${formatNumber(wrong)}; expected numbers of at least 0`);
  }
  if (Array.from(counts).some((count) => count > 0)) return;
  throw new ValueError(`${name} are all 0; expected samples in at least one bin`);
}
