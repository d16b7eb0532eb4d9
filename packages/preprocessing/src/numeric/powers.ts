// The power families of Box and Cox and of Yeo and Johnson, and the best power for some values.
import { minimise } from './minimise.ts';
import { momentsOf } from './moments.ts';

/** The families, by name. */
export const POWER_METHODS = ['yeoJohnson', 'boxCox'] as const;

/** The name of a family. */
export type PowerMethod = (typeof POWER_METHODS)[number];

/** A family: forward and back. */
export interface PowerFunctions {
  readonly forward: (value: number, lambda: number) => number;
  readonly inverse: (value: number, lambda: number) => number;
}

/** The functions of a family. */
export function powerFunctions(method: PowerMethod): PowerFunctions {
  return FAMILIES[method];
}

const FAMILIES: Readonly<Record<PowerMethod, PowerFunctions>> = {
  boxCox: {
    forward: (value, lambda) => power(Math.log(value), lambda),
    inverse: (value, lambda) => Math.exp(root(value, lambda)),
  },
  yeoJohnson: {
    forward: (value, lambda) =>
      value < 0 ? -power(Math.log1p(-value), 2 - lambda) : power(Math.log1p(value), lambda),
    inverse: (value, lambda) =>
      value < 0 ? -Math.expm1(root(-value, 2 - lambda)) : Math.expm1(root(value, lambda)),
  },
};

/** `(e^(λ·u) - 1) / λ`, or `u` for λ = 0; exact for small λ. */
function power(logarithm: number, lambda: number): number {
  return lambda === 0 ? logarithm : Math.expm1(lambda * logarithm) / lambda;
}

/** The `u` of `power`; NaN where there is none. */
function root(value: number, lambda: number): number {
  return lambda === 0 ? value : Math.log1p(lambda * value) / lambda;
}

/** A result whose values differ by less than this part of their size has lost too many digits. */
const LEAST_SPREAD = 1e-9;

/**
 * The power under which the values are most likely to come from a normal distribution.
 *
 * The search leaves out powers that squeeze the values together until they can hardly be told
 * apart, as large negative ones do to years.
 *
 * @param values present; for `boxCox` positive
 * @returns 1 where no power is any better, as for equal values
 */
export function bestPower(method: PowerMethod, values: Float64Array): number {
  const jacobian = method === 'boxCox' ? sumOf(values, Math.log) : sumOf(values, signedLogarithm);
  const { forward } = FAMILIES[method];
  const cost = (lambda: number): number => {
    const raised = values.map((value) => forward(value, lambda));
    const largest = raised.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    const { variance } = momentsOf(raised);
    if (!(Math.sqrt(variance) > LEAST_SPREAD * largest)) return Number.POSITIVE_INFINITY;
    return (values.length / 2) * Math.log(variance) - (lambda - 1) * jacobian;
  };
  const lambda = minimise(cost, -2, 2);
  return Number.isFinite(cost(lambda)) ? lambda : 1;
}

/** The logarithm of the derivative of Yeo-Johnson is `λ - 1` times this. */
function signedLogarithm(value: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value));
}

function sumOf(values: Float64Array, map: (value: number) => number): number {
  return values.reduce((sum, value) => sum + map(value), 0);
}
