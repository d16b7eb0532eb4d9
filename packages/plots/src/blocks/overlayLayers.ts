// What is drawn over a plane of colours or level lines: ways through it and points in it.
import { ValueError } from '@dlqr/core/errors';
import { quantitative } from './axis.ts';
import type { Layer } from './frame.ts';
import { type Path, pathLayers } from './pathLayers.ts';
import {
  notesOnRows,
  type PointGroup,
  type Points,
  thinnedRows,
  usableRows,
} from './pointLayers.ts';
import type { PlotAxes } from './references.ts';
import { namesOf, seriesColour } from './seriesColours.ts';

/** What can be drawn over a plane. */
export interface Overlay {
  /** Ways, such as those of optimizers: a ring at the start, a dot at the end. */
  readonly paths?: readonly Path[];
  /** Groups of points, such as the samples of each class, a colour each. */
  readonly points?: readonly Points[];
}

/** Layers, and what a reader must know of points that are not drawn. */
export interface OverlayLayers {
  readonly layers: Layer[];
  readonly notes: string[];
}

const MOST_POINTS = 2000;
const BESIDE_RAMP = 260; // what the legend of the plane's colours takes of the width

/**
 * Points below, paths above, names of both with colours of their own. What lies outside the axes is not
 * drawn; of more than 2,000 points a part is, always the same.
 *
 * @throws {ValueError} when a path or a group is empty
 * @throws {ShapeError} when `x` and `y` differ in length
 * @throws {DataError} when a group has no finite point
 */
export function overlayLayers(
  { paths = [], points = [] }: Overlay,
  axes: PlotAxes,
  width: number,
): OverlayLayers {
  const names = namesOf([...points, ...paths]);
  if (names.length === 0) return { layers: [], notes: [] };
  const color = seriesColour('name', names, {
    symbol: symbolFor(paths),
    width: width - BESIDE_RAMP,
  });
  const usable = points.map((group) => usableRows(group, { x: false, y: false }));
  const drawn = thinnedRows(usable, MOST_POINTS);
  const dots: Layer = {
    data: { values: drawn.flatMap((group) => placesOf(group, axes)) },
    mark: { type: 'point', filled: true, opacity: 1, size: 42, stroke: 'white', strokeWidth: 1 },
    encoding: { x: quantitative('x', axes.x), y: quantitative('y', axes.y), color },
  };
  return {
    layers: [...(points.length > 0 ? [dots] : []), ...pathLayers(paths, axes, color)],
    notes: notesOnRows(usable, drawn),
  };
}

/**
 * Refuses what needs numbers on both axes.
 *
 * @throws {ValueError} when there is something to draw, but an axis has names
 */
export function requireNoOverlay(
  overlay: Readonly<Record<string, readonly unknown[] | undefined>>,
): void {
  const what = Object.keys(overlay).find((name) => (overlay[name] ?? []).length > 0);
  if (what === undefined) return;
  throw new ValueError(`${what} need numbers on both axes, but one of them has names`);
}

function symbolFor(paths: readonly Path[]): 'stroke' | 'circle' {
  return paths.length > 0 ? 'stroke' : 'circle';
}

function placesOf({ points, rows }: PointGroup, axes: PlotAxes) {
  const within = (value: number, [low, high]: readonly [number, number]): boolean =>
    value >= low && value <= high;
  return rows
    .map((row) => ({ name: points.name, x: points.x[row] as number, y: points.y[row] as number }))
    .filter(({ x, y }) => within(x, axes.x.domain) && within(y, axes.y.domain));
}
