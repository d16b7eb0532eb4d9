import { existsSync } from 'node:fs';
import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { adam, sgd, withGradientOptions } from '@dlqr/core';
import { FileError, ValueError } from '@dlqr/core/errors';
import { learningRateOf, setLearningRate } from '@dlqr/core/learning-rate';
import { expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { BackupAndRestore, type BackupAndRestoreOptions } from './backupAndRestore.ts';
import { EarlyStopping } from './earlyStopping.ts';
import { History } from './history.ts';
import { LambdaCallback } from './lambdaCallback.ts';
import { ReduceLROnPlateau } from './reduceLROnPlateau.ts';
import { SwapEMAWeights } from './swapEMAWeights.ts';
import { disposeModel } from './testing/fakeTraining.ts';
import { fitPlain, LOOPS, type Loop } from './testing/loops.ts';

let directory = '';
beforeEach(async () => {
  directory = join(await temporaryDirectory(), 'backup');
});

const x = Array.from({ length: 12 }, (_, row) => [Math.sin(row), Math.cos(3 * row)]);
const data = { x, y: x.map(([a = 0, b = 0]) => [2 * a - b]) };
const EPOCHS = 6;

function buildModel(optimizer: tf.Optimizer = tf.train.adam(0.05)): tf.Sequential {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 5 });
  const layers = [
    tf.layers.dense({ units: 4, activation: 'tanh', inputShape: [2], kernelInitializer }),
    tf.layers.batchNormalization(),
    tf.layers.dense({ units: 1, kernelInitializer }),
  ];
  const model = tf.sequential({ layers });
  model.compile({ loss: 'meanSquaredError', optimizer });
  return model;
}

function weightsOf(model: tf.LayersModel): number[] {
  return tf.tidy(() => model.getWeights().flatMap((weight) => [...weight.dataSync()]));
}

/** Ends the training with an error at the end of so many batches, as a crash would. */
function crashAfter(batches: number): LambdaCallback {
  let done = 0;
  return new LambdaCallback({
    onBatchEnd: () => {
      done += 1;
      if (done === batches) throw new Error('crash');
    },
  });
}

/** Trains a model made anew, from the backup where there is one; three batches an epoch. */
async function train(
  options: BackupAndRestoreOptions,
  {
    model = buildModel(),
    crash = Number.POSITIVE_INFINITY,
    loop = fitPlain,
  }: { model?: tf.Sequential; crash?: number; loop?: Loop } = {},
): Promise<{ weights: number[]; first: number }> {
  const backup = new BackupAndRestore(directory, options);
  const { callbacks = [] } = options;
  try {
    const first = await backup.restore(model);
    await loop(model, data, {
      epochs: EPOCHS,
      batchSize: 4,
      initialEpoch: first,
      callbacks: [crashAfter(crash), ...(callbacks as EarlyStopping[]), backup],
    });
    return { weights: weightsOf(model), first };
  } finally {
    disposeModel(model);
  }
}

const OPTIMIZERS: readonly (readonly [string, () => tf.Optimizer])[] = [
  ['sgd of TensorFlow.js', () => tf.train.sgd(0.05)],
  ['adam of TensorFlow.js', () => tf.train.adam(0.05)],
  ['rmsprop of TensorFlow.js', () => tf.train.rmsprop(0.01, 0.9, 0.5, 1e-7, true)],
  ['adam of core with averages', () => adam({ learningRate: 0.05, useEma: true })],
  [
    'wrapped adagrad',
    () => withGradientOptions(tf.train.adagrad(0.1), { gradientAccumulationSteps: 2 }),
  ],
];

describe('BackupAndRestore', () => {
  for (const [loopName, loop] of LOOPS) {
    it.each(loop === fitPlain ? OPTIMIZERS : OPTIMIZERS.slice(1, 4))(
      `goes on bit for bit in ${loopName} with %s`,
      async (_, make) => {
        const whole = await train({}, { model: buildModel(make()), loop });
        expect(existsSync(directory)).toBe(false);
        for (const crash of [10, 5]) {
          const crashed = train({}, { model: buildModel(make()), crash, loop });
          await expect(crashed).rejects.toThrow('crash');
        }
        const { weights, first } = await train({}, { model: buildModel(make()), loop });
        expect(first).toBe(4); // 3 epochs before the first crash, 1 before the second
        expect(weights).toEqual(whole.weights);
      },
    );
  }

  it('gives back every tensor', async () => {
    for (const [, make] of OPTIMIZERS) {
      await expectNoLeaks(async () => {
        await train({ deleteCheckpoint: false }, { model: buildModel(make()) });
        await train({}, { model: buildModel(make()) });
      });
    }
  });

  it('keeps the states of callbacks: they decide as if there had been no crash', async () => {
    const run = async (crash?: number) => {
      const stopping = new EarlyStopping({ monitor: 'loss', minDelta: 0.2, patience: 3 });
      const plateau = new ReduceLROnPlateau({ monitor: 'loss', minDelta: 0.2, patience: 2 });
      const history = new History();
      const model = buildModel();
      const callbacks = [plateau, stopping, history];
      const { weights } = await train({ callbacks }, { model, ...(crash && { crash }) });
      return {
        weights,
        stopped: stopping.stoppedEpoch,
        best: stopping.best,
        history: history.history,
      };
    };
    const whole = await run();
    expect(whole.stopped).not.toBeNull();
    await expect(run(10)).rejects.toThrow('crash');
    await expect(run(2)).rejects.toThrow('crash');
    expect(await run()).toEqual(whole);
  });

  it('keeps the weights that SwapEMAWeights holds while averages are in the model', async () => {
    const run = async (crash?: number) => {
      const model = buildModel(adam({ learningRate: 0.05, useEma: true }));
      const callbacks = [new SwapEMAWeights({ swapOnEpoch: true })];
      return (await train({ callbacks }, { model, ...(crash && { crash }) })).weights;
    };
    const whole = await run();
    await expect(run(10)).rejects.toThrow('crash');
    expect(await run()).toEqual(whole);
  });

  it('restores the learning rate that a callback had set', async () => {
    const model = buildModel();
    const backup = new BackupAndRestore(directory, { deleteCheckpoint: false });
    const half = new LambdaCallback({
      onEpochEnd: () => setLearningRate(model.optimizer, 0.025),
    });
    await fitPlain(model, data, { epochs: 1, batchSize: 4, callbacks: [half, backup] });
    const other = buildModel();
    await new BackupAndRestore(directory).restore(other);
    expect(learningRateOf(other.optimizer)).toBe(0.025);
    disposeModel(model);
    disposeModel(other);
  });

  it('saves every so many batches; the epoch that was not finished begins anew', async () => {
    await expect(train({ saveFreq: 2 }, { crash: 8 })).rejects.toThrow('crash');
    // The crash came before the backup of the eighth batch: the newest is that of the sixth.
    const atSixth = buildModel();
    await fitPlain(atSixth, data, { epochs: 2, batchSize: 4, callbacks: [] });
    const restored = buildModel();
    expect(await new BackupAndRestore(directory).restore(restored)).toBe(1);
    expect(weightsOf(restored)).toEqual(weightsOf(atSixth));
    disposeModel(atSixth);
    disposeModel(restored);
  });

  it('asks for the logs of steps only when it saves by batches', () => {
    const [byEpoch, byBatch] = [
      new BackupAndRestore('a'),
      new BackupAndRestore('a', { saveFreq: 2 }),
    ];
    expect(byEpoch.onBatchEnd).toBe(tf.Callback.prototype.onBatchEnd);
    expect(byBatch.onBatchEnd).not.toBe(tf.Callback.prototype.onBatchEnd);
  });

  it('begins at 0 where there is nothing, and backs up before the first step', async () => {
    const seen: string[][] = [];
    const model = buildModel();
    const backup = new BackupAndRestore(directory);
    expect(await backup.restore(model)).toBe(0);
    const look = new LambdaCallback({
      onBatchBegin: async () => void seen.push(await readdir(directory)),
    });
    await fitPlain(model, data, { epochs: 1, batchSize: 12, callbacks: [look, backup] });
    expect(seen).toEqual([['checkpoint-000000001.safetensors']]);
    disposeModel(model);
  });

  it.each([
    ['one', {}, 1],
    ['the newest two', { doubleCheckpoint: true }, 2],
  ])(
    'keeps %s, and takes them away in the end, but nothing of others',
    async (_, options, kept) => {
      await expect(train(options, { crash: 14 })).rejects.toThrow('crash');
      await writeFile(join(directory, 'notes.txt'), 'mine');
      await writeFile(join(directory, 'checkpoint-000000009.safetensors.77-12ab34cd.tmp'), 'half');
      const files = (await readdir(directory)).filter((name) => name.endsWith('.safetensors'));
      expect(files).toHaveLength(kept);
      await expect(train(options, { crash: 1 })).rejects.toThrow('crash');
      expect((await readdir(directory)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      await train(options);
      expect(await readdir(directory)).toEqual(['notes.txt']);
    },
  );

  it('leaves the backup when asked to; a training that is done is not trained again', async () => {
    const { weights } = await train({ deleteCheckpoint: false });
    const again = await train({ deleteCheckpoint: false });
    expect(again).toEqual({ weights, first: EPOCHS });
  });

  it('still has the old backup when the new one cannot be written', async () => {
    const model = buildModel();
    const backup = new BackupAndRestore(directory);
    const taken = 'checkpoint-000000004.safetensors'; // the name of the backup of the third epoch
    const block = new LambdaCallback({
      onEpochBegin: async (epoch) => {
        if (epoch === 2) await mkdir(join(directory, taken, 'inside'), { recursive: true });
      },
    });
    const training = fitPlain(model, data, { epochs: 5, batchSize: 4, callbacks: [block, backup] });
    await expect(training).rejects.toThrow(FileError);
    const files = ['checkpoint-000000003.safetensors', taken];
    expect((await readdir(directory)).sort()).toEqual(files);
    disposeModel(model);
  });

  it('takes the backup before a damaged one only with doubleCheckpoint', async () => {
    await expect(train({ doubleCheckpoint: true }, { crash: 11 })).rejects.toThrow('crash');
    const newest = (await readdir(directory)).sort().at(-1) as string;
    await truncate(join(directory, newest), 200);
    const model = buildModel();
    await expect(new BackupAndRestore(directory).restore(model)).rejects.toThrow('is damaged');
    const said: string[] = [];
    const backup = new BackupAndRestore(directory, {
      doubleCheckpoint: true,
      verbose: (message) => said.push(message),
    });
    expect(await backup.restore(model)).toBe(2);
    expect(await readdir(directory)).toContain(`${newest}.damaged`);
    expect(said[0]).toContain('is damaged');
    expect(said[1]).toContain('epoch 3');
    disposeModel(model);
  });

  it('never overwrites a backup that was not restored', async () => {
    await expect(train({}, { crash: 5 })).rejects.toThrow('crash');
    const model = buildModel();
    const backup = new BackupAndRestore(directory);
    const fit = (initialEpoch: number) =>
      fitPlain(model, data, { epochs: 3, initialEpoch, batchSize: 4, callbacks: [backup] });
    await expect(fit(1)).rejects.toMatchObject({ hint: expect.stringContaining('restore(model)') });
    await backup.restore(model);
    await expect(fit(0)).rejects.toThrow('begins at epoch 0; the backup that was restored is at');
    await backup.restore(model);
    const crash = { epochs: 9, initialEpoch: 1, batchSize: 4, callbacks: [crashAfter(5), backup] };
    await expect(fitPlain(model, data, crash)).rejects.toThrow('crash');
    await expect(fit(2)).rejects.toThrow('there is a backup'); // what was restored is used up
    expect(await backup.restore(model)).toBe(2);
    await fit(2);
    disposeModel(model);
  });

  it('refuses another model, another optimizer and a model that is not compiled', async () => {
    await expect(train({}, { crash: 5 })).rejects.toThrow('crash');
    const backup = new BackupAndRestore(directory);
    const bare = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
    await expect(backup.restore(bare)).rejects.toThrow('has not been compiled');
    bare.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    await expect(backup.restore(bare)).rejects.toThrow('weights was');
    const other = buildModel(sgd());
    await expect(backup.restore(other)).rejects.toThrow('optimizer was Adam and is');
    disposeModel(bare);
    disposeModel(other);
  });

  it.each([
    ['no folder', '', {}],
    ['no batches', 'a', { saveFreq: 0 }],
    ['half a batch', 'a', { saveFreq: 1.5 }],
  ])('refuses %s', (_, path, options) => {
    expect(() => new BackupAndRestore(path, options)).toThrow(ValueError);
  });
});
