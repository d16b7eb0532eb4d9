import * as tf from '@tensorflow/tfjs';
import { describe, it } from 'vitest';
import {
  expectLikeCpu,
  expectNumericGradients,
  randomArray,
  randomIntegers,
} from '../testing/againstCpu.ts';

type Row = readonly [
  shape: readonly number[],
  size: [number, number],
  alignCorners: boolean,
  halfPixelCenters: boolean,
];

const rows: readonly Row[] = [
  [[2, 3, 4, 2], [6, 8], false, false],
  [[2, 3, 4, 2], [9, 8], false, false],
  [[2, 3, 4, 2], [3, 4], false, false],
  [[2, 3, 4, 2], [3, 8], false, true],
  [[2, 3, 4, 2], [7, 5], false, false],
  [[2, 3, 4, 2], [7, 5], true, false],
  [[2, 3, 4, 2], [9, 8], true, false],
  [[2, 3, 4, 2], [7, 5], false, true],
  [[1, 8, 6, 3], [4, 2], false, false],
  [[1, 8, 6, 3], [3, 5], true, false],
  [[2, 8, 6, 1], [3, 5], false, true],
  [[2, 4, 5, 2], [1, 1], true, false],
  [[2, 1, 5, 2], [2, 10], false, false],
];

function resize(kind: 'nearest' | 'bilinear', [, size, alignCorners, halfPixelCenters]: Row) {
  const resized = kind === 'nearest' ? tf.image.resizeNearestNeighbor : tf.image.resizeBilinear;
  return (x: tf.Tensor): tf.Tensor =>
    resized(x as tf.Tensor4D, size, alignCorners, halfPixelCenters);
}

describe.each(['nearest', 'bilinear'] as const)('resizing (%s)', (kind) => {
  it.each(rows)('images %j to %j, corners %s, half pixels %s', async (...row) => {
    await expectLikeCpu([randomArray(row[0], 1)], resize(kind, row));
  });

  // The cpu backend's gradients are wrong for batches, oblong images and half pixels.
  it.each(rows)(
    'has the gradient for images %j to %j, corners %s, half pixels %s',
    async (...row) => {
      await expectNumericGradients([randomArray(row[0], 1)], resize(kind, row));
    },
  );

  it('takes integers', async () => {
    const images = { ...randomIntegers([1, 3, 2, 2], 1, 200), dtype: 'int32' } as const;
    await expectLikeCpu([images], resize(kind, [[], [6, 4], false, false]));
    await expectLikeCpu([images], resize(kind, [[], [5, 4], false, false]));
  });
});
