import type * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { BackupAndRestore } from '../backupAndRestore.ts';
import { ClassificationReport } from '../classificationReport.ts';
import { ConfusionMatrix } from '../confusionMatrix.ts';
import { CSVLogger } from '../csvLogger.ts';
import { EarlyStopping } from '../earlyStopping.ts';
import { GradientMonitor } from '../gradientMonitor/gradientMonitor.ts';
import { History } from '../history.ts';
import { LambdaCallback } from '../lambdaCallback.ts';
import { LearningRateScheduler } from '../learningRateScheduler.ts';
import { ModelCheckpoint } from '../modelCheckpoint.ts';
import { ProgressBar } from '../progressBar.ts';
import { ReduceLROnPlateau } from '../reduceLROnPlateau.ts';
import { RemoteMonitor } from '../remoteMonitor.ts';
import { RocAucScore } from '../rocAucScore.ts';
import { SwapEMAWeights } from '../swapEMAWeights.ts';
import { TerminateOnNaN } from '../terminateOnNaN.ts';
import { tinyFit } from '../testing/tinyFit.ts';

describe('callbacks in one array', () => {
  const data = { x: [[1]], y: [[1]] };
  it.each([
    new BackupAndRestore('never-written'),
    new ClassificationReport(data),
    new ConfusionMatrix(data),
    new GradientMonitor(data),
    new RemoteMonitor(),
    new RocAucScore({ validationData: data }),
    new SwapEMAWeights({ swapOnEpoch: true }),
    new CSVLogger('never-written.csv'),
    new EarlyStopping({ monitor: 'loss' }),
    new History(),
    new LambdaCallback({}),
    new LearningRateScheduler(() => 0.1),
    new ModelCheckpoint('never-written'),
    new ProgressBar(),
    new ReduceLROnPlateau({ monitor: 'loss' }),
    new TerminateOnNaN(),
  ])('say what is wrong behind a plain object: $constructor.name', async (callback) => {
    const { fit, dispose } = tinyFit();
    const mixed = [{ onEpochEnd: () => undefined }, callback];
    const training = fit({ epochs: 1, callbacks: mixed as tf.CustomCallbackArgs[] });
    await expect(training).rejects.toThrow('was not given the model that is trained');
    await expect(training).rejects.toMatchObject({
      hint: expect.stringContaining('new LambdaCallback'),
    });
    dispose();
  });

  it('work together as instances, plain functions wrapped', async () => {
    const { fit, dispose } = tinyFit();
    const epochs: number[] = [];
    const wrapped = new LambdaCallback({ onEpochEnd: (epoch) => void epochs.push(epoch) });
    const history = new History();
    await fit({ epochs: 2, callbacks: [new LearningRateScheduler(() => 0.5), wrapped, history] });
    expect(epochs).toEqual([0, 1]);
    expect(history.history.learningRate).toEqual([0.5, 0.5]);
    dispose();
  });
});
