// What the TensorBoard callback writes of the model itself.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fit } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import { expectAllClose, expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunEvent } from '../events/runEvent.ts';
import { modelGraph } from '../graphs/modelGraph.ts';
import { histogramBuckets } from '../summaries/histogramBuckets.ts';
import { eventsOf } from '../testing/goldenFile.ts';
import { branchedNet } from '../testing/nets.ts';
import { StepClock } from './stepClock.ts';
import { TensorBoard } from './tensorBoard.ts';
import type { TensorBoardOptions } from './tensorBoardOptions.ts';

let logDir = '';
beforeEach(async () => {
  logDir = await temporaryDirectory();
});
afterEach(() => {
  vi.useRealTimers();
});

/** y = x1 * 0.5 + x2 * -1 + 0.25 with a kernel of these weights; nothing is trained. */
function frozenNet(): tf.Sequential {
  const dense = tf.layers.dense({ units: 1, inputShape: [2], name: 'line' });
  const model = tf.sequential({ name: 'net', layers: [dense] });
  model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0) });
  dense.setWeights([tf.tensor2d([0.5, -1], [2, 1]), tf.tensor1d([0.25])]);
  return model;
}

const DATA = {
  x: [
    [1, 2],
    [3, -1],
  ],
  y: [[0], [1]],
};

async function trainedEvents(
  options: TensorBoardOptions,
  model: tf.LayersModel = frozenNet(),
  data: { x: number[][]; y: number[][] } = DATA,
  epochs = 3,
): Promise<RunEvent[]> {
  const callbacks = [new TensorBoard(logDir, options)];
  await fit(model, data, { epochs, batchSize: 2, callbacks });
  return eventsOf(join(logDir, 'train'));
}

describe('TensorBoard', () => {
  it('writes the graphs of the model before the first epoch, unless told not to', async () => {
    const events = await trainedEvents({});
    expect(events.slice(0, 4)).toMatchObject([
      { kind: 'sessionLog', status: 'start', step: 0 },
      { kind: 'graph', nodes: modelGraph(frozenNet()) },
      { kind: 'kerasModel', tag: 'keras', config: { config: { name: 'net' } } },
      { kind: 'scalar', tag: 'epoch_learning_rate' },
    ]);
    logDir = await temporaryDirectory();
    const kinds = (await trainedEvents({ writeGraph: false })).map(({ kind }) => kind);
    expect(kinds).not.toContain('graph');
    expect(kinds).not.toContain('kerasModel');
  });

  it('writes weights, gradients and outputs of layers every so many epochs', async () => {
    const events = await trainedEvents({ histogramFreq: 2, probe: DATA });
    const histograms = events.filter((event) => event.kind === 'histogram');
    // Outputs 0.5 - 2 + 0.25 = -1.25 and 1.5 + 1 + 0.25 = 2.75: errors -1.25 and 1.75, and the gradient
    // of their mean square is errors times inputs, summed: [-1.25 + 5.25, -2.5 - 1.75], and 0.5.
    const expected = [
      ['line/kernel/histogram', [0.5, -1]],
      ['line/bias/histogram', [0.25]],
      ['line/kernel/gradient', [4, -4.25]],
      ['line/bias/gradient', [0.5]],
      ['line/output', [-1.25, 2.75]],
    ] as const;
    expect(histograms.map(({ tag, step }) => [tag, step])).toEqual([
      ...expected.map(([tag]) => [tag, 0]),
      ...expected.map(([tag]) => [tag, 2]),
    ]);
    for (const [index, [, values]] of expected.entries()) {
      expect(histograms[index]?.buckets).toEqual(histogramBuckets(values));
    }
  });

  it('tells weights of a layer apart that have the same name', async () => {
    const layer = tf.layers.simpleRNN({ units: 1 }) as tf.RNN;
    const model = tf.sequential({
      layers: [
        tf.layers.bidirectional({ layer, inputShape: [2, 1], name: 'both', mergeMode: 'sum' }),
      ],
    });
    model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
    const probe = { x: [[[1], [2]]], y: [[1]] };
    const callbacks = [new TensorBoard(logDir, { histogramFreq: 1, probe })];
    await fit(model, probe, { epochs: 1, callbacks });
    const tags = (await eventsOf(join(logDir, 'train'))).flatMap((event) =>
      event.kind === 'histogram' ? [event.tag] : [],
    );
    const names = ['kernel', 'recurrent_kernel', 'bias'].flatMap((name) => [name, `${name}_1`]);
    const expected = names.flatMap((name) => [`both/${name}/histogram`, `both/${name}/gradient`]);
    expect(tags.sort()).toEqual([...expected, 'both/output'].sort());
  });

  it('writes weights as pictures, from the smallest to the largest', async () => {
    const events = await trainedEvents({ histogramFreq: 1, writeImages: true }, undefined, DATA, 1);
    const images = events.filter((event) => event.kind === 'image');
    expect(images).toMatchObject([
      { tag: 'line/kernel/image', step: 0, width: 2, height: 1 },
      // The bias is a single number, of which there is nothing to see.
    ]);
    const { data } = PNG.sync.read(Buffer.from(images[0]?.images[0] ?? []));
    expect([data[0], data[4]]).toEqual([255, 0]);
  });

  it('writes steps a second, of epochs and of single steps', async () => {
    vi.useFakeTimers({ now: 0, toFake: ['performance'] });
    const board = new TensorBoard(logDir, { writeStepsPerSecond: true, updateFreq: 1 });
    const model = frozenNet();
    board.setParams({
      epochs: 1,
      initialEpoch: 0,
      steps: 4,
      batchSize: 1,
      samples: 4,
      metrics: [],
      directions: {},
      seed: 0,
    });
    board.setModel(model);
    await board.onTrainBegin();
    await board.onEpochBegin(0);
    for (const [batch, milliseconds] of [250, 500, 125, 125].entries()) {
      await board.onBatchBegin(batch);
      vi.advanceTimersByTime(milliseconds);
      await board.onBatchEnd(batch, { loss: 1 });
    }
    await board.onEpochEnd(0, { loss: 1 });
    board.close();
    const speeds = (await eventsOf(join(logDir, 'train'))).flatMap((event) =>
      event.kind === 'scalar' && event.tag.endsWith('steps_per_second')
        ? [[event.tag, event.step, event.value]]
        : [],
    );
    expect(speeds).toEqual([
      ['batch_steps_per_second', 1, 4],
      ['batch_steps_per_second', 2, 2],
      ['batch_steps_per_second', 3, 8],
      ['batch_steps_per_second', 4, 8],
      ['epoch_steps_per_second', 0, 4],
    ]);
  });

  it('counts the steps of the rest of an epoch for its speed, where a training goes on in it', () => {
    vi.useFakeTimers({ now: 0, toFake: ['performance'] });
    const clock = new StepClock();
    clock.plan(0, 10);
    clock.beginTraining();
    clock.beginEpoch();
    clock.beginStep(6);
    vi.advanceTimersByTime(500);
    expect(clock.endEpoch()).toBe(8); // steps 7 to 10 in half a second
    clock.plan(0, Number.NaN); // of data without a known end the last step tells
    clock.beginEpoch();
    for (const batch of [0, 1, 2]) clock.beginStep(batch);
    vi.advanceTimersByTime(1000);
    expect(clock.endEpoch()).toBe(3);
  });

  it('gives embeddings and their labels to the projector', async () => {
    const labels = Array.from('abcdefghij');
    const model = branchedNet();
    const data = { x: [[0, 1, 2, 3]], y: [[1]] };
    const options = { embeddingsFreq: 1, embeddingsMetadata: { words: labels } };
    await trainedEvents(options, model, data, 1);
    const folder = join(logDir, 'embeddings', 'words');
    expect(await readFile(join(folder, 'metadata.tsv'), 'utf8')).toBe(`${labels.join('\n')}\n`);
    const tensor = await readFile(join(folder, 'tensor.tsv'), 'utf8');
    const values = tensor
      .trimEnd()
      .split('\n')
      .flatMap((line) => line.split('\t').map(Number));
    const weights = model.getLayer('words').getWeights()[0]?.dataSync() ?? [];
    expectAllClose(values, [...weights], { relative: 1e-8 });
    const config = await readFile(join(logDir, 'projector_config.pbtxt'), 'utf8');
    expect(config).toContain('metadata_path: "embeddings/words/metadata.tsv"');
  });

  it('leads the projector to a metadata file of its own for each layer, or one for all', async () => {
    for (const embeddingsMetadata of [{ words: 'words.tsv' }, 'words.tsv']) {
      const options = { embeddingsFreq: 1, embeddingsMetadata };
      await trainedEvents(options, branchedNet(), { x: [[0, 1, 2, 3]], y: [[1]] }, 1);
      const config = await readFile(join(logDir, 'projector_config.pbtxt'), 'utf8');
      expect(config).toContain('metadata_path: "words.tsv"');
    }
  });

  it('refuses metadata of a layer that is none, before the training', async () => {
    const board = new TensorBoard(logDir, {
      embeddingsFreq: 1,
      embeddingsMetadata: { word: ['a'] },
    });
    const training = fit(branchedNet(), { x: [[0, 1, 2, 3]], y: [[1]] }, { callbacks: [board] });
    await expect(training).rejects.toThrow(ValueError);
    await expect(training).rejects.toThrow('"word", which is no embedding layer');
  });

  it('leaves no tensors behind', async () => {
    const model = branchedNet();
    const data = { x: [[0, 1, 2, 3]], y: [[1]] };
    await expectNoLeaks(async () => {
      const options = { histogramFreq: 1, writeImages: true, embeddingsFreq: 1, probe: data };
      await trainedEvents(options, model, data, 2);
    });
  });

  it('goes on when weights are no numbers any more', async () => {
    const model = frozenNet();
    model.layers[0]?.setWeights([tf.tensor2d([Number.NaN, 1], [2, 1]), tf.tensor1d([Infinity])]);
    const events = await trainedEvents({ histogramFreq: 1, writeImages: true }, model, DATA, 1);
    const kernel = events.find((event) => event.kind === 'histogram');
    expect(kernel).toMatchObject({ buckets: histogramBuckets([]) });
  });
});
