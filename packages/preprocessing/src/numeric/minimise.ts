// The minimum of a function of one number, without derivatives.

const GOLDEN = (3 - Math.sqrt(5)) / 2;
const MAX_STEPS = 200;

/** Where to look: `f(middle)` is not above `f` at either end. */
interface Bracket {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/**
 * Finds a local minimum by widening an interval until it holds one, then by Brent's method.
 *
 * @param f may give Infinity where it is not defined
 * @param low where to begin
 * @param high where to begin, above `low`
 * @returns the place of the minimum; its relative error is about 1e-8, all that the values of a
 * smooth function can tell
 * @see Brent, "Algorithms for Minimization without Derivatives", 1973, chapter 5
 */
export function minimise(f: (x: number) => number, low: number, high: number): number {
  return brent(f, findBracket(f, low, high));
}

/** Walks downhill in growing steps. */
function findBracket(f: (x: number) => number, start: number, end: number): Bracket {
  const middle = (start + end) / 2;
  const value = f(middle);
  if (f(start) < value) return walk(f, middle, start);
  if (f(end) < value) return walk(f, middle, end);
  return { low: start, middle, high: end };
}

function walk(f: (x: number) => number, from: number, to: number): Bracket {
  let [before, present, next] = [from, to, to + 2 * (to - from)];
  for (let step = 0; step < MAX_STEPS && f(next) < f(present); step++) {
    [before, present, next] = [present, next, next + 2 * (next - present)];
  }
  return { low: Math.min(before, next), middle: present, high: Math.max(before, next) };
}

function brent(f: (x: number) => number, bracket: Bracket): number {
  let { low, high } = bracket;
  let [best, second, third] = [bracket.middle, bracket.middle, bracket.middle];
  let [fBest, fSecond, fThird] = [f(best), f(best), f(best)];
  let [step, before] = [0, 0];
  for (let count = 0; count < MAX_STEPS; count++) {
    const middle = (low + high) / 2;
    const tolerance = 1e-9 * Math.abs(best) + 1e-12;
    if (Math.abs(best - middle) <= 2 * tolerance - (high - low) / 2) break;
    const parabola = parabolaStep([best, second, third], [fBest, fSecond, fThird]);
    const target = best + parabola;
    const isUseful = Math.abs(parabola) < Math.abs(before / 2) && target > low && target < high;
    before = isUseful ? step : (best < middle ? high : low) - best;
    step = isUseful ? parabola : GOLDEN * before;
    const x = best + (Math.abs(step) >= tolerance ? step : Math.sign(step || 1) * tolerance);
    const fx = f(x);
    if (fx <= fBest) {
      if (x >= best) low = best;
      else high = best;
      [third, second, best] = [second, best, x];
      [fThird, fSecond, fBest] = [fSecond, fBest, fx];
      continue;
    }
    if (x < best) low = x;
    else high = x;
    if (fx <= fSecond || second === best) {
      [third, second] = [second, x];
      [fThird, fSecond] = [fSecond, fx];
    } else if (fx <= fThird || third === best || third === second) {
      [third, fThird] = [x, fx];
    }
  }
  return best;
}

/** From the first point to the vertex of the parabola through all three; not finite where there is none. */
function parabolaStep(
  [a, b, c]: readonly [number, number, number],
  [fa, fb, fc]: readonly [number, number, number],
): number {
  const left = (a - b) * (fa - fc);
  const right = (a - c) * (fa - fb);
  return -((a - b) * left - (a - c) * right) / (2 * (left - right));
}
