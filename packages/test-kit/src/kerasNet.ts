// Rebuilds the nets of `shared/golden/keras-training.json` as TensorFlow.js layers.
import * as tf from '@tensorflow/tfjs';

/** Numbers with their shape. */
interface GoldenArray {
  readonly shape: number[];
  readonly values: number[];
}

/** A Keras object as its `serialize` gives it. */
interface KerasObject {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** One net, a batch, and the losses of ten steps on it with each optimizer. */
export interface KerasNet {
  readonly name: string;
  readonly layers: readonly KerasObject[];
  readonly loss: string;
  readonly x: GoldenArray;
  readonly y: GoldenArray;
  readonly weights: readonly GoldenArray[];
  readonly predict: GoldenArray;
  readonly optimizers: Readonly<Record<string, readonly number[]>>;
}

/**
 * Nearest-neighbour upsampling from concatenations: the gradient of TensorFlow.js's own (4.22, cpu)
 * is wrong for all samples of a batch but the first.
 */
class RepeatPixels extends tf.layers.Layer {
  static className = 'RepeatPixels';
  readonly #size: readonly [number, number];

  constructor({ size }: { size: readonly [number, number] }) {
    super({});
    this.#size = size;
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    const [batch, height, width, channels] = shape as [number, number, number, number];
    return [batch, height * this.#size[0], width * this.#size[1], channels];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = [inputs].flat()[0] as tf.Tensor4D;
    const [batch, height, width, channels] = x.shape;
    const [down, across] = this.#size;
    const wide = tf.concat(new Array<tf.Tensor>(across).fill(x), 3); // [batch, height, width, …]
    const rows = tf.reshape(wide, [batch, height, across * width * channels]);
    const tall = tf.concat(new Array<tf.Tensor>(down).fill(rows), 2);
    return tf.reshape(tall, [batch, down * height, across * width, channels]);
  }
}

type LayerMaker = (config: never) => tf.layers.Layer;

const MAKERS: Readonly<Record<string, LayerMaker>> = {
  InputLayer: tf.layers.inputLayer,
  Dense: tf.layers.dense,
  Activation: tf.layers.activation,
  LeakyReLU: tf.layers.leakyReLU,
  Reshape: tf.layers.reshape,
  Flatten: tf.layers.flatten,
  Embedding: tf.layers.embedding,
  BatchNormalization: tf.layers.batchNormalization,
  Conv1D: tf.layers.conv1d,
  Conv2D: tf.layers.conv2d,
  Conv2DTranspose: tf.layers.conv2dTranspose,
  SeparableConv2D: tf.layers.separableConv2d,
  DepthwiseConv2D: tf.layers.depthwiseConv2d,
  MaxPooling1D: tf.layers.maxPooling1d,
  MaxPooling2D: tf.layers.maxPooling2d,
  AveragePooling2D: tf.layers.averagePooling2d,
  GlobalMaxPooling1D: tf.layers.globalMaxPooling1d,
  GlobalAveragePooling2D: tf.layers.globalAveragePooling2d,
  UpSampling2D: (config) => new RepeatPixels(config),
  LSTM: tf.layers.lstm,
  GRU: tf.layers.gru,
};

/** A loss as `compile` takes it. */
type Loss = string | ((yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor);

const LOSSES: Readonly<Record<string, Loss>> = {
  mean_absolute_error: 'meanAbsoluteError',
  mean_squared_error: 'meanSquaredError',
  binary_crossentropy: 'binaryCrossentropy',
  categorical_crossentropy: 'categoricalCrossentropy',
  huber: (yTrue, yPred) => tf.losses.huberLoss(yTrue, yPred),
};

/** The numbers as a tensor. */
export function goldenTensor({ values, shape }: GoldenArray): tf.Tensor {
  return tf.tensor(values, shape, 'float32');
}

/** The net with its weights set, not compiled. */
export function buildKerasNet({ layers, weights }: KerasNet): tf.Sequential {
  const model = tf.sequential({ layers: layers.map(layerOf) });
  let next = 0;
  for (const layer of model.layers) {
    const given = weights.slice(next, next + layer.weights.length).map(goldenTensor);
    layer.setWeights(given); // in Keras's order: a model's own setWeights has trainable ones first
    tf.dispose(given);
    next += layer.weights.length;
  }
  return model;
}

/** The loss of a net as `compile` takes it. */
export function kerasLoss({ name, loss }: KerasNet): Loss {
  const found = LOSSES[loss];
  if (found === undefined) throw new RangeError(`${name} has the unknown loss ${loss}`);
  return found;
}

/** Names, types, and the data format, which is channels last everywhere. */
const UNUSED = ['name', 'dtype', 'data_format'];

function layerOf({ class_name, config }: KerasObject): tf.layers.Layer {
  const make = MAKERS[class_name];
  if (!make) throw new RangeError(`there is no maker of the layer ${class_name}`);
  const entries = Object.entries(config).flatMap(([key, value]): [string, unknown][] => {
    if (value === null || UNUSED.includes(key)) return [];
    if (key.endsWith('initializer')) return [[camelCase(key), 'zeros']];
    if (key.endsWith('regularizer')) return [[camelCase(key), l2Of(value as KerasObject)]];
    if (key === 'batch_shape') return [['batchInputShape', value]];
    if (key === 'negative_slope') return [['alpha', value]];
    return [[camelCase(key), value]];
  });
  return make(Object.fromEntries(entries) as never);
}

function l2Of({ config }: KerasObject): ReturnType<typeof tf.regularizers.l2> {
  return tf.regularizers.l2(config as { l2: number });
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
