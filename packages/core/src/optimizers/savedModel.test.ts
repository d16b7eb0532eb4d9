import { temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { loadModel, saveModel } from '../models/index.ts';
import { Random } from '../random/index.ts';
import { cosineDecay, linearWarmup } from '../schedules/index.ts';
import { adamW } from './adamW.ts';
import { captureOptimizerState } from './optimizerState.ts';
import { allOptimizers } from './testing/allOptimizers.ts';
import { withGradientOptions } from './withGradientOptions.ts';

await tf.setBackend('cpu');

function smallModel(): tf.LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.dense({
        inputShape: [3],
        units: 4,
        activation: 'tanh',
        kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }),
        name: 'hidden_layer',
      }),
      tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotUniform({ seed: 4 }) }),
    ],
  });
}

const random = new Random(8);
const x = tf.tensor2d(
  Array.from({ length: 24 }, () => random.normal()),
  [8, 3],
);
const y = tf.tensor2d(
  Array.from({ length: 8 }, () => random.normal()),
  [8, 1],
);

async function train(model: tf.LayersModel, numSteps: number): Promise<number[]> {
  const losses: number[] = [];
  for (let step = 0; step < numSteps; step++) {
    losses.push((await model.trainOnBatch(x, y)) as number);
  }
  return losses;
}

const savable = allOptimizers.filter(
  ([name]) => !/^tf\.train\.\w+( nesterov| centered)?$/.test(name),
);

describe('a saved model', () => {
  it.each(savable)('goes on training as if nothing had been: %s', async (_, make) => {
    const directory = await temporaryDirectory();
    const model = smallModel();
    const optimizer = make();
    model.compile({ optimizer, loss: 'meanSquaredError' });
    await train(model, 5);
    await saveModel(model, directory, { includeOptimizer: true });
    const loaded = await loadModel(directory);
    expect(loaded.optimizer.getClassName()).toBe(optimizer.getClassName());
    expect(loaded.optimizer.getConfig()).toEqual(optimizer.getConfig());
    expect(loaded.optimizer.iterations).toBe(5);
    expect(await train(loaded, 7)).toEqual(await train(model, 7));
  });

  it('keeps names with underscores, nested schedules, and what is inside a wrapper', async () => {
    const directory = await temporaryDirectory();
    const model = smallModel();
    const inner = adamW({
      learningRate: linearWarmup({
        warmupSteps: 3,
        after: cosineDecay({ initialLearningRate: 0.1, decaySteps: 9, alpha: 0.5 }),
      }),
      weightDecay: 0.5,
      excludeFromWeightDecay: ['hidden_layer', 'bias'],
    });
    const optimizer = withGradientOptions(inner, { globalClipNorm: 0.3 });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    await train(model, 2);
    await saveModel(model, directory, { includeOptimizer: true });
    const loaded = await loadModel(directory);
    expect(loaded.optimizer.getConfig()).toEqual(optimizer.getConfig());
    expect(await train(loaded, 7)).toEqual(await train(model, 7));
    expect(
      Object.keys(captureOptimizerState(loaded.optimizer)).filter((name) => name.includes('/')),
    ).toHaveLength(8); // momentum and velocity of four variables
  });
});
