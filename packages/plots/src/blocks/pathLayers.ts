// Ways through a plane, such as those of optimizers: a line with its start and its end marked.
import { requireColumns, type Numbers } from '../data/checks.ts';
import { quantitative } from './axis.ts';
import type { Layer } from './frame.ts';
import type { PlotAxes } from './references.ts';
import { namesOf, seriesColour } from './seriesColours.ts';

/** A way through the plane, in order. */
export interface Path {
  /** What the legend calls it. */
  readonly name: string;
  readonly x: Numbers;
  readonly y: Numbers;
}

interface Step {
  readonly name: string;
  readonly step: number;
  readonly x: number | null;
  readonly y: number | null;
}

/**
 * Each path as a line on a white rim, a ring at its start and a dot at its end. What lies outside
 * the axes is cut off.
 *
 * @throws {ValueError} when a path is empty
 * @throws {ShapeError} when `x` and `y` of a path differ in length
 */
export function pathLayers(paths: readonly Path[], axes: PlotAxes, width: number): Layer[] {
  if (paths.length === 0) return [];
  for (const { name, x, y } of paths) requireColumns({ [`x of "${name}"`]: x, y });
  const color = seriesColour('name', namesOf(paths), { symbol: 'stroke', width });
  const [x, y] = [quantitative('x', axes.x), quantitative('y', axes.y)];
  const order = { field: 'step', type: 'quantitative' } as const;
  const steps = paths.map(stepsOf);
  const inside = (step: Step | undefined): Step[] => (step && isInside(step, axes) ? [step] : []);
  const line = { type: 'line', clip: true, strokeJoin: 'round' } as const;
  const detail = { field: 'name', type: 'nominal' } as const;
  const values = steps.flat();
  return [
    {
      data: { values },
      mark: { ...line, stroke: 'white', strokeWidth: 4, opacity: 0.8 },
      encoding: { x, y, order, detail },
    },
    { data: { values }, mark: { ...line, strokeWidth: 2 }, encoding: { x, y, order, color } },
    {
      data: { values: steps.flatMap((path) => inside(path[0])) },
      mark: { type: 'point', fill: 'white', size: 70, strokeWidth: 2, opacity: 1 },
      encoding: { x, y, color },
    },
    {
      data: { values: steps.flatMap((path) => inside(path.at(-1))) },
      mark: { type: 'point', filled: true, size: 80, opacity: 1 },
      encoding: { x, y, color },
    },
  ];
}

/** A step that is not finite leaves a gap. */
function stepsOf({ name, x, y }: Path): Step[] {
  return Array.from(x, (_, step) => {
    const [at, height] = [x[step] as number, y[step] as number];
    const usable = Number.isFinite(at) && Number.isFinite(height);
    return { name, step, x: usable ? at : null, y: usable ? height : null };
  });
}

function isInside({ x, y }: Step, axes: PlotAxes): boolean {
  if (x === null || y === null) return false;
  const within = (value: number, [low, high]: readonly [number, number]): boolean =>
    value >= low && value <= high;
  return within(x, axes.x.domain) && within(y, axes.y.domain);
}
