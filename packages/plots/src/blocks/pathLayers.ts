// Ways through a plane, such as those of optimizers: a line with its start and its end marked.
import { type Numbers, requireColumns } from '../data/checks.ts';
import { clipPath } from '../data/clipPath.ts';
import { quantitative } from './axis.ts';
import type { Layer } from './frame.ts';
import type { PlotAxes } from './references.ts';
import type { seriesColour } from './seriesColours.ts';

/** A way through the plane, in order. */
export interface Path {
  /** What the legend calls it. */
  readonly name: string;
  readonly x: Numbers;
  readonly y: Numbers;
}

/**
 * Each path as a line on a white rim, a ring at its start and a dot at its end. What lies outside
 * the axes is cut off; a step that is not finite leaves a gap; a path that goes far away ends there.
 *
 * @param color the channel that gives each name its colour
 * @throws {ValueError} when a path is empty
 * @throws {ShapeError} when `x` and `y` of a path differ in length
 */
export function pathLayers(
  paths: readonly Path[],
  axes: PlotAxes,
  color: ReturnType<typeof seriesColour>,
): Layer[] {
  if (paths.length === 0) return [];
  for (const { name, x, y } of paths) requireColumns({ [`x of "${name}"`]: x, y });
  const place = { x: quantitative('x', axes.x), y: quantitative('y', axes.y) };
  const values = paths.flatMap((path, index) => stepsOf(path, index, axes));
  const line = { type: 'line', strokeJoin: 'round' } as const;
  const order = { field: 'step', type: 'quantitative' } as const;
  const detail = { field: 'part', type: 'nominal' } as const;
  return [
    {
      data: { values },
      mark: { ...line, stroke: 'white', strokeWidth: 4, opacity: 0.8 },
      encoding: { ...place, order, detail },
    },
    {
      data: { values },
      mark: { ...line, strokeWidth: 2 },
      encoding: { ...place, order, detail, color },
    },
    {
      data: { values: paths.flatMap((path) => pointIn(path, 0, axes)) },
      mark: { type: 'point', fill: 'white', size: 70, strokeWidth: 2, opacity: 1 },
      encoding: { ...place, color },
    },
    {
      data: { values: paths.flatMap((path) => pointIn(path, path.x.length - 1, axes)) },
      mark: { type: 'point', filled: true, size: 80, opacity: 1 },
      encoding: { ...place, color },
    },
  ];
}

function stepsOf(path: Path, index: number, axes: PlotAxes) {
  const { name } = path;
  const numSteps = stepsBeforeEscape(path, axes);
  const [x, y] = [Array.from(path.x).slice(0, numSteps), Array.from(path.y).slice(0, numSteps)];
  const parts = clipPath(x, y, { x: axes.x.domain, y: axes.y.domain });
  return parts.flatMap((points, part) =>
    points.map(([px, py], step) => ({ name, part: `${index}/${part}`, step, x: px, y: py })),
  );
}

/**
 * The number of steps up to the first that is further off than the plot is wide or high: what
 * diverges would else cover all by crossing the plot with every further step.
 */
function stepsBeforeEscape({ x, y }: Path, axes: PlotAxes): number {
  const isFar = (value: number, [low, high]: readonly [number, number]): boolean =>
    Math.abs(value - (low + high) / 2) > 1.5 * (high - low);
  for (let step = 0; step < x.length; step++) {
    const [px, py] = [x[step] as number, y[step] as number];
    if (isFar(px, axes.x.domain) || isFar(py, axes.y.domain)) return step + 1;
  }
  return x.length;
}

/** The point at a step; none where it lies outside the axes or is not finite. */
function pointIn({ name, x, y }: Path, step: number, axes: PlotAxes) {
  const [px, py] = [x[step] as number, y[step] as number];
  const within = (value: number, [low, high]: readonly [number, number]): boolean =>
    value >= low && value <= high;
  return within(px, axes.x.domain) && within(py, axes.y.domain) ? [{ name, x: px, y: py }] : [];
}
