import { describe, expect, it } from 'vitest';
import { type FoldMetric, scoresOf } from './foldMetric.ts';
import type { NumericRows } from './numericRows.ts';

/** What a metric of that kind is handed. */
function handed(
  predictions: FoldMetric['predictions'],
  yTrue: NumericRows,
  yPred: NumericRows,
): unknown[] {
  const seen: unknown[] = [];
  const metric: FoldMetric = {
    name: 'spy',
    direction: 'max',
    ...(predictions && { predictions }),
    compute: (...given) => {
      const plain = (values: (typeof given)[0]) =>
        Array.from(values as ArrayLike<unknown>, (value) =>
          typeof value === 'number' ? value : Array.from(value as ArrayLike<number>),
        );
      seen.push(plain(given[0]), plain(given[1]), given[2]);
      return 1;
    },
  };
  expect(scoresOf([metric], yTrue, yPred, { fold: 0, side: 'test' })).toEqual({ spy: 1 });
  return seen;
}

const matrix = (rows: number[][]): NumericRows => ({
  values: Float64Array.from(rows.flat()),
  shape: [rows.length, rows[0]?.length ?? 0],
});

const binary = matrix([[0], [1], [1]]);
const sigmoid = matrix([[0.25], [0.5], [0.4]]);
const softmax = matrix([
  [0.5, 0.25, 0.25],
  [0.1, 0.3, 0.6],
  [0.4, 0.4, 0.2],
]);
const oneHot = matrix([
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]);
const pair = matrix([
  [0.75, 0.25],
  [0.5, 0.5],
  [0.6, 0.4],
]);

describe('what a metric is handed', () => {
  it.each([undefined, 'values'] as const)('is the outputs as they are, for %s', (kind) => {
    expect(handed(kind, binary, sigmoid)).toEqual([[0, 1, 1], [0.25, 0.5, 0.4], undefined]);
    const [truth, outputs] = handed(kind, oneHot, softmax);
    expect(truth).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(outputs).toEqual([
      [0.5, 0.25, 0.25],
      [0.1, 0.3, 0.6],
      [0.4, 0.4, 0.2],
    ]);
  });

  it('is labels: by the threshold 0.5, or the first of the largest', () => {
    expect(handed('labels', binary, sigmoid)).toEqual([[0, 1, 1], [0, 1, 0], undefined]);
    expect(handed('labels', oneHot, softmax)).toEqual([[0, 1, 2], [0, 2, 0], undefined]);
    const classes = matrix([[2], [1], [0]]);
    expect(handed('labels', classes, softmax)).toEqual([[2, 1, 0], [0, 2, 0], undefined]);
  });

  it('is scores: of two columns the second', () => {
    expect(handed('scores', binary, sigmoid)[1]).toEqual([0.25, 0.5, 0.4]);
    expect(handed('scores', binary, pair)).toEqual([
      [0, 1, 1],
      [0.25, 0.5, 0.4],
      { labels: [0, 1] },
    ]);
    expect(handed('scores', oneHot, softmax)[2]).toEqual({ labels: [0, 1, 2] });
  });

  it('is probabilities of all columns, with all classes', () => {
    expect(handed('probabilities', binary, pair)).toEqual([
      [0, 1, 1],
      [
        [0.75, 0.25],
        [0.5, 0.5],
        [0.6, 0.4],
      ],
      { labels: [0, 1] },
    ]);
    expect(handed('probabilities', binary, sigmoid)[2]).toEqual({ labels: [0, 1] });
  });

  it('has rows with further axes in one piece', () => {
    const steps = { values: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8), shape: [2, 2, 2] };
    expect(handed('values', steps, steps)[0]).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);
  });
});
