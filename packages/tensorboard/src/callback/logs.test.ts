import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { splitLogs } from './logs.ts';

describe('splitLogs', () => {
  it('parts the values by data set, under the names of Keras', async () => {
    const logs = {
      loss: 1,
      meanAbsoluteError: 2,
      valLoss: 3,
      val_acc: 4,
      valRocAUC: 5,
      val_dense_1_loss: 6,
      valuation: 7,
      MSE: 8,
      learningRate: 9,
    };
    expect(await splitLogs(logs)).toEqual({
      train: { loss: 1, mean_absolute_error: 2, valuation: 7, mse: 8, learning_rate: 9 },
      validation: { loss: 3, acc: 4, roc_auc: 5, dense_1_loss: 6 },
    });
  });

  it('reads scalars without touching them, and leaves number and size of a step out', async () => {
    const loss = tf.scalar(0.5);
    const logs = { batch: 1, size: 2, loss };
    expect(await splitLogs(logs)).toEqual({ train: { loss: 0.5 }, validation: {} });
    expect(logs).toEqual({ batch: 1, size: 2, loss });
    expect(loss.isDisposed).toBe(false);
    loss.dispose();
  });
});
