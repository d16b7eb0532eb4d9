// The activation functions of the chapter and their derivatives, as formulas on plain numbers.

/** The names of the chapter's activation functions. */
export type ActivationName = 'sigmoid' | 'tanh' | 'ReLU' | 'leaky ReLU';

/** An activation function. */
export interface Activation {
  readonly name: ActivationName;
  readonly formula: string;
  readonly slopeFormula: string;
  /** Its value at the linear part z of a neuron. */
  value(z: number): number;
  /** Its derivative at z; at the kink of ReLU the one from the left. */
  slope(z: number): number;
}

/** The slope of leaky ReLU left of 0. */
export const LEAK = 0.1;

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** The chapter's four, in its order. */
export const ACTIVATIONS: readonly Activation[] = [
  {
    name: 'sigmoid',
    formula: '1 / (1 + e^-z)',
    slopeFormula: 'a (1 - a)',
    value: sigmoid,
    slope: (z) => sigmoid(z) * (1 - sigmoid(z)),
  },
  {
    name: 'tanh',
    formula: '(e^z - e^-z) / (e^z + e^-z)',
    slopeFormula: '1 - a²',
    value: Math.tanh,
    slope: (z) => 1 - Math.tanh(z) ** 2,
  },
  {
    name: 'ReLU',
    formula: 'max(0, z)',
    slopeFormula: '1 where z > 0, else 0',
    value: (z) => Math.max(0, z),
    slope: (z) => (z > 0 ? 1 : 0),
  },
  {
    name: 'leaky ReLU',
    formula: `max(${LEAK} z, z)`,
    slopeFormula: `1 where z > 0, else ${LEAK}`,
    value: (z) => Math.max(LEAK * z, z),
    slope: (z) => (z > 0 ? 1 : LEAK),
  },
];
