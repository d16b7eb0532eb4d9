import { expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Table, tableOf } from '../table/table.ts';
import { plane } from '../training/testing/plane.ts';
import { crossValidate } from './crossValidate.ts';
import type { FoldFeatures } from './foldData.ts';
import type { FoldMatrix } from './preprocess.ts';
import { everyKth, squaredError } from './testing/folds.ts';
import { buildModel, preprocess } from './testing/netModule.ts';
import type { FoldContext } from './trainFold.ts';

beforeAll(() => tf.setBackend('cpu'));

const data = plane(60);
const splits = everyKth(60, 3);
const options = { splits, metrics: [squaredError], fit: { epochs: 3, batchSize: 8 }, seed: 4 };
const net = ({ inputShape }: Pick<FoldContext, 'inputShape'>): tf.Sequential =>
  buildModel({ inputShape, parameters: 8 });

function pick<T>(rows: readonly T[], chosen: Int32Array): T[] {
  return Array.from(chosen, (row) => rows[row] as T);
}

describe('preprocessing', () => {
  it('is fitted on the train rows of the fold alone, in 64 bits', async () => {
    const base = 2 ** 40; // 32 bits would lose the difference
    const x = data.x.map(([a = 0]) => [base + a]);
    const fitted: number[] = [];
    const transformed: number[] = [];
    await crossValidate(
      net,
      { x, y: data.y },
      {
        ...options,
        preprocess: ({ values }, yTrain) => {
          expect(values).toHaveLength(yTrain.values.length);
          fitted.push(values.reduce((sum, value) => sum + (value - base), 0));
          return {
            transform: (rows) => {
              transformed.push(rows.numRows);
              return { ...rows, values: rows.values.map((value) => value - base) };
            },
          };
        },
      },
    );
    for (const [fold, { train }] of splits.entries()) {
      const sum = pick(x, train).reduce((total, [value = 0]) => total + (value - base), 0);
      expect(fitted[fold]).toBe(sum);
    }
    expect(transformed).toEqual([40, 20, 40, 20, 40, 20]);
  });

  it('equals a hand-made loop that scales each fold by its train rows', async () => {
    const result = await crossValidate(net, data, { ...options, preprocess });
    const { train, test } = splits[1] ?? expect.fail();
    const means = [0, 1, 2].map((column) =>
      pick(data.x, train).reduce((mean, row) => mean + (row[column] as number) / train.length, 0),
    );
    const centred = (rows: Int32Array) =>
      pick(data.x, rows).map((row) =>
        row.map((value, column) => value - (means[column] as number)),
      );
    const by = await crossValidate(
      net,
      { x: data.x.map((_, row) => centred(Int32Array.of(row))[0] as number[]), y: data.y },
      options,
    );
    expect(result.folds[1]?.scores).toEqual(by.folds[1]?.scores);
    expect(result.folds[1]?.rows.test).toEqual(test);
  });

  it('makes numbers of tables', async () => {
    const table = tableOf([
      { kind: 'number', name: 'a', values: Float64Array.from(data.x, ([a = 0]) => a) },
      {
        kind: 'category',
        name: 'sign',
        codes: Int32Array.from(data.x, ([, b = 0]) => Number(b > 0)),
        categories: ['minus', 'plus'],
      },
    ]);
    const numbersOf = ({ columns, numRows }: Table) => {
      const [a, sign] = columns.map((column) =>
        column.kind === 'category' ? column.codes : column.values,
      );
      const row = (index: number) => [a?.[index] ?? 0, sign?.[index] ?? 0];
      return Array.from({ length: numRows }, (_, index) => row(index));
    };
    const fromTable = await crossValidate(
      net,
      { x: table, y: data.y },
      {
        ...options,
        preprocess: (train) => {
          expect(train.numRows).toBe(40);
          return { transform: numbersOf };
        },
      },
    );
    const fromRows = await crossValidate(net, { x: numbersOf(table), y: data.y }, options);
    expect(fromTable.outOfFold).toEqual(fromRows.outOfFold);
  });

  it('may give tensors, which are disposed', async () => {
    const withTensors = await expectNoLeaks(() =>
      crossValidate(net, data, {
        ...options,
        preprocess: () => ({
          transform: ({ values, shape }: FoldMatrix) =>
            tf.tensor2d([...values], [shape[0] ?? 0, 3]),
        }),
      }),
    );
    const plain = await crossValidate(net, data, options);
    expect(withTensors.outOfFold).toEqual(plain.outOfFold);
  });
});

describe('features', () => {
  const rows = { values: Float32Array.from(data.x.flat()), shape: [60, 3] };
  it.each<[string, () => FoldFeatures]>([
    ['flat with a shape', () => rows],
    ['flat in 64 bits', () => ({ ...rows, values: Float64Array.from(data.x.flat()) })],
    ['matrices', () => ({ values: rows.values, numRows: 60, numColumns: 3 })],
    ['lists of one', () => [rows]],
  ])('may be %s', async (_, features) => {
    const result = await crossValidate(net, { x: features(), y: data.y.flat() }, options);
    expect(result.outOfFold).toEqual((await crossValidate(net, data, options)).outOfFold);
  });

  it('may be tensors, which remain', async () => {
    const [x, y] = [tf.tensor2d(data.x), tf.tensor2d(data.y)];
    const result = await expectNoLeaks(() => crossValidate(net, { x, y }, options));
    const plain = await crossValidate(net, { x: data.x, y: y.arraySync() as number[][] }, options);
    expect(result.outOfFold).toEqual(plain.outOfFold);
    tf.dispose([x, y]);
  });

  it.each<[string, (a: number[][], b: Float32Array) => FoldFeatures]>([
    ['as a list', (a, b) => [tf.tensor2d(a), b]],
    ['by name', (a, b) => ({ second: b, first: a })],
  ])('may be several arrays, %s', async (_, featuresOf) => {
    const build = () => {
      const first = tf.input({ shape: [2], name: 'first' });
      const second = tf.input({ shape: [1], name: 'second' });
      const joined = tf.layers.concatenate().apply([first, second]) as tf.SymbolicTensor;
      const output = tf.layers.dense({ units: 1 }).apply(joined) as tf.SymbolicTensor;
      const model = tf.model({ inputs: [first, second], outputs: output });
      model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
      return model;
    };
    const single = ({ inputShape }: FoldContext) => {
      const model = tf.sequential();
      model.add(tf.layers.dense({ units: 1, inputShape: [...inputShape] }));
      model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
      return model;
    };
    const a = data.x.map(([p = 0, q = 0]) => [p, q]);
    const b = Float32Array.from(data.x, ([, , r = 0]) => r);
    const x = featuresOf(a, b);
    const several = await crossValidate(build, { x, y: data.y }, options);
    const one = await crossValidate(single, data, options);
    expect(several.outOfFold).toEqual(one.outOfFold);
    tf.dispose(x as tf.TensorContainer);
  });
});
