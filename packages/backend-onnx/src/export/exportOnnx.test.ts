import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ValueError } from '@dlqr/core/errors';
import { expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { InferenceSession } from 'onnxruntime-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import '../index.ts';
import { UnsupportedKernelError } from '../errors.ts';
import { jit } from '../jit/jit.ts';
import { modelProto } from '../runtime/onnxMessages.ts';
import { exportOnnx, saveOnnx } from './exportOnnx.ts';
import { modelCases } from './testing/models.ts';
import { expectSamePredictions } from './testing/runOnnx.ts';

const dense = (batchInputShape: (number | null)[]): tf.LayersModel =>
  tf.sequential({ layers: [tf.layers.dense({ units: 2, batchInputShape })] });

/** A model of x [any, any, 3]. */
function anyLength(): tf.LayersModel {
  const x = tf.input({ shape: [null, 3], name: 'x' });
  const y = tf.layers.dense({ units: 2 }).apply(x) as tf.SymbolicTensor;
  return tf.model({ inputs: x, outputs: y });
}

/** A model of one layer that computes `fn`. */
function modelOf(fn: (x: tf.Tensor) => tf.Tensor, className: string): tf.LayersModel {
  class Computed extends tf.layers.Layer {
    static readonly className = className;

    override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
      return tf.tidy(() => fn([inputs].flat()[0] as tf.Tensor));
    }

    override computeOutputShape(shape: tf.Shape): tf.Shape {
      return shape;
    }
  }
  return tf.sequential({ layers: [new Computed({ inputShape: [3] })] });
}

beforeEach(async () => {
  await tf.setBackend('cpu');
});

afterEach(() => {
  tf.disposeVariables();
});

describe('exportOnnx', () => {
  it.each(Object.entries(modelCases))('writes %s', async (_, { build, rows, draw = 'normal' }) => {
    const model = build();
    const bytes = await expectNoLeaks(() => exportOnnx(model));
    expect(tf.getBackend()).toBe('cpu');
    expect(modelProto.decode(bytes).opsetImport).toEqual([{ domain: '', version: 17 }]);
    await expectSamePredictions(model, bytes, rows, { draw });
  });

  it('gives the inputs and outputs the names and types of the model', async () => {
    const model = modelCases['two inputs that are joined, and two outputs']?.build();
    const session = await InferenceSession.create(exportOnnx(model as tf.LayersModel));
    const ofInput = { isTensor: true, type: 'float32' };
    expect(session.inputMetadata).toEqual([
      { name: 'left', ...ofInput, shape: ['batch', 5] },
      { name: 'right', ...ofInput, shape: ['batch', 4, 2] },
    ]);
    expect(session.outputMetadata).toEqual([
      { name: 'classes', ...ofInput, shape: ['batch', 3] },
      { name: 'value', ...ofInput, shape: ['batch', 1] },
    ]);
  });

  it('fixes the batch size on request, and where the model does', async () => {
    for (const [model, options] of [
      [dense([null, 3]), { batchSize: 4 }],
      [dense([4, 3]), {}],
    ] as const) {
      const bytes = exportOnnx(model, options);
      const session = await InferenceSession.create(bytes);
      expect(session.inputMetadata[0]).toMatchObject({ shape: [4, 3] });
      await expectSamePredictions(model, bytes, [[3]], { batches: [4] });
    }
  });

  it('takes the sizes of further open axes', async () => {
    const model = anyLength();
    const bytes = exportOnnx(model, { inputShapes: { x: [5, 3] } });
    await expectSamePredictions(model, bytes, [[5, 3]]);
  });

  it('does not touch the model, and works from the backend onnx too', async () => {
    const model = dense([null, 3]);
    const before = model.getWeights().map((weight) => Array.from(weight.dataSync()));
    const onCpu = exportOnnx(model);
    await tf.setBackend('onnx');
    const onOnnx = exportOnnx(model);
    expect(tf.getBackend()).toBe('onnx');
    expect(onOnnx).toEqual(onCpu);
    expect(model.getWeights().map((weight) => Array.from(weight.dataSync()))).toEqual(before);
  });

  it('writes the weights that jit has trained', async () => {
    await tf.setBackend('onnx');
    const model = dense([null, 3]);
    const optimizer = tf.train.sgd(0.1);
    const step = jit((x: tf.Tensor): undefined => {
      optimizer.minimize(() => tf.mean(tf.square(model.apply(x) as tf.Tensor)) as tf.Scalar);
    });
    const before = exportOnnx(model);
    for (let count = 0; count < 3; count += 1) {
      const x = tf.ones([4, 3]);
      step(x);
      x.dispose();
    }
    const after = exportOnnx(model);
    expect(after).not.toEqual(before);
    await expectSamePredictions(model, after, [[3]]);
    step.dispose();
  });

  it.each<[string, () => unknown, RegExp]>([
    ['a batch size of 0', () => exportOnnx(dense([null, 3]), { batchSize: 0 }), /batchSize is 0/],
    [
      'a batch size that is not the model’s',
      () => exportOnnx(dense([4, 3]), { batchSize: 5 }),
      /batchSize is 5; the model was built for 4/,
    ],
    [
      'a model without layers',
      () => exportOnnx(tf.sequential()),
      /does not know the shape of its input/,
    ],
    ['an open axis', () => exportOnnx(anyLength()), /an axis besides the first is open/],
    [
      'a shape that contradicts the model',
      () => exportOnnx(anyLength(), { inputShapes: { x: [5, 4] } }),
      /is \[5,4\]; the model's input is \[any,any,3\]/,
    ],
    [
      'a shape for no input',
      () => exportOnnx(dense([null, 3]), { inputShapes: { y: [3] } }),
      /inputShapes names y; the model has the inputs dense_/,
    ],
    [
      'state',
      () => {
        const layer = tf.layers.lstm({ units: 2, stateful: true, batchInputShape: [2, 3, 1] });
        exportOnnx(tf.sequential({ layers: [layer] }));
      },
      /keeps state from batch to batch/,
    ],
  ])('refuses %s', (_, attempt, message) => {
    expect(attempt).toThrow(ValueError);
    expect(attempt).toThrow(message);
  });

  it('refuses models that read numbers, or draw new ones', () => {
    const reading = modelOf((x) => tf.mul(x, x.dataSync()[0] ?? 0), 'Reading');
    expect(() => exportOnnx(reading)).toThrow(UnsupportedKernelError);
    expect(() => exportOnnx(reading)).toThrow(/the model cannot be exported: it reads an input/);
    const drawing = modelOf((x) => tf.mul(x, tf.randomNormal([3])), 'Drawing');
    expect(() => exportOnnx(drawing)).toThrow(/Multiply cannot be exported/);
    expect(() => exportOnnx(drawing, { batchSize: 2 })).toThrow(/at each of 2 calls it reads/);
  });

  it('refuses to work within a recording', async () => {
    await tf.setBackend('onnx');
    const model = dense([null, 3]);
    const exporting = jit((x: tf.Tensor) => {
      exportOnnx(model);
      return x;
    });
    const x = tf.zeros([1]);
    expect(() => exporting(x)).toThrow(/within a function given to jit/);
    exporting.dispose();
  });

  it('offers a fixed batch size where only that can be written', async () => {
    const ramp = (size: number): number[] => Array.from({ length: size }, (_, index) => index);
    const weighted = modelOf((x) => tf.mul(x, tf.tensor(ramp(x.size), x.shape)), 'Ramp');
    expect(() => exportOnnx(weighted)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/^Multiply cannot be exported: with the batch sizes/),
        hint: expect.stringContaining('Give batchSize'),
      }),
    );
    const bytes = exportOnnx(weighted, { batchSize: 3 });
    await expectSamePredictions(weighted, bytes, [[3]], { batches: [3] });
  });
});

describe('saveOnnx', () => {
  it('writes the bytes and nothing else', async () => {
    const folder = await temporaryDirectory();
    const model = dense([null, 3]);
    await saveOnnx(model, join(folder, 'made', 'model.onnx'));
    expect(await readdir(join(folder, 'made'))).toEqual(['model.onnx']);
    const file = await readFile(join(folder, 'made', 'model.onnx'));
    expect(new Uint8Array(file)).toEqual(exportOnnx(model));
  });
});
