import { fit, optimizerOf, predictOne } from '@dlqr/core';
import {
  buildKerasNet,
  describeShared,
  expectAllClose,
  goldenTensor,
  type KerasNet,
  type KerasOptimizer,
  kerasLoss,
  kerasOptimizers,
  readGolden,
} from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from 'vitest';
import { fallbackCounts, sessionCounts } from './index.ts';
import { onnxStepCompiler } from './onnxStepCompiler.ts';

await tf.setBackend('onnx');

/** The rows of a net's batch as `fit` and `predict` take them. */
function batchOf(net: KerasNet): { x: tf.Tensor; y: tf.Tensor; batchSize: number } {
  return { x: goldenTensor(net.x), y: goldenTensor(net.y), batchSize: net.x.shape[0] as number };
}

describeShared('golden/keras-training.json', 'ten recorded steps of training as in Keras', () => {
  const { cases } = readGolden<{ cases: KerasNet[] }>('keras-training');
  const rows = cases.flatMap((net) => {
    return Object.entries(net.optimizers).map(([name, losses]) => ({ net, name, losses }));
  });

  let warn: MockInstance;
  beforeEach(() => {
    warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  });

  // Without these a training that never touched the engine, or left it halfway, would pass.
  afterEach(() => {
    expect(fallbackCounts()).toEqual({});
    expect(warn.mock.calls).toEqual([]);
    vi.restoreAllMocks();
  });

  it.each(cases.map((net) => [net.name, net] as const))('%s predicts the same', async (_, net) => {
    const model = buildKerasNet(net);
    const { x, y, batchSize } = batchOf(net);
    const before = sessionCounts().runs;
    const options = { batchSize, stepCompiler: onnxStepCompiler };
    const { values } = await predictOne(model, x, options);
    expect(sessionCounts().runs).toBeGreaterThan(before);
    expectAllClose(values, net.predict.values, { relative: 1e-5, absolute: 2e-6 });
    tf.dispose([x, y]);
    model.dispose();
  });

  it.each(rows.map((row) => [row.net.name, row.name, row] as const))(
    '%s with %s has the same losses',
    async (_, __, { net, name, losses }) => {
      const model = buildKerasNet(net);
      const { optimizer: rule, options } = kerasOptimizers[name] as KerasOptimizer;
      const optimizer = optimizerOf(rule, options);
      model.compile({ optimizer, loss: kerasLoss(net) });
      const { x, y, batchSize } = batchOf(net);
      const before = sessionCounts().runs;
      const { history } = await fit(
        model,
        { x, y },
        { batchSize, epochs: losses.length, shuffle: false, stepCompiler: onnxStepCompiler },
      );
      expect(sessionCounts().runs).toBeGreaterThanOrEqual(before + losses.length);
      expectAllClose(history.loss ?? [], losses, { relative: 1e-5 });
      tf.dispose([x, y]);
      model.dispose();
      optimizer.dispose();
    },
  );
});
