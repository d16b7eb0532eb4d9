import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fit } from '@dlqr/core';
import { FileError, InterruptedError, ShapeError, ValueError } from '@dlqr/core/errors';
import { expectAllClose, expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnosis/diagnose.ts';
import { LambdaCallback } from '../lambdaCallback.ts';
import { RocAucScore } from '../rocAucScore.ts';
import { disposeModel } from '../testing/fakeTraining.ts';
import { identityModel } from '../testing/identityModel.ts';
import { fitPlain, LOOPS } from '../testing/loops.ts';
import type { LayerRecord } from './epochRecord.ts';
import { GradientMonitor } from './gradientMonitor.ts';
import { readEpochRecords } from './recordsFile.ts';

/**
 * Two rectifiers of one input, summed: out = relu(2x) + relu(-x). At x = 1, y = 1: out 2, loss 1,
 * d loss / d out = 2.
 */
function handModel(optimizer: tf.Optimizer = tf.train.sgd(0.25)): tf.Sequential {
  const layers = [
    tf.layers.dense({ units: 2, activation: 'relu', inputShape: [1], name: 'hidden' }),
    tf.layers.dropout({ rate: 0, name: 'drop' }),
    tf.layers.dense({ units: 1, useBias: false, name: 'sum' }),
  ];
  const model = tf.sequential({ layers });
  tf.tidy(() =>
    model.setWeights([tf.tensor2d([[2, -1]]), tf.tensor1d([0, 0]), tf.tensor2d([[1], [1]])]),
  );
  model.compile({ loss: 'meanSquaredError', optimizer });
  return model;
}

const data = { x: [[1]], y: [[1]] };

/** Before training, by hand. */
const HIDDEN: LayerRecord = {
  layer: 'hidden',
  activation: 'relu',
  numWeights: 4,
  weightNorm: Math.sqrt(5),
  gradientNorm: Math.sqrt(8), // of the first unit's kernel and bias 2 * 1; the second is asleep
  largestGradient: 2,
  updateRatio: Number.NaN,
  meanActivation: 1,
  activationDeviation: 1,
  zeroShare: 0.5,
  deadShare: 0.5,
  saturatedShare: 0,
  identicalShare: 0,
  nonFiniteShare: 0,
};

describe('GradientMonitor', () => {
  it.each(LOOPS)('records what a calculation by hand gives, in %s', async (_, loop) => {
    await expectNoLeaks(async () => {
      const model = handModel();
      const monitor = new GradientMonitor(data);
      const { loss } = await loop(model, data, { epochs: 2, batchSize: 1, callbacks: [monitor] });
      const [before, first, second] = monitor.records;
      expect(monitor.records.map(({ epoch }) => epoch)).toEqual([-1, 0, 1]);
      expect(before?.logs).toEqual({});
      expect(before?.layers[0]).toEqual(HIDDEN);
      expect(before?.layers[1]).toMatchObject({ layer: 'drop', activation: null, numWeights: 0 });
      expect(before?.layers[1]?.gradientNorm).toBeNaN();
      expect(before?.layers[2]).toMatchObject({
        layer: 'sum',
        numWeights: 2,
        gradientNorm: 4, // 2 * [2, 0]
        meanActivation: 2,
        activationDeviation: 0,
      });
      expect(first?.logs.loss).toBe(loss?.[0]);
      // One step of 0.25: hidden kernel 2 to 1.5 and bias 0 to -0.5, so ‖change‖ = √0.5.
      expect(first?.layers[0]?.updateRatio).toBeCloseTo(Math.sqrt(0.5 / 5), 6);
      expect(first?.layers[0]?.weightNorm).toBeCloseTo(Math.sqrt(1.5 ** 2 + 1 + 0.5 ** 2), 6);
      // The weight of the first unit in the sum: 1 - 0.25 * 4 = 0. So its output is 0, loss 1,
      // d loss / d out = -2; nothing comes through to the hidden layer; out unit 1 is 1.
      expect(first?.layers[0]?.gradientNorm).toBe(0);
      expect(first?.layers[2]?.gradientNorm).toBe(2);
      expect(second?.logs.loss).toBe(loss?.[1]);
      disposeModel(model);
    });
  });

  it('knows the steps between records where the loop tells them', async () => {
    const model = handModel(tf.train.sgd(0));
    const rows = { x: [[1], [2], [3]], y: [[1], [1], [1]] };
    const monitor = new GradientMonitor({ ...data, frequency: 2 });
    await fitPlain(model, rows, { epochs: 5, batchSize: 2, callbacks: [monitor] });
    expect(monitor.records.map(({ epoch, steps }) => [epoch, steps])).toEqual([
      [-1, 0],
      [1, 4],
      [3, 4],
    ]);
    const dataset = LOOPS[1]?.[1];
    await dataset?.(model, rows, { epochs: 2, batchSize: 2, callbacks: [monitor] });
    expect(monitor.records.map(({ epoch }) => epoch)).toEqual([-1, 1]); // begun anew
    disposeModel(model);
  });

  it('weighs the samples of the batch, and draws the same dropout at every record', async () => {
    const model = handModel(tf.train.sgd(0));
    const two = { x: [[1], [1]], y: [[1], [2]] };
    const monitor = new GradientMonitor({ ...two, sampleWeight: [2, 1] });
    await fitPlain(model, data, { epochs: 1, batchSize: 1, callbacks: [monitor] });
    // (2 * 2 * (2 - 1) + 0) / 2 = 2 through the first unit.
    expect(monitor.records[0]?.layers[0]?.largestGradient).toBe(2);
    disposeModel(model);
    const noisy = tf.sequential({
      layers: [
        tf.layers.dropout({ rate: 0.5, inputShape: [8] }),
        tf.layers.dense({ units: 1, kernelInitializer: 'ones', name: 'out' }),
      ],
    });
    noisy.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0) });
    const probe = { x: tf.ones([4, 8]), y: tf.zeros([4, 1]) };
    const same = new GradientMonitor(probe);
    await fitPlain(
      noisy,
      { x: [new Array(8).fill(1)], y: [[0]] },
      {
        epochs: 2,
        batchSize: 1,
        callbacks: [same],
      },
    );
    const norms = same.records.map(({ layers }) => layers.at(-1)?.gradientNorm);
    expect(new Set(norms).size).toBe(1);
    disposeModel(noisy);
    tf.dispose(probe);
  });

  it('shows the broken net of the book before its first step, and leaves a sound one alone', async () => {
    const x = Array.from({ length: 48 }, (_, row) => [Math.sin(row), Math.cos(3 * row)]);
    const rows = { x, y: x.map(([a = 0, b = 0]) => [2 * a - b]) };
    const train = async (broken: boolean) => {
      const layer = (units: number, seed: number) =>
        tf.layers.dense({
          units,
          activation: 'relu',
          kernelInitializer: broken ? 'zeros' : tf.initializers.heNormal({ seed }),
          biasInitializer: broken ? 'ones' : 'zeros',
        });
      const model = tf.sequential();
      model.add(tf.layers.inputLayer({ inputShape: [2] }));
      for (const [seed, units] of [16, 16, 8].entries()) model.add(layer(units, seed + 1));
      model.add(tf.layers.dense({ units: 1 }));
      model.compile({ loss: 'meanSquaredError', optimizer: tf.train.adam(0.01) });
      const monitor = new GradientMonitor(rows);
      await fitPlain(model, rows, { epochs: 12, batchSize: 8, callbacks: [monitor] });
      disposeModel(model);
      return monitor.records;
    };
    const [broken, sound] = [await train(true), await train(false)];
    expect(broken[0]?.layers.map(({ identicalShare }) => identicalShare)).toEqual([1, 1, 1, 0]);
    expect(sound[0]?.layers.map(({ identicalShare }) => identicalShare)).toEqual([0, 0, 0, 0]);
    expect(diagnose(broken)[0]?.kind).toBe('identicalUnits');
    expect(diagnose(sound)).toEqual([]);
  });

  it('goes on as if never stopped', async () => {
    const run = async (directory: string, abortAfter?: number) => {
      const model = handModel(tf.train.adam(0.1));
      const abort = new AbortController();
      const stop = new LambdaCallback({
        onEpochEnd: (epoch) => {
          if (epoch === abortAfter) abort.abort();
        },
      });
      const path = join(directory, 'layers.json');
      const monitor = new GradientMonitor({ ...data, frequency: 2, path });
      try {
        await fit(model, data, {
          epochs: 6,
          callbacks: [monitor, stop],
          checkpoint: { directory: join(directory, 'checkpoints'), intervalSeconds: 0 },
          resume: true,
          signal: abort.signal,
        });
        return { records: monitor.records, file: await readFile(path, 'utf8') };
      } finally {
        disposeModel(model);
      }
    };
    const whole = await run(await temporaryDirectory());
    await expectNoLeaks(async () => {
      const directory = await temporaryDirectory();
      for (const epoch of [0, 1, 2, 4]) {
        await expect(run(directory, epoch)).rejects.toThrow(InterruptedError);
      }
      expect(await run(directory)).toEqual(whole);
    });
  });

  it('writes a file that reads back, numbers that JSON lacks included', async () => {
    const path = join(await temporaryDirectory(), 'new', 'layers.json');
    const model = handModel();
    const lost = { x: [[1]], y: [[Number.NaN]] };
    const monitor = new GradientMonitor({ ...lost, path });
    await fitPlain(model, lost, { epochs: 1, batchSize: 1, callbacks: [monitor] });
    expect(await readEpochRecords(path)).toEqual(monitor.records);
    const last = monitor.records.at(-1)?.layers[0];
    // Of 2 outputs, 4 weights and 4 gradients at first the gradients, then all.
    expect(monitor.records[0]?.layers[0]?.nonFiniteShare).toBe(0.4);
    expect(last?.nonFiniteShare).toBe(1);
    expect(last?.gradientNorm).toBeNaN();
    disposeModel(model);
  });

  it('refuses files that are something else, or newer', async () => {
    const path = join(await temporaryDirectory(), 'layers.json');
    await expect(readEpochRecords(path)).rejects.toThrow(FileError);
    await writeFile(path, '[]');
    await expect(readEpochRecords(path)).rejects.toThrow('holds no layer records');
    await writeFile(path, '{"schemaVersion": 9, "records": []}');
    await expect(readEpochRecords(path)).rejects.toThrow('schema version 9');
  });

  it('has values of callbacks in front of it in its records', async () => {
    const model = identityModel(1);
    const binary = { x: [[0.25], [0.75]], y: [[0], [1]] };
    const monitor = new GradientMonitor(binary);
    const callbacks = [new RocAucScore({ validationData: binary }), monitor];
    await fitPlain(model, binary, { epochs: 1, batchSize: 2, callbacks });
    expect(monitor.records[1]?.logs.valRocAuc).toBe(1);
    disposeModel(model);
  });

  it('records a convolution by its channels', async () => {
    const layers = [
      tf.layers.conv2d({
        filters: 3,
        kernelSize: 1,
        activation: 'relu',
        inputShape: [2, 2, 1],
        useBias: false,
        name: 'conv',
      }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1 }),
    ];
    const model = tf.sequential({ layers });
    tf.tidy(() => layers[0]?.setWeights([tf.tensor4d([1, 1, -1], [1, 1, 1, 3])]));
    model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0) });
    const probe = { x: tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]), y: [[1]] };
    const monitor = new GradientMonitor(probe);
    await fit(model, probe, { callbacks: [monitor] });
    const [conv] = monitor.records[0]?.layers ?? [];
    expectAllClose([conv?.deadShare ?? 0, conv?.identicalShare ?? 0], [1 / 3, 2 / 3], {
      absolute: 1e-12,
    });
    expect(conv?.meanActivation).toBeCloseTo((2 * 10) / 12, 6);
    disposeModel(model);
    tf.dispose(probe.x);
  });

  it('refuses a batch that does not fit before training', async () => {
    const model = handModel();
    const monitor = new GradientMonitor({ x: [[1, 2]], y: [[1]] });
    const training = fitPlain(model, data, { epochs: 1, batchSize: 1, callbacks: [monitor] });
    await expect(training).rejects.toThrow(ShapeError);
    disposeModel(model);
  });

  it.each([
    ['no epochs', { ...data, frequency: 0 }],
    ['half a seed', { ...data, seed: 0.5 }],
    ['an empty path', { ...data, path: '' }],
    ['no batch', {} as typeof data],
  ])('refuses %s', (_, options) => {
    expect(() => new GradientMonitor(options)).toThrow(ValueError);
  });
});
