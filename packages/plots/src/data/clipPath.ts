// Cuts a path off at the border of a rectangle. Left to the renderer, a path that diverges to 1e12
// makes the rasterizer drop the whole line.
import type { Numbers } from './checks.ts';
import type { Point } from './contourLines.ts';

/** A rectangle: lowest and highest x, lowest and highest y. */
export interface Box {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** The parts of a path within the box, each a chain of points; a point that is not finite parts it. */
export function clipPath(xs: Numbers, ys: Numbers, box: Box): Point[][] {
  const parts: Point[][] = [];
  for (let step = 1; step < xs.length; step++) {
    const from: Point = [xs[step - 1] as number, ys[step - 1] as number];
    const to: Point = [xs[step] as number, ys[step] as number];
    const inside = clipSegment(from, to, box);
    if (inside === null) continue;
    const last = parts.at(-1);
    const end = last?.at(-1);
    if (last && end && end[0] === inside[0][0] && end[1] === inside[0][1]) last.push(inside[1]);
    else parts.push(inside);
  }
  return parts;
}

/** @see Liang and Barsky, "A new concept and method for line clipping", 1984 */
function clipSegment(from: Point, to: Point, box: Box): [Point, Point] | null {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  if (!Number.isFinite(dx) || !Number.isFinite(dy)) return null;
  let enter = 0;
  let leave = 1;
  const borders: [number, number][] = [
    [-dx, from[0] - box.x[0]],
    [dx, box.x[1] - from[0]],
    [-dy, from[1] - box.y[0]],
    [dy, box.y[1] - from[1]],
  ];
  for (const [speed, distance] of borders) {
    if (speed === 0 && distance < 0) return null; // beside the box, and parallel to it
    if (speed < 0) enter = Math.max(enter, distance / speed);
    if (speed > 0) leave = Math.min(leave, distance / speed);
  }
  if (enter >= leave) return null; // at most a corner is touched
  const at = (t: number): Point =>
    t === 0 ? from : t === 1 ? to : [from[0] + t * dx, from[1] + t * dy];
  return [at(enter), at(leave)];
}
