// Whether more data or a larger model would help: scores over folds or seeds as lines with bands.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import type { ScaleKind } from '../blocks/axis.ts';
import type { Line } from '../blocks/curveRows.ts';
import { sentences } from '../blocks/frame.ts';
import { lineFigure } from '../blocks/lineFigure.ts';
import type { Marker } from '../blocks/markerLayers.ts';
import { type Numbers, requireFinite } from '../data/checks.ts';
import { formatNumber } from '../data/formatNumber.ts';
import { bestIndex } from '../data/history.ts';
import { momentsOf } from '../data/summary.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import { seriesColourAt } from '../theme/palette.ts';

/** How learning and validation curves are drawn. */
export interface ValidationCurvesOptions extends FigureOptions {
  /** What was varied: "training rows", "units of the hidden layer". */
  readonly xTitle: string;
  /** Log suits sizes that double. */
  readonly xScale?: ScaleKind;
  /** What was measured, with the unit in brackets: "mean absolute error (MPG)"; "score" by default. */
  readonly metric?: string;
  /** Whether small or large scores are good; with it, the best position is marked and named in the title. */
  readonly direction?: 'min' | 'max';
  readonly yScale?: ScaleKind;
  /** A score to compare with: a baseline, or what people reach. Its name stands at the right by default. */
  readonly reference?: {
    readonly name: string;
    readonly value: number;
    readonly labelEnd?: 'left' | 'right';
  };
}

/**
 * Scores over what was varied, with their mean as a line and plus or minus one standard deviation as a
 * band: a learning curve (over the number of training rows) or a validation curve (over a size of the model
 * or another setting).
 *
 * Two curves far from each other at the right end: variance, more data would help. Both together but
 * worse than the reference: bias, a larger model would. Scores that are not finite are left out; a
 * position without any leaves a gap.
 *
 * @param positions what was varied, `[positions]`
 * @param scores by name, `training` and `validation` say, each `[positions, repeats]`; the last one is that
 *   by which positions are compared
 * @throws {ValueError} when there are no positions or no scores, or a position on a log axis is not positive
 * @throws {ShapeError} when scores are not given for each position
 * @throws {DataError} when there is no finite position, or no finite score
 * @example
 * validationCurves(
 *   [50, 200, 800],
 *   { training: [[1.1, 1.3], [1.6, 1.5], [1.8, 1.7]], validation: [[4.2, 3.9], [2.9, 3.1], [2.4, 2.2]] },
 *   { xTitle: 'training rows', xScale: 'log', metric: 'error', direction: 'min' },
 * ).title; // 'Validation error is lowest at 800 training rows: 2.3'
 * @see https://scikit-learn.org/stable/modules/learning_curve.html
 */
export function validationCurves(
  positions: Numbers,
  scores: Readonly<Record<string, readonly Numbers[]>>,
  options: ValidationCurvesOptions,
): Figure {
  const { xTitle, metric = 'score', direction, reference, xScale = 'linear', ...frame } = options;
  checkCurves(positions, scores, xScale);
  const x = Array.from(positions);
  const lines = Object.entries(scores).map(([name, repeats]) => lineOf(name, x, repeats));
  const compared = lines.at(-1) as Line;
  const best = direction === undefined ? null : bestIndex(compared.y, direction);
  const marker: Marker[] =
    best === null
      ? []
      : [
          {
            x: x[best] as number,
            y: compared.y[best] as number,
            colour: seriesColourAt(lines.length - 1, lines.length),
          },
        ];
  return lineFigure(lines, {
    title: titleFor(compared, x, best, options),
    ...frame,
    subtitle: sentences(options.subtitle, bandNote(Object.values(scores))),
    xTitle,
    xScale,
    xWhole: x.every(Number.isInteger),
    yTitle: metric,
    markers: marker,
    references: reference
      ? [
          {
            kind: 'y',
            at: reference.value,
            label: `${reference.name} ${formatNumber(reference.value)}`,
            labelEnd: reference.labelEnd ?? 'right',
          },
        ]
      : [],
    ...(reference && { yInclude: [reference.value] }),
  });
}

function lineOf(name: string, x: readonly number[], repeats: readonly Numbers[]): Line {
  const moments = repeats.map((values) => momentsOf(Array.from(values).filter(Number.isFinite)));
  const y = moments.map(({ mean }) => mean);
  const stroke = /^train/i.test(name) ? ('dashed' as const) : ('solid' as const);
  const line = { name, x, y, stroke, dots: true };
  if (repeats.every(({ length }) => length < 2)) return line;
  const ends = (sign: 1 | -1): number[] =>
    moments.map(({ mean, standardDeviation }) => mean + sign * standardDeviation);
  return { ...line, lower: ends(-1), upper: ends(1) };
}

function titleFor(
  compared: Line,
  x: readonly number[],
  best: number | null,
  { metric = 'score', xTitle, direction }: ValidationCurvesOptions,
): string {
  const [bare = metric, what = xTitle] = [metric, xTitle].map((text) =>
    text.replace(/ \([^)]*\)$/, ''),
  );
  const subject = compared.name.charAt(0).toUpperCase() + compared.name.slice(1);
  if (best === null) return `${subject} ${bare} over ${what}`;
  const value = formatNumber(compared.y[best] as number);
  const where = `${formatNumber(x[best] as number)} ${what}`;
  if (x.length === 1) return `${subject} ${bare} is ${value} at ${where}`;
  const most = direction === 'min' ? 'lowest' : 'highest';
  return `${subject} ${bare} is ${most} at ${where}: ${value}`;
}

function bandNote(all: readonly (readonly Numbers[])[]): string | undefined {
  const counts = [...new Set(all.flatMap((repeats) => repeats.map(({ length }) => length)))];
  if (counts.every((count) => count < 2)) return undefined;
  const over = counts.length === 1 ? ` over ${formatNumber(counts[0] as number)} repeats` : '';
  return `Bands: one standard deviation${over}`;
}

function checkCurves(
  positions: Numbers,
  scores: Readonly<Record<string, readonly Numbers[]>>,
  xScale: ScaleKind,
): void {
  requireFinite('positions', positions);
  const wrong = Array.from(positions).find((at) => xScale === 'log' && !(at > 0));
  if (wrong !== undefined) {
    throw new ValueError(`positions has ${wrong}; a log axis needs positive numbers`);
  }
  const entries = Object.entries(scores);
  if (entries.length === 0)
    throw new ValueError('there are no scores; expected at least one curve');
  for (const [name, repeats] of entries) {
    if (repeats.length === positions.length) continue;
    throw new ShapeError(
      `${name} has scores for ${repeats.length} positions; expected ${positions.length}`,
      { hint: 'Give one list of scores a position: [positions, repeats].' },
    );
  }
}
