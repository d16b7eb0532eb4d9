// Level lines of a surface given on a grid (marching squares).
import type { Numbers } from './checks.ts';

/** A point of the plane. */
export type Point = readonly [x: number, y: number];

/** A surface: heights `z[row][column]` over the positions `x[column]`, `y[row]`. */
export interface Surface {
  readonly x: Numbers;
  readonly y: Numbers;
  readonly z: readonly Numbers[];
}

/** Where a level line crosses an edge of the grid: the edge's name and the place on it. */
interface Crossing {
  readonly edge: string;
  readonly at: Point;
}

/**
 * The lines at one height, each as a chain of points; a closed line ends where it began.
 *
 * Within a cell heights are taken to change linearly along its edges. Cells with a corner that is
 * not finite have no lines.
 *
 * @see Lorensen and Cline, "Marching cubes", 1987, for the idea in three dimensions
 */
export function contourLines(surface: Surface, level: number): Point[][] {
  const links = new Map<string, Crossing[]>();
  const link = (from: Crossing, to: Crossing): void => {
    const known = links.get(from.edge);
    if (known) known.push(to);
    else links.set(from.edge, [to]);
  };
  const starts = new Map<string, Crossing>();
  for (let row = 0; row + 1 < surface.y.length; row++) {
    for (let column = 0; column + 1 < surface.x.length; column++) {
      for (const [from, to] of cellSegments(surface, row, column, level)) {
        link(from, to);
        link(to, from);
        starts.set(from.edge, from).set(to.edge, to);
      }
    }
  }
  return chains(starts, links);
}

/** Follows links from open ends first, then around what is left. */
function chains(starts: Map<string, Crossing>, links: Map<string, Crossing[]>): Point[][] {
  const lines: Point[][] = [];
  const follow = (start: Crossing): void => {
    const line: Point[] = [start.at];
    let here = start;
    for (let next = takeLink(links, here); next; next = takeLink(links, here)) {
      line.push(next.at);
      here = next;
    }
    if (line.length > 1) lines.push(line);
  };
  for (const start of starts.values()) if (links.get(start.edge)?.length === 1) follow(start);
  for (const start of starts.values()) follow(start);
  return lines;
}

/** Goes along one link and removes it in both directions. */
function takeLink(links: Map<string, Crossing[]>, from: Crossing): Crossing | undefined {
  const next = links.get(from.edge)?.pop();
  if (!next) return undefined;
  const back = links.get(next.edge) ?? [];
  const index = back.findIndex(({ edge }) => edge === from.edge);
  back.splice(index, 1);
  return next;
}

function cellSegments(
  { x, y, z }: Surface,
  row: number,
  column: number,
  level: number,
): [Crossing, Crossing][] {
  const height = (r: number, c: number): number => z[r]?.[c] as number;
  const [a, b] = [height(row, column), height(row, column + 1)]; //     d - c
  const [d, c] = [height(row + 1, column), height(row + 1, column + 1)]; // a - b
  if (![a, b, c, d].every(Number.isFinite)) return [];
  const [left, right] = [x[column] as number, x[column + 1] as number];
  const [bottom, top] = [y[row] as number, y[row + 1] as number];
  const part = (from: number, to: number): number => (level - from) / (to - from);
  const isAbove = (value: number): boolean => value >= level;
  const crossings: Crossing[] = [];
  const cross = (edge: string, from: number, to: number, at: (t: number) => Point): void => {
    if (isAbove(from) !== isAbove(to)) crossings.push({ edge, at: at(part(from, to)) });
  };
  cross(`h${row},${column}`, a, b, (t) => [left + t * (right - left), bottom]);
  cross(`v${row},${column + 1}`, b, c, (t) => [right, bottom + t * (top - bottom)]);
  cross(`h${row + 1},${column}`, d, c, (t) => [left + t * (right - left), top]);
  cross(`v${row},${column}`, a, d, (t) => [left, bottom + t * (top - bottom)]);
  const [first, second, third, fourth] = crossings;
  if (!first || !second) return [];
  if (!third || !fourth) return [[first, second]];
  // A saddle: the middle decides whether the high corners are joined or parted.
  const highMiddle = isAbove((a + b + c + d) / 4);
  return highMiddle === isAbove(a)
    ? [
        [first, second],
        [third, fourth],
      ]
    : [
        [first, fourth],
        [second, third],
      ];
}

/** Heights for `count` lines between two bounds, evenly apart, or by equal factors on a log scale. */
export function contourLevels(
  [low, high]: readonly [number, number],
  count: number,
  kind: 'linear' | 'log',
): number[] {
  return Array.from({ length: count }, (_, index) => {
    const part = (index + 1) / (count + 1);
    return kind === 'log' ? low * (high / low) ** part : low + part * (high - low);
  });
}
