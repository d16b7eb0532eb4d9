// Groups of points as vega-lite layers: which rows are drawn, how, and what the subtitle says of it.
import { DataError } from '@dlqr/core/errors';
import { finiteRows, type Numbers, requireBothEnds } from '../data/checks.ts';
import { formatNumber } from '../data/formatNumber.ts';
import { subsample } from '../data/subsample.ts';
import { quantitative } from './axis.ts';
import type { Layer } from './frame.ts';
import type { PlotAxes } from './references.ts';
import { namesOf, seriesColour } from './seriesColours.ts';

/** One group of points, in one colour. */
export interface Points {
  /** What the legend calls it. */
  readonly name: string;
  readonly x: Numbers;
  readonly y: Numbers;
  /** Lower and upper end of an upright bar through each point; give both or none. */
  readonly lower?: Numbers;
  readonly upper?: Numbers;
}

/** A group with the indices of those of its rows that can be drawn, or are drawn. */
export interface PointGroup {
  readonly points: Points;
  readonly rows: readonly number[];
}

/**
 * The rows of a group that have a place on the axes.
 *
 * @throws {ValueError} when there are no rows, or only one end of the bars is given
 * @throws {ShapeError} when the columns differ in length
 * @throws {DataError} when no row is left
 */
export function usableRows(points: Points, onLogAxis: { x: boolean; y: boolean }): PointGroup {
  requireBothEnds(points.name, points.lower, points.upper);
  const { name, x, y, lower = y, upper = y } = points;
  const all = finiteRows({ [`x of "${name}"`]: x, [`y of "${name}"`]: y, lower, upper });
  const positive = (values: Numbers, row: number): boolean => (values[row] as number) > 0;
  const rows = all.filter(
    (row) => (!onLogAxis.x || positive(x, row)) && (!onLogAxis.y || positive(y, row)),
  );
  if (rows.length > 0) return { points, rows };
  throw new DataError(`no row of "${name}" is positive; a log axis can show nothing else`, {
    hint: 'Use a linear axis.',
  });
}

/** Keeps of each group its share of the points that may be drawn. */
export function thinnedRows(groups: readonly PointGroup[], maxPoints: number): PointGroup[] {
  const total = countRows(groups);
  return groups.map(({ points, rows }) => {
    const share = Math.max(1, Math.floor((rows.length * maxPoints) / total));
    const kept = subsample(rows.length, total <= maxPoints ? rows.length : share);
    return { points, rows: kept.map((index) => rows[index] as number) };
  });
}

/** What a reader must know of rows that are not drawn. */
export function notesOnRows(usable: readonly PointGroup[], drawn: readonly PointGroup[]): string[] {
  const given = usable.reduce((sum, { points }) => sum + points.x.length, 0);
  const [numUsable, numDrawn] = [countRows(usable), countRows(drawn)];
  const notes: string[] = [];
  if (numDrawn < numUsable) {
    notes.push(
      `${formatNumber(numDrawn)} of ${formatNumber(numUsable)} points shown, drawn at random`,
    );
  }
  if (numUsable < given) notes.push(missingNote(given - numUsable));
  return notes;
}

/** What a reader must know of rows that cannot be drawn. */
export function missingNote(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'row' : 'rows'} without a usable value left out`;
}

/** Dots, the fainter the more there are, on top of their error bars. */
export function pointLayers(groups: readonly PointGroup[], axes: PlotAxes, width: number): Layer[] {
  const names = namesOf(groups.map(({ points }) => points));
  const color = seriesColour('name', names, { symbol: 'circle', width });
  const [x, y] = [quantitative('x', axes.x), quantitative('y', axes.y)];
  const numRows = countRows(groups);
  const dots: Layer = {
    data: { values: groups.flatMap(valuesOf) },
    mark: {
      type: 'point',
      filled: true,
      size: numRows > 500 ? 22 : 34,
      opacity: opacityFor(numRows),
    },
    encoding: { x, y, color },
  };
  const bars = groups.filter(({ points }) => points.lower !== undefined).flatMap(valuesOf);
  if (bars.length === 0) return [dots];
  const rule: Layer = {
    data: { values: bars },
    mark: { type: 'rule', strokeWidth: 1, opacity: opacityFor(numRows) / 2 },
    encoding: { x, y: { ...y, field: 'lower' }, y2: { field: 'upper' }, color },
  };
  return [rule, dots];
}

function valuesOf({ points, rows }: PointGroup) {
  const { name, x, y, lower, upper } = points;
  return rows.map((row) => {
    const value = { name, x: x[row] as number, y: y[row] as number };
    return lower && upper
      ? { ...value, lower: lower[row] as number, upper: upper[row] as number }
      : value;
  });
}

function opacityFor(count: number): number {
  if (count <= 100) return 0.8;
  return count <= 500 ? 0.6 : 0.4;
}

function countRows(groups: readonly PointGroup[]): number {
  return groups.reduce((sum, { rows }) => sum + rows.length, 0);
}
