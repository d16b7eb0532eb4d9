// How the gradient vanishes on its way back through a deep net, and what training makes of it.
import { fit, probeActivations, probeGradients, sgd } from '@dlqr/core';
import { type Figure, facetFigure, lineFigure } from '@dlqr/plots';
import { ACTIVATIONS, type ActivationName } from '../maths/activations.ts';
import { expectedFirstToLast } from '../maths/vanishing.ts';
import { buildStack, withCompiled } from '../nets.ts';
import type { Section, SectionContext, SectionResult } from '../section.ts';
import { acrossSeeds, geometricMean, mean } from '../statistics.ts';
import { digits, power } from '../words.ts';

const TITLE = 'How the gradient vanishes through depth';

/** Units of each hidden layer. */
const WIDTH = 32;

/** Initializers, with the units of a layer times the variance of its weights. */
const INITIALIZERS = [
  { name: 'glorotUniform', title: "Glorot's first weights", gain: 1 },
  { name: 'heUniform', title: "He's first weights", gain: 2 },
] as const;
type Initializer = (typeof INITIALIZERS)[number];

/** Plain descent: Adam would scale small gradients up again and hide what is shown here. */
const LEARNING_RATE = 0.02;

/** The section. */
export const depth: Section = { name: 'depth', title: TITLE, run };

/** Nets of one kind, one a seed. */
interface Nets {
  readonly activation: ActivationName;
  readonly initializer: Initializer;
  /** Length of the gradient by each hidden layer's weights, [nets][layers]. */
  readonly lengths: readonly (readonly number[])[];
  /** The second layer's over the last one's, in the mean over the nets. */
  readonly firstToLast: number;
  /** The same, told from the forward pass alone. */
  readonly expected: number;
  /** Cost after each epoch, [nets][epochs]. */
  readonly costs: readonly (readonly number[])[];
}

async function run(context: SectionContext): Promise<SectionResult> {
  const kinds: Nets[] = [];
  for (const initializer of INITIALIZERS) {
    for (const { name } of ACTIVATIONS) kinds.push(await measure(context, name, initializer));
  }
  const of = (activation: ActivationName, gain: number): Nets =>
    kinds.find((each) => each.activation === activation && each.initializer.gain === gain) as Nets;
  const { depth: numLayers, numSeeds, deepEpochs } = context.effort;
  const perLayer = (ratio: number): number => ratio ** (1 / (numLayers - 2));
  const worst = Math.max(
    ...kinds.map(({ firstToLast, expected }) => perLayer(firstToLast) / perLayer(expected)),
    ...kinds.map(({ firstToLast, expected }) => perLayer(expected) / perLayer(firstToLast)),
  );
  const ratio = (activation: ActivationName): string => power(of(activation, 1).firstToLast);
  return {
    finding:
      `From the last of ${numLayers} hidden layers back to the second the gradient shrinks to ${ratio('sigmoid')} with ` +
      `sigmoids; with tanh ${digits(of('tanh', 1).firstToLast)} is left, with ReLU ${digits(of('ReLU', 2).firstToLast)}. ` +
      `After ${deepEpochs} epochs of plain descent the cost is ${digits(finalCost(of('sigmoid', 2)))} with sigmoids ` +
      `(a constant has 1) and ${digits(finalCost(of('ReLU', 2)))} with ReLU.`,
    text: [
      `Nets of ${numLayers} hidden layers with ${WIDTH} units on the chapter's data: at their first weights, how long is the gradient of the cost by the weights of each layer? On its way back it is multiplied, layer by layer, by the weights and by the slope of the activation.`,
      'A sigmoid passes on a quarter at most, so that the first layers get next to nothing and do not learn. tanh and ReLU keep the gradient alive, if the first weights fit them: those of Glorot suit tanh, those of He suit ReLU.',
      'The expected ratio is told from the outputs of the layers alone, without any gradient: per layer √(units · variance of the weights · mean squared slope).',
    ],
    tables: [
      {
        caption: `Gradient of the second layer over that of the last (geometric mean of ${numSeeds} nets), and the cost after ${deepEpochs} epochs`,
        header: ['activation', 'first weights', 'measured', 'expected', 'factor a layer', 'cost'],
        rows: kinds.map((each) => [
          each.activation,
          each.initializer.name,
          digits(each.firstToLast),
          digits(each.expected),
          digits(perLayer(each.firstToLast)),
          each.costs.length > 0 ? digits(finalCost(each)) : '',
        ]),
      },
    ],
    figures: {
      'vanishing-gradients': {
        figure: gradientFigure(kinds, numLayers),
        caption: `Length of the gradient by the weights of each layer before training, on a log axis; bands span ${numSeeds} nets.`,
      },
      'deep-training': {
        figure: trainingFigure(kinds.filter(({ costs }) => costs.length > 0)),
        caption: `Cost (mean squared error; 1 is a constant) of nets with He's first weights under plain descent, learning rate ${LEARNING_RATE}, batches of 32; bands span ${numSeeds} nets.`,
      },
    },
    checks: [
      {
        claim:
          'Gradients change per layer by the factor that the forward pass foretells (quotient)',
        measured: worst,
        limit: 1.15,
      },
      {
        claim: 'With sigmoids the gradient vanishes: first layers over last',
        measured: of('sigmoid', 1).firstToLast,
        limit: 1e-8,
      },
    ],
    details: {
      width: WIDTH,
      learningRate: LEARNING_RATE,
      nets: kinds.map(({ initializer, lengths, costs, ...rest }) => ({
        ...rest,
        initializer: initializer.name,
        gradientLengths: acrossSeeds(lengths, 'log').y,
        finalCosts: costs.map((curve) => curve.at(-1)),
      })),
    },
  };
}

async function measure(
  { seed, data: { x, y }, effort, signal }: SectionContext,
  activation: ActivationName,
  initializer: Initializer,
): Promise<Nets> {
  const lengths: number[][] = [];
  const expected: number[] = [];
  const costs: number[][] = [];
  for (let net = 0; net < effort.numSeeds; net++) {
    const model = buildStack({
      numInputs: x.shape[1],
      hiddenUnits: new Array<number>(effort.depth).fill(WIDTH),
      activation,
      initializer: initializer.name,
      seed: seed + net,
    });
    const training = { optimizer: sgd({ learningRate: LEARNING_RATE }), loss: 'meanSquaredError' };
    await withCompiled(model, training, async () => {
      lengths.push(kernelLengths(await probeGradients(model, { x, y })));
      const outputs = (await probeActivations(model, x))
        .slice(0, -1) // without the output layer
        .filter((each) => activation !== 'leaky ReLU' || each.activation === 'leakyRelu')
        .map(({ values }) => values);
      expected.push(expectedFirstToLast(outputs, activation, initializer.gain));
      if (initializer.name === 'heUniform') {
        const options = { epochs: effort.deepEpochs, batchSize: 32, seed: seed + net, signal };
        const { history } = await fit(model, { x, y }, options);
        costs.push([...(history.loss ?? [])].map(Number));
      }
    });
  }
  const ratios = lengths.map((each) => (each[1] as number) / (each.at(-1) as number));
  return {
    activation,
    initializer,
    lengths,
    firstToLast: geometricMean(ratios),
    expected: geometricMean(expected),
    costs,
  };
}

function kernelLengths(gradients: Awaited<ReturnType<typeof probeGradients>>): number[] {
  return gradients
    .filter(({ layer, weight }) => weight === 'kernel' && layer.startsWith('hidden'))
    .map(({ values }) => Math.hypot(...values));
}

function finalCost({ costs }: Nets): number {
  return mean(costs.map((curve) => curve.at(-1) as number));
}

function gradientFigure(kinds: readonly Nets[], numLayers: number): Figure {
  const panels = INITIALIZERS.map((initializer) =>
    lineFigure(
      kinds
        .filter((each) => each.initializer === initializer)
        .map(({ activation, lengths }) => ({ name: activation, ...acrossSeeds(lengths, 'log') })),
      {
        title: initializer.title,
        xTitle: 'hidden layer, from the input',
        yTitle: 'length of the gradient',
        yScale: 'log',
        xWhole: true,
      },
    ),
  );
  return facetFigure(panels, {
    title: `Through ${numLayers} layers of sigmoids next to nothing of the gradient arrives`,
    height: 400,
  });
}

function trainingFigure(kinds: readonly Nets[]): Figure {
  const lines = kinds.map(({ activation, costs }) => {
    return { name: activation, ...acrossSeeds(costs, 'linear') };
  });
  return lineFigure(lines, {
    title: 'Without a gradient the net of sigmoids stays where it began',
    xTitle: 'epoch',
    yTitle: 'cost',
    xWhole: true,
  });
}
