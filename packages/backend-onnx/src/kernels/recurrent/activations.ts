// The activations that recurrent cells may have: ONNX forms, and derivatives times a factor.
import { add, greater, less, multiply, negate, subtract, unary, where } from '../../graph/ops.ts';
import { node, scalar, type Value } from '../../graph/value.ts';

/** What stands around an activation `y = f(z)`; functions, since most forms need few of them. */
export interface SlopeTerms {
  readonly factor: () => Value;
  /** `factor * y`, which cells compute anyway. */
  readonly product: () => Value;
  readonly output: () => Value;
  readonly input: () => Value;
}

export interface CellActivation {
  apply(z: Value): Value;
  /** `factor * f'(z)`, as TensorFlow.js differentiates f. */
  timesSlope(terms: SlopeTerms): Value;
  /** Whether the slope asks for what else need not be kept. */
  readonly needsFactor: boolean;
  readonly needsInput: boolean;
}

const FROM_OUTPUT = { needsFactor: true, needsInput: false } as const;
const FROM_INPUT = { needsFactor: true, needsInput: true } as const;

const SELU_SCALE = 1.0507009873554805;
const SELU_SCALE_ALPHA = 1.7580993408473768;

/** The class names of TensorFlow.js. */
export type CellActivationName =
  | 'elu'
  | 'hardSigmoid'
  | 'linear'
  | 'relu'
  | 'relu6'
  | 'selu'
  | 'sigmoid'
  | 'softplus'
  | 'softsign'
  | 'tanh';

export const cellActivations: Readonly<Record<CellActivationName, CellActivation>> = {
  linear: {
    ...FROM_OUTPUT,
    apply: (z) => z,
    timesSlope: ({ factor }) => factor(),
  },
  sigmoid: {
    needsFactor: false,
    needsInput: false,
    apply: (z) => unary('Sigmoid', z),
    timesSlope: ({ product, output }) => subtract(product(), multiply(product(), output())),
  },
  tanh: {
    ...FROM_OUTPUT,
    apply: (z) => unary('Tanh', z),
    timesSlope: ({ factor, product, output }) => subtract(factor(), multiply(product(), output())),
  },
  hardSigmoid: {
    ...FROM_INPUT,
    apply: (z) => unary('HardSigmoid', z, { alpha: { float: 0.2 }, beta: { float: 0.5 } }),
    // The bounds count as inside: the output cannot tell them from what lies beyond.
    timesSlope: ({ factor, input }) => {
      const isInside = node(
        'LessOrEqual',
        [unary('Abs', input()), scalar(2.5)],
        input().shape,
        'bool',
      );
      return multiply(factor(), where(isInside, scalar(0.2), scalar(0)));
    },
  },
  relu: {
    ...FROM_OUTPUT,
    apply: (z) => unary('Relu', z),
    timesSlope: ({ factor, output }) => where(greater(output(), scalar(0)), factor(), scalar(0)),
  },
  relu6: {
    ...FROM_OUTPUT,
    apply: (z) => node('Clip', [z, scalar(0), scalar(6)], z.shape, z.dtype),
    timesSlope: ({ factor, output }) => {
      const isInside = node(
        'And',
        [greater(output(), scalar(0)), less(output(), scalar(6))],
        output().shape,
        'bool',
      );
      return where(isInside, factor(), scalar(0));
    },
  },
  elu: {
    ...FROM_OUTPUT,
    apply: (z) => unary('Elu', z),
    timesSlope: ({ factor, product, output }) =>
      where(less(output(), scalar(0)), add(factor(), product()), factor()),
  },
  selu: {
    ...FROM_OUTPUT,
    apply: (z) => unary('Selu', z),
    timesSlope: ({ factor, product, output }) =>
      where(
        greater(output(), scalar(0)),
        multiply(factor(), scalar(SELU_SCALE)),
        add(multiply(factor(), scalar(SELU_SCALE_ALPHA)), product()),
      ),
  },
  softplus: {
    ...FROM_INPUT,
    apply: (z) => unary('Softplus', z),
    timesSlope: ({ factor, input }) => multiply(factor(), unary('Sigmoid', input())),
  },
  softsign: {
    ...FROM_OUTPUT,
    apply: (z) => unary('Softsign', z),
    timesSlope: ({ factor, output }) => {
      const root = add(negate(unary('Abs', output())), scalar(1));
      return multiply(factor(), multiply(root, root));
    },
  },
};
