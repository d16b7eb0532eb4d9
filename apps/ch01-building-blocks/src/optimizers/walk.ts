// Walks over a surface: with the library's optimizer, with its formula, with its closed form.
import * as tf from '@tensorflow/tfjs';
import { exact, type UpdateFormula } from '../maths/optimizerFormulas.ts';
import { type Point, RAVINE, type Surface } from '../maths/surfaces.ts';
import type { Contestant } from './contestants.ts';

/** Steps of every walk. */
export const NUM_STEPS = 100;

/** One optimizer's way over one surface, and its distance from what it should be. */
export interface Walk {
  readonly contestant: Contestant;
  readonly surface: Surface;
  /** [steps + 1] */
  readonly places: readonly Point[];
  /** Height above the sea, [steps + 1]. */
  readonly values: readonly number[];
  readonly toFloat32: number;
  readonly toFloat64: number;
  readonly toClosedForm: number | null;
}

/** Walks with the library's optimizer and with its formulas, and measures how far they part. */
export async function walk(contestant: Contestant, surface: Surface): Promise<Walk> {
  const places = await walkWithLibrary(contestant.make(), surface);
  const { closedForm } = contestant;
  const closed =
    closedForm && surface === RAVINE
      ? places.map((_, t) =>
          RAVINE.start.map((start, axis) =>
            closedForm(t, start, RAVINE.curvatures[axis] as number),
          ),
        )
      : null;
  return {
    contestant,
    surface,
    places,
    values: places.map(surface.value),
    toFloat32: distance(places, walkWithFormula(contestant.formula(Math.fround), surface)),
    toFloat64: distance(places, walkWithFormula(contestant.formula(exact), surface)),
    toClosedForm: closed && distance(places, closed),
  };
}

async function walkWithLibrary(optimizer: tf.Optimizer, surface: Surface): Promise<Point[]> {
  const place = tf.tidy(() => tf.variable(tf.tensor1d([...surface.start])));
  const places: Point[] = [surface.start];
  for (let step = 0; step < NUM_STEPS; step++) {
    tf.tidy(() => {
      optimizer.minimize(() => surface.tensorValue(place as tf.Tensor1D), false, [place]);
    });
    const [x, y] = await place.data();
    places.push([x as number, y as number]);
  }
  place.dispose();
  optimizer.dispose();
  return places;
}

function walkWithFormula(formula: UpdateFormula, { start, gradient }: Surface): Point[] {
  const places: Point[] = [start];
  for (let step = 0; step < NUM_STEPS; step++) {
    const place = places.at(-1) as Point;
    const [x, y] = formula(place, gradient(place));
    places.push([x as number, y as number]);
  }
  return places;
}

function distance(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  return Math.max(
    ...a.flatMap((place, t) =>
      place.map((value, axis) => Math.abs(value - (b[t]?.[axis] as number))),
    ),
  );
}
