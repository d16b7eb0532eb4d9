// Gradient descent, momentum, RMSProp and Adam through a ravine and off a saddle.
import { adam, rmsprop, sgd } from '@dlqr/core';
import { contourFigure, type Figure, facetFigure, lineFigure } from '@dlqr/plots';
import * as tf from '@tensorflow/tfjs';
import { descentAfter, momentumAfter } from '../maths/closedForms.ts';
import {
  adamFormula,
  exact,
  gradientDescent,
  momentum,
  type Rounding,
  rmsProp,
  type UpdateFormula,
} from '../maths/optimizerFormulas.ts';
import { type Point, RAVINE, SADDLE, type Surface } from '../maths/surfaces.ts';
import type { Section, SectionResult } from '../section.ts';
import { power } from '../words.ts';

const TITLE = 'Gradient descent, momentum, RMSProp and Adam';

const NUM_STEPS = 100;
const DESCENT_RATE = 0.036; // from 0.04 on it would not come down the walls of the ravine
const MOMENTUM_RATE = 0.02;
const KEEP = 0.9;
const RMSPROP = { learningRate: 0.05, rho: 0.9, epsilon: 1e-7 };
const ADAM = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** Heights below this are drawn as this: RMSProp comes as far down as 1e-26, and flies off again. */
const LOWEST_DRAWN = 1e-6;

/** An optimizer of the library and its formula. */
interface Contestant {
  readonly name: string;
  readonly settings: string;
  make(): tf.Optimizer;
  formula(round: Rounding): UpdateFormula;
  /** Where it must be on `curvature x² / 2` after t steps, where there is a closed form. */
  readonly closedForm?: (t: number, start: number, curvature: number) => number;
}

const CONTESTANTS: readonly Contestant[] = [
  {
    name: 'gradient descent',
    settings: `rate ${DESCENT_RATE}`,
    make: () => sgd({ learningRate: DESCENT_RATE }),
    formula: (round) => gradientDescent(DESCENT_RATE, round),
    closedForm: (t, start, curvature) => descentAfter(t, { start, rate: DESCENT_RATE, curvature }),
  },
  {
    name: 'momentum',
    settings: `rate ${MOMENTUM_RATE}, momentum ${KEEP}`,
    make: () => sgd({ learningRate: MOMENTUM_RATE, momentum: KEEP }),
    formula: (round) => momentum(MOMENTUM_RATE, KEEP, round),
    closedForm: (t, start, curvature) =>
      momentumAfter(t, { start, rate: MOMENTUM_RATE, keep: KEEP, curvature }),
  },
  {
    name: 'RMSProp',
    settings: `rate ${RMSPROP.learningRate}, rho ${RMSPROP.rho}`,
    make: () => rmsprop(RMSPROP),
    formula: (round) => rmsProp(RMSPROP.learningRate, RMSPROP.rho, RMSPROP.epsilon, round),
  },
  {
    name: 'Adam',
    settings: `rate ${ADAM.learningRate}, beta1 ${ADAM.beta1}, beta2 ${ADAM.beta2}`,
    make: () => adam(ADAM),
    formula: (round) => adamFormula(ADAM.learningRate, ADAM.beta1, ADAM.beta2, ADAM.epsilon, round),
  },
];

/** The section. */
export const optimizers: Section = { name: 'optimizers', title: TITLE, run };

async function run(): Promise<SectionResult> {
  const walks: Walk[] = [];
  for (const surface of [RAVINE, SADDLE]) {
    for (const contestant of CONTESTANTS) walks.push(await walk(contestant, surface));
  }
  const on = (surface: Surface): Walk[] => walks.filter((each) => each.surface === surface);
  const worst = (key: 'toFloat32' | 'toFloat64'): number =>
    Math.max(...walks.map((each) => each[key]));
  const closed = walks.flatMap(({ toClosedForm }) => toClosedForm ?? []);
  const leaving = on(SADDLE).map(({ contestant, values }) => {
    return `${contestant.name} ${stepBelow(values, SADDLE.minimum / 2)}`;
  });
  return {
    finding:
      `Over ${NUM_STEPS} steps all four equal their formulas within ${power(worst('toFloat32'))} (formulas in float32; in float64 ` +
      `within ${power(worst('toFloat64'))}), gradient descent and momentum their closed forms in the ravine within ${power(Math.max(...closed))}. ` +
      `Steps until they have left the saddle: ${leaving.join(', ')}.`,
    text: [
      `A ravine (${RAVINE.formula}) is much steeper across than along: a rate that is safe across is slow along. At a saddle (${SADDLE.formula}) the gradient vanishes without a minimum; all start close to its ridge.`,
      "Momentum adds up what points the same way and lets the swings across cancel. RMSProp divides each direction by the size of its gradients of late, so that steep and flat count the same; Adam does both. The optimizers are the library's own, on a variable of TensorFlow.js with automatic gradients; beside each walks its formula in plain numbers.",
      'TensorFlow.js computes in float32. The formula that is compared rounds after each operation, too, and gets its gradient in float64. What float32 costs is the distance to the formula in float64: most with Adam, whose 1 - beta2^t has few digits left in float32.',
    ],
    tables: [
      {
        caption: `After ${NUM_STEPS} steps, and the largest distance to the formulas on the way`,
        header: [
          'optimizer',
          'settings',
          'ravine: value',
          'saddle: left at step',
          'to float32 formula',
          'to float64 formula',
          'to closed form',
        ],
        rows: CONTESTANTS.map((contestant) => {
          const own = walks.filter((each) => each.contestant === contestant);
          const [inRavine, onSaddle] = own as [Walk, Walk];
          return [
            contestant.name,
            contestant.settings,
            power(inRavine.values.at(-1) as number),
            String(stepBelow(onSaddle.values, SADDLE.minimum / 2)),
            power(Math.max(...own.map(({ toFloat32 }) => toFloat32))),
            power(Math.max(...own.map(({ toFloat64 }) => toFloat64))),
            inRavine.toClosedForm === null ? '' : power(inRavine.toClosedForm),
          ];
        }),
      },
    ],
    figures: {
      ravine: {
        figure: mapOf(on(RAVINE), 'In the ravine: zigzag, swing, and straight ahead', {
          x: [-2.3, 0.9],
          y: [-1.1, 1.25],
          levels: [0.1, 0.4, 1, 2, 4, 7, 11, 16, 22, 29],
        }),
        caption: `${NUM_STEPS} steps each over lines of equal height. The ring is the start, a dot the end.`,
      },
      saddle: {
        figure: mapOf(on(SADDLE), 'Off the saddle: who divides by small gradients leaves first', {
          x: [-1.15, 0.55],
          y: [-0.35, 1.35],
          levels: Array.from({ length: 17 }, (_, index) => -0.24 + index / 20),
        }),
        caption:
          'All start beside the ridge, which leads to the saddle at (0, 0); the minimum is at (0, 1).',
      },
      'optimizer-progress': {
        figure: progressFigure(on(RAVINE), on(SADDLE)),
        caption: `Height above the minimum over the steps, on a log axis that ends at ${power(LOWEST_DRAWN)}.`,
      },
    },
    checks: [
      {
        claim: `Optimizers equal their formulas over ${NUM_STEPS} steps (float32)`,
        measured: worst('toFloat32'),
        limit: 1e-6,
      },
      {
        claim: `Gradient descent and momentum equal their closed forms over ${NUM_STEPS} steps (float64)`,
        measured: Math.max(...closed),
        limit: 1e-6,
      },
      {
        claim: `Optimizers stay close to their formulas in float64 over ${NUM_STEPS} steps`,
        measured: worst('toFloat64'),
        limit: 1e-4,
      },
    ],
    details: {
      numSteps: NUM_STEPS,
      walks: walks.map(({ contestant, surface, places, values, ...differences }) => ({
        optimizer: contestant.name,
        settings: contestant.settings,
        surface: surface.name,
        end: places.at(-1),
        value: values.at(-1),
        ...differences,
      })),
    },
  };
}

/** One optimizer's way over one surface, and its distance from what it should be. */
interface Walk {
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

async function walk(contestant: Contestant, surface: Surface): Promise<Walk> {
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
  const place = tf.variable(tf.tensor1d([...surface.start]));
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

/** The first step at which the height is below a mark; "never" where it is not. */
function stepBelow(values: readonly number[], mark: number): number | 'never' {
  const step = values.findIndex((value) => value < mark);
  return step < 0 ? 'never' : step;
}

function mapOf(
  walks: readonly Walk[],
  title: string,
  window: { readonly x: Point; readonly y: Point; readonly levels: readonly number[] },
): Figure {
  const between = ([low, high]: Point): number[] =>
    Array.from({ length: 81 }, (_, index) => low + ((high - low) * index) / 80);
  const [x, y] = [between(window.x), between(window.y)];
  const { surface } = walks[0] as Walk;
  return contourFigure(
    { x, y, z: y.map((row) => x.map((column) => surface.value([column, row]))) },
    {
      title,
      xTitle: 'x',
      yTitle: 'y',
      zTitle: 'height',
      levels: window.levels,
      paths: walks.map(({ contestant, places }) => ({
        name: contestant.name,
        x: places.map(([px]) => px),
        y: places.map(([, py]) => py),
      })),
    },
  );
}

function progressFigure(ravine: readonly Walk[], saddle: readonly Walk[]): Figure {
  const panels = [ravine, saddle].map((walks) =>
    lineFigure(
      walks.map(({ contestant, surface, values }) => ({
        name: contestant.name,
        x: values.map((_, step) => step),
        y: values.map((value) => Math.max(LOWEST_DRAWN, value - surface.minimum)),
      })),
      {
        title: walks[0]?.surface.name ?? '',
        xTitle: 'step',
        yTitle: 'height above the minimum',
        yScale: 'log',
      },
    ),
  );
  return facetFigure(panels, {
    title: 'No optimizer is first everywhere',
    height: 400,
  });
}
