// Gradient descent, momentum, RMSProp and Adam through a ravine and off a saddle.
import { contourFigure, type Figure, facetFigure, lineFigure } from '@dlqr/plots';
import { type Point, RAVINE, SADDLE, type Surface } from '../maths/surfaces.ts';
import { CONTESTANTS } from '../optimizers/contestants.ts';
import { NUM_STEPS, type Walk, walk } from '../optimizers/walk.ts';
import type { Section, SectionResult } from '../section.ts';
import { power } from '../words.ts';

const TITLE = 'Gradient descent, momentum, RMSProp and Adam';

/** Heights below this are not drawn: RMSProp comes as far down as 1e-26, and flies off again. */
const LOWEST_DRAWN = 1e-6;

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
      "Momentum adds up what points the same way and lets the swings across cancel. RMSProp divides each direction by the size of its gradients of late, so that steep and flat count the same; Adam does both. Near a minimum that turns against RMSProp: what it divides by shrinks with the gradients, until a step is large again. The optimizers are the library's own, on a variable of TensorFlow.js with automatic gradients; beside each walks its formula in plain numbers.",
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
            stepBelow(onSaddle.values, SADDLE.minimum / 2),
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
          levels: [0.1, 0.5, 1.2, 2.5, 4.5, 7.5, 11.5, 16.5, 22.5, 30],
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

/** The first step at which the height is below a mark, where there is one. */
function stepBelow(values: readonly number[], mark: number): string {
  const step = values.findIndex((value) => value < mark);
  return step < 0 ? `not in ${NUM_STEPS}` : String(step);
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
        y: values.map((value) => value - surface.minimum),
      })),
      {
        title: walks[0]?.surface.name ?? '',
        xTitle: 'step',
        yTitle: 'height above the minimum',
        yScale: 'log',
        yLimits: [LOWEST_DRAWN, 2 * Math.max(...walks.map(({ values }) => values[0] as number))],
      },
    ),
  );
  return facetFigure(panels, {
    title: 'No optimizer is first everywhere',
    height: 400,
  });
}
