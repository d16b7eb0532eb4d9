// A real training in plain TensorFlow.js: eight samples, a line to learn.
import * as tf from '@tensorflow/tfjs';

export interface TinyFit {
  readonly model: tf.Sequential;
  readonly x: tf.Tensor2D;
  readonly y: tf.Tensor2D;
  readonly fit: (args: Omit<tf.ModelFitArgs, 'shuffle'>) => Promise<tf.History>;
  readonly dispose: () => void;
}

/** A model and its data; two batches of four an epoch, less what `validationSplit` takes. */
export function tinyFit(learningRate = 0.1): TinyFit {
  const points = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875];
  const x = tf.tensor2d(points, [8, 1]);
  const y = tf.tensor2d(
    points.map((point) => 2 * point),
    [8, 1],
  );
  const layer = tf.layers.dense({
    units: 1,
    inputShape: [1],
    kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }),
  });
  const model = tf.sequential({ layers: [layer] });
  const optimizer = tf.train.sgd(learningRate);
  model.compile({ loss: 'meanSquaredError', optimizer, metrics: ['mae'] });
  return {
    model,
    x,
    y,
    fit: (args) => model.fit(x, y, { batchSize: 4, shuffle: false, ...args }),
    dispose: () => {
      tf.dispose([x, y]);
      model.dispose();
      optimizer.dispose();
    },
  };
}
