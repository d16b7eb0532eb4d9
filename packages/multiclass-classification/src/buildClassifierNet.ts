// Builds the nets of the chapter: convolutions where asked for, dense layers, a softmax.
import { Random, ShapeError, ValueError, withSeededMathRandom } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';

/** What a net is built of. */
export interface ClassifierNetOptions {
  /** The shape of one row: [features], or [height, width, channels]. */
  readonly rowShape: readonly number[];
  readonly numClasses: number;
  /** Whether rows are bytes, 0 to 255, to be scaled to 0 to 1; default false. */
  readonly areBytes?: boolean;
  /** Filters of each 3x3 convolution, each followed by 2x2 max pooling; default none. */
  readonly filters?: readonly number[];
  /** Units of each hidden dense layer; none: softmax regression. */
  readonly hiddenUnits: readonly number[];
  /** The share of units that is silenced behind each hidden dense layer, 0 to 1; default 0. */
  readonly dropoutRate?: number;
  /** The factor of the squared weights of hidden layers in the loss; default 0. */
  readonly l2?: number;
  /** The seed of the initial weights; default 0. */
  readonly seed?: number;
}

/**
 * An uncompiled net that gives a probability for each class.
 *
 * Bytes are scaled by a layer of the net, so that the saved model takes images as they are.
 *
 * @returns a model from [batch, ...rowShape] to [batch, classes]; rows sum to 1
 * @throws {ShapeError} when convolutions do not fit rows of that shape
 * @throws {ValueError} when a size or a rate is out of its range
 * @example
 * buildClassifierNet({ rowShape: [784], numClasses: 10, hiddenUnits: [512, 256, 128] }).countParams();
 * // 567434
 */
export function buildClassifierNet(options: ClassifierNetOptions): tf.Sequential {
  checkOptions(options);
  const { rowShape, numClasses, areBytes, filters = [], hiddenUnits, dropoutRate = 0 } = options;
  return withSeededMathRandom(new Random(options.seed ?? 0, 'weights'), () => {
    const model = tf.sequential();
    const regularizer = options.l2
      ? { kernelRegularizer: tf.regularizers.l2({ l2: options.l2 }) }
      : {};
    model.add(tf.layers.inputLayer({ inputShape: [...rowShape] }));
    if (areBytes) model.add(tf.layers.rescaling({ scale: 1 / 255 }));
    for (const numFilters of filters) {
      model.add(
        tf.layers.conv2d({
          filters: numFilters,
          kernelSize: 3,
          activation: 'relu',
          ...regularizer,
        }),
      );
      model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
    }
    if (rowShape.length > 1) model.add(tf.layers.flatten());
    for (const units of hiddenUnits) {
      model.add(tf.layers.dense({ units, activation: 'relu', ...regularizer }));
      if (dropoutRate > 0) model.add(tf.layers.dropout({ rate: dropoutRate }));
    }
    model.add(tf.layers.dense({ units: numClasses, activation: 'softmax' }));
    return model;
  });
}

function checkOptions(options: ClassifierNetOptions): void {
  const { rowShape, numClasses, filters = [], hiddenUnits, dropoutRate = 0, l2 = 0 } = options;
  for (const size of [...rowShape, ...filters, ...hiddenUnits]) {
    if (!Number.isInteger(size) || size < 1) {
      throw new ValueError(`a layer has ${size} units; expected a whole number of at least 1`);
    }
  }
  if (!Number.isInteger(numClasses) || numClasses < 2) {
    throw new ValueError(`there are ${numClasses} classes; expected at least 2`);
  }
  if (!(dropoutRate >= 0 && dropoutRate < 1)) {
    throw new ValueError(`dropoutRate is ${dropoutRate}; expected 0 or more, and less than 1`);
  }
  if (!(l2 >= 0 && l2 < Number.POSITIVE_INFINITY)) {
    throw new ValueError(`l2 is ${l2}; expected a finite number of at least 0`);
  }
  if (filters.length > 0) checkConvolutions(rowShape, filters.length);
}

function checkConvolutions(rowShape: readonly number[], numBlocks: number): void {
  if (rowShape.length !== 3) {
    throw new ShapeError(
      `rows have the shape [${rowShape.join(', ')}]; convolutions need [height, width, channels]`,
      { hint: 'Give images, or a net of dense layers alone.' },
    );
  }
  let side = Math.min(rowShape[0] as number, rowShape[1] as number);
  for (let block = 0; block < numBlocks; block++) side = Math.floor((side - 2) / 2);
  if (side < 1) {
    throw new ShapeError(
      `images of ${rowShape[0]}x${rowShape[1]} pixels are too small for ${numBlocks} convolutions with pooling`,
      { hint: 'Give larger images, or fewer filters.' },
    );
  }
}
