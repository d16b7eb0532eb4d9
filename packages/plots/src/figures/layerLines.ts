// One line a layer over the epochs: gradients that vanish or explode, units that die.
import { ValueError } from '@dlqr/core/errors';
import type { ScaleKind } from '../blocks/axis.ts';
import { sentences } from '../blocks/frame.ts';
import { lineFigure } from '../blocks/lineFigure.ts';
import type { Reference } from '../blocks/references.ts';
import { type Numbers, requireColumns } from '../data/checks.ts';
import { formatNumber } from '../data/formatNumber.ts';
import { extentOf } from '../data/summary.ts';
import type { Figure, FigureOptions } from '../figure.ts';

/** How lines of layers are drawn. */
export interface LayerLinesOptions extends FigureOptions {
  /** What was measured: "gradient norm", "share of dead units". */
  readonly measure: string;
  /** Log (default) for what differs by orders of magnitude, linear for shares. */
  readonly yScale?: ScaleKind;
  /** What the positions are; "epoch" by default. */
  readonly xTitle?: string;
  /** Positions, as many as each layer has values; 1, 2, 3 … by default. */
  readonly positions?: Numbers;
  /** Heights that the y axis spans besides those of the lines, such as `[0, 1]` for shares. */
  readonly yInclude?: Numbers;
  /** Lines to compare with. */
  readonly references?: readonly Reference[];
}

/**
 * A measure of each layer over the epochs, colours from dark (first layer) to bright (last).
 *
 * The title compares the layers at the last epoch: on a log axis by the factor between the largest and the
 * smallest, which tells gradients that vanish on their way back; else by the largest. On a log axis values
 * that are not positive leave gaps.
 *
 * @param layers values by layer, from the input to the output, each `[epochs]`
 * @throws {ValueError} when there are no layers, or one has no values
 * @throws {ShapeError} when layers, or `positions`, differ in length
 * @throws {DataError} when no value is finite (on a log axis: positive)
 * @example
 * layerLines({ dense_1: [1e-5, 2e-6], dense_2: [0.1, 0.2] }, { measure: 'gradient norm' })
 *   .title; // 'At epoch 2 the gradient norm of dense_2 is 100,000 times that of dense_1'
 */
export function layerLines(
  layers: Readonly<Record<string, Numbers>>,
  options: LayerLinesOptions,
): Figure {
  const {
    measure,
    yScale = 'log',
    xTitle = 'epoch',
    positions,
    references = [],
    ...frame
  } = options;
  const entries = Object.entries(layers);
  if (entries.length === 0) throw new ValueError('there are no layers; expected at least one');
  requireColumns({ ...layers, ...(positions && { positions }) });
  const count = (entries[0] as (typeof entries)[number])[1].length;
  const x = positions ?? Array.from({ length: count }, (_, index) => index + 1);
  const hidden =
    yScale === 'log' && entries.some(([, values]) => (extentOf([values])?.[0] ?? 1) <= 0);
  return lineFigure(
    entries.map(([name, y]) => ({ name, x, y, dots: count <= 12 && entries.length <= 8 })),
    {
      title: titleFor(
        entries,
        `${xTitle} ${formatNumber(x[count - 1] as number)}`,
        measure,
        yScale,
      ),
      ...frame,
      subtitle: sentences(
        options.subtitle,
        hidden ? 'Values that are not positive are missing on the log axis' : undefined,
      ),
      xTitle,
      xWhole: Array.from(x).every(Number.isInteger),
      yTitle: measure,
      yScale,
      isOrdered: true,
      references,
    },
  );
}

/** What is most to see at the end. */
function titleFor(
  entries: readonly (readonly [string, Numbers])[],
  moment: string,
  measure: string,
  yScale: ScaleKind,
): string {
  const last = entries
    .map(([name, values]) => ({ name, value: values[values.length - 1] as number }))
    .filter(({ value }) => Number.isFinite(value) && (yScale === 'linear' || value > 0))
    .sort((a, b) => a.value - b.value);
  const [smallest, largest] = [last[0], last.at(-1)];
  if (smallest === undefined || largest === undefined) return `${capital(measure)} by layer`;
  if (last.length === 1 || (yScale === 'linear' && smallest.value === largest.value)) {
    const whose = last.length === 1 ? `of ${largest.name}` : 'of every layer';
    return `At ${moment} the ${measure} ${whose} is ${formatNumber(largest.value)}`;
  }
  if (yScale === 'linear') {
    return `At ${moment} the ${measure} is largest in ${largest.name}: ${formatNumber(largest.value)}`;
  }
  const factor = largest.value / smallest.value;
  return factor < 2
    ? `At ${moment} the ${measure} is alike in all layers`
    : `At ${moment} the ${measure} of ${largest.name} is ${formatNumber(Number(factor.toPrecision(2)))} times that of ${smallest.name}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
