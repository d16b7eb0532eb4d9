import * as tf from '@tensorflow/tfjs';
import { accuracyScore } from '../classification/accuracyScore.ts';
import { rocAucScore } from '../ranking/rocAucScore.ts';
import { meanAbsoluteError } from '../regression/meanAbsoluteError.ts';
import { bootstrapInterval } from './bootstrapInterval.ts';

const o = { seed: 1 };
bootstrapInterval(accuracyScore, [1, 0], [1, 0], o);
bootstrapInterval(accuracyScore, ['a', 'b'], ['a', 'b'], { seed: 1, method: 'bca' });
bootstrapInterval(rocAucScore, [1, 0], new Float32Array(2), o);
bootstrapInterval(meanAbsoluteError, [1, 0], new Float32Array(2), o);
bootstrapInterval(meanAbsoluteError, [[1, 0]], [[1]], o);
bootstrapInterval(meanAbsoluteError, tf.tensor1d([1]), tf.tensor2d([[1]]), o);
bootstrapInterval(
  (a: number[], b: Float32Array) => (a[0] as number) + (b[0] as number),
  [1, 0],
  new Float32Array(2),
  o,
);
bootstrapInterval(
  (yTrue, yPred, sampleWeight) => meanAbsoluteError(yTrue, yPred, { sampleWeight }),
  [1],
  [1],
  [1],
  o,
);
bootstrapInterval(
  (yTrue, yPred) => rocAucScore(yTrue, yPred, { multiClass: 'ovr' }),
  [1],
  [[1]],
  o,
);
const x: number = meanAbsoluteError(tf.tensor1d([1]), tf.tensor1d([1]) as tf.Tensor);
const y: number[] = meanAbsoluteError(tf.tensor1d([1]), [1], { multioutput: 'rawValues' });
// @ts-expect-error
const z: number[] = meanAbsoluteError(tf.tensor1d([1]), [1]);
console.log(x, y, z, meanAbsoluteError([1], [2], { multioutput: [1, 2] }).toFixed());
