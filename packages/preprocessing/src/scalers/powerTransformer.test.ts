import { DataError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { columnMatrix, toRows } from '../matrix/matrix.ts';
import { powerFunctions } from '../numeric/powers.ts';
import { PowerTransformer } from './powerTransformer.ts';

const MIXED = [-6, -1.5, -0.2, 0, 0.7, 2, 11];
const POSITIVE = [0.1, 0.4, 0.5, 1.2, 3, 9, 25];

describe('PowerTransformer', () => {
  // Values of scikit-learn 1.9.1. Its search for λ ends within about 1e-8 of the best one, as this does.
  it.each([
    [
      'yeoJohnson',
      MIXED,
      0.8005676249653615,
      [
        -1.833331714481006, -0.41104494845696454, -0.06958888508611433, -0.022080070572499232,
        0.13204767317360447, 0.38842813779837054, 1.8155698076246092,
      ],
    ],
    [
      'boxCox',
      POSITIVE,
      -0.04516846144770465,
      [
        -1.5866392983053248, -0.726834191230844, -0.5933978594071706, -0.08267953891022196,
        0.43065778423896706, 1.0187764683312746, 1.5401166352833193,
      ],
    ],
  ] as const)('gives the values of scikit-learn with %s', (method, values, lambda, expected) => {
    const transformer = new PowerTransformer({ method }).fit(columnMatrix(values));
    expectAllClose(transformer.lambdas, [lambda], { absolute: 1e-6 });
    const transformed = transformer.transform(columnMatrix(values));
    expectAllClose(transformed.values, expected, { absolute: 1e-6 });
    expectAllClose(transformer.inverseTransform(transformed).values, values, { absolute: 1e-12 });
  });

  it('leaves missing values out of fit and keeps them', () => {
    const rows = [...POSITIVE, Number.NaN].map((value) => [value, Number.NaN]);
    const transformer = new PowerTransformer({ method: 'boxCox' }).fit(rows);
    expect(transformer.lambdas[0]).toBeCloseTo(-0.04516846144770465, 6);
    expect(transformer.lambdas[1]).toBe(1);
    expect(toRows(transformer.transform(rows)).at(-1)).toEqual([Number.NaN, Number.NaN]);
  });

  it('takes the logarithm of what is spread like its powers', () => {
    const rows = [[1], [10], [100], [1000]];
    const transformer = new PowerTransformer({ method: 'boxCox', standardize: false }).fit(rows);
    expect(Math.abs(transformer.lambdas[0] as number)).toBeLessThan(1e-6);
    expectAllClose(transformer.transform(rows).values, rows.flat().map(Math.log), {
      absolute: 1e-5,
    });
  });

  it('finds a λ that is at least as likely as its neighbours', () => {
    for (let seed = 0; seed < 10; seed++) {
      const random = new Random(seed);
      const values = Array.from({ length: 80 }, () => random.normal(1, 2) ** 3 / 5);
      const lambda = new PowerTransformer().fit(columnMatrix(values)).lambdas[0] as number;
      expect(likelihood(values, lambda)).toBeGreaterThan(likelihood(values, lambda + 1e-3));
      expect(likelihood(values, lambda)).toBeGreaterThan(likelihood(values, lambda - 1e-3));
    }
  });

  it('keeps numbers far from zero apart', () => {
    const random = new Random(1);
    const years = Float64Array.from({ length: 300 }, () => random.integer(1990, 2021));
    for (const method of ['yeoJohnson', 'boxCox'] as const) {
      const transformer = new PowerTransformer({ method }).fit(columnMatrix(years));
      const transformed = transformer.transform(columnMatrix(years));
      const square = transformed.values.reduce((sum, value) => sum + value * value, 0) / 300;
      expect(square).toBeCloseTo(1, 3);
      expectAllClose(transformer.inverseTransform(transformed).values, years, { relative: 1e-6 });
    }
  });

  it('leaves constant columns as they are, up to the scaling', () => {
    const transformer = new PowerTransformer({ standardize: false }).fit([[5], [5]]);
    expect([...transformer.lambdas]).toEqual([1]);
    expectAllClose(transformer.transform([[5], [-3]]).values, [5, -3], { absolute: 1e-14 });
    expect(toRows(new PowerTransformer().fitTransform([[5], [5]]))).toEqual([[0], [0]]);
  });

  it('gives NaN back for what nothing is transformed to', () => {
    const transformer = new PowerTransformer({ method: 'boxCox', standardize: false }).fit([
      [1],
      [1.1],
      [1.2],
      [9],
    ]);
    expect(transformer.lambdas[0]).toBeLessThan(-1);
    expect(toRows(transformer.inverseTransform([[100]]))).toEqual([[Number.NaN]]);
  });

  it('refuses zero and below with boxCox, in fit and in transform', () => {
    const make = () => new PowerTransformer({ method: 'boxCox' });
    expect(() =>
      make().fit([
        [1, 1],
        [1, 0],
      ]),
    ).toThrow(DataError);
    expect(() =>
      make().fit([
        [1, 1],
        [1, 0],
      ]),
    ).toThrow('row 1, column 1 is 0; boxCox expects');
    expect(() =>
      make()
        .fit([[1], [2]])
        .transform([[-1]]),
    ).toThrow('row 0, column 0 is -1');
  });
});

describe('powerFunctions', () => {
  it.each([-1, 0, 1e-12, 0.5, 1, 2, 2 - 1e-12, 3])('go there and back with λ = %d', (lambda) => {
    const yeoJohnson = powerFunctions('yeoJohnson');
    for (const value of [-4, -1e-9, 0, 1e-9, 0.3, 7]) {
      expect(yeoJohnson.inverse(yeoJohnson.forward(value, lambda), lambda)).toBeCloseTo(value, 11);
    }
    const boxCox = powerFunctions('boxCox');
    for (const value of [1e-3, 0.3, 1, 7]) {
      expect(boxCox.inverse(boxCox.forward(value, lambda), lambda)).toBeCloseTo(value, 8);
    }
  });

  it('have their closed forms', () => {
    const { forward } = powerFunctions('yeoJohnson');
    expect(forward(3, 0.5)).toBeCloseTo(2, 14); // (4^0.5 - 1) / 0.5
    expect(forward(3, 0)).toBeCloseTo(Math.log(4), 14);
    expect(forward(-3, 2)).toBeCloseTo(-Math.log(4), 14);
    expect(forward(-3, 0)).toBeCloseTo(-7.5, 13); // -((4^2 - 1) / 2)
    expect(powerFunctions('boxCox').forward(4, 0.5)).toBeCloseTo(2, 14);
  });
});

/** The logarithm of the likelihood, up to a constant, from its definition. */
function likelihood(values: readonly number[], lambda: number): number {
  const { forward } = powerFunctions('yeoJohnson');
  const raised = values.map((value) => forward(value, lambda));
  const mean = raised.reduce((sum, value) => sum + value, 0) / raised.length;
  const variance = raised.reduce((sum, value) => sum + (value - mean) ** 2, 0) / raised.length;
  const jacobian = values.reduce(
    (sum, value) => sum + Math.sign(value) * Math.log(Math.abs(value) + 1),
    0,
  );
  return (-raised.length / 2) * Math.log(variance) + (lambda - 1) * jacobian;
}
