import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { isValidationName, logName, readBatchLogs, readLogs, trainingName } from './logs.ts';
import { trainingFacts } from './trainingFacts.ts';

describe('logs', () => {
  it.each([
    ['loss', 'loss', false, 'loss'],
    ['val_loss', 'valLoss', true, 'loss'],
    ['val_rocAuc', 'valRocAuc', true, 'rocAuc'],
    ['valRocAuc', 'valRocAuc', true, 'rocAuc'],
    ['val_dense_1_loss', 'valDense_1_loss', true, 'dense_1_loss'],
    ['valuation', 'valuation', false, 'valuation'],
    ['my_val_loss', 'my_val_loss', false, 'my_val_loss'],
  ])('know %s', (given, name, isValidation, training) => {
    expect(logName(given)).toBe(name);
    expect(isValidationName(name)).toBe(isValidation);
    expect(trainingName(name)).toBe(training);
  });

  it('are read without being touched', async () => {
    const val_loss = tf.scalar(0.5);
    const logs = { loss: 1, val_loss };
    expect(await readLogs(logs)).toEqual({ loss: 1, valLoss: 0.5 });
    expect(logs).toEqual({ loss: 1, val_loss });
    expect(val_loss.isDisposed).toBe(false);
    val_loss.dispose();
  });

  it('of a batch come without its number and size', async () => {
    expect(await readBatchLogs({ batch: 3, size: 8, loss: 1 })).toEqual({ loss: 1 });
  });
});

describe('trainingFacts', () => {
  it('are read from the parameters of model.fit', () => {
    const params = { epochs: 3, initialEpoch: 1, samples: 10, batchSize: 4, verbose: 1 };
    expect(trainingFacts({ ...params, metrics: ['loss', 'val_loss'] })).toEqual({
      epochs: 3,
      initialEpoch: 1,
      steps: 3,
      metrics: ['loss', 'valLoss'],
      directions: {},
      tellsOfTests: false,
    });
  });

  it('do without the numbers that a data set of unknown length has not', () => {
    expect(trainingFacts({ epochs: 2, metrics: ['loss'] })).toMatchObject({
      initialEpoch: 0,
      steps: null,
    });
    expect(trainingFacts({ samples: 10 }).steps).toBeNull();
    expect(trainingFacts({ batchSize: 10 }).steps).toBeNull();
  });

  it('are read from the parameters of fit', () => {
    const directions = { loss: 'min', rocAuc: 'max' } as const;
    const params = { epochs: 3, initialEpoch: 0, steps: 7, batchSize: 4, samples: 100, seed: 1 };
    expect(trainingFacts({ ...params, metrics: ['loss', 'rocAuc'], directions })).toEqual({
      epochs: 3,
      initialEpoch: 0,
      steps: 7,
      metrics: ['loss', 'rocAuc'],
      directions,
      tellsOfTests: true,
    });
  });
});
