import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, it } from 'vitest';
import { UnavailableError } from '../errors/index.ts';
import { currentStepCompiler } from '../training/currentStepCompiler.ts';
import { eagerStepCompiler } from '../training/stepCompiler.ts';
import type { BackendProvider } from './backendProvider.ts';
import { BackendRegistry } from './backendRegistry.ts';

const registered: string[] = [];

afterEach(async () => {
  await tf.setBackend('cpu');
  for (const name of registered.splice(0)) tf.removeBackend(name);
});

/** A provider whose backend is TensorFlow.js's own cpu one under another name. */
function fake(name: string, device: 'cpu' | 'gpu' = 'cpu'): BackendProvider {
  return {
    name,
    packageName: `package-of-${name}`,
    installLine: `npm install package-of-${name}`,
    register: async () => {
      const factory = tf.findBackendFactory('cpu');
      if (!tf.findBackendFactory(name)) tf.registerBackend(name, factory, 0);
      registered.push(name);
      return { device, version: '1', detail: name };
    },
  };
}

function absent(name: string): BackendProvider {
  return {
    ...fake(name),
    register: async () => {
      throw new UnavailableError(`${name} is not installed`);
    },
  };
}

describe('BackendRegistry', () => {
  it.each([
    [
      'tensorflow with a GPU before all',
      [fake('onnx'), fake('tensorflow', 'gpu'), fake('wasm')],
      'tensorflow',
    ],
    [
      'onnx before tensorflow without a GPU',
      [fake('wasm'), fake('tensorflow'), fake('onnx')],
      'onnx',
    ],
    [
      'tensorflow without a GPU before wasm',
      [absent('onnx'), fake('tensorflow'), fake('wasm')],
      'tensorflow',
    ],
    ['wasm before cpu', [absent('onnx'), absent('tensorflow'), fake('wasm')], 'wasm'],
    ['cpu where there is nothing else', [absent('wasm')], 'cpu'],
  ])('auto takes %s', async (_, providers, expected) => {
    const chosen = await new BackendRegistry(providers).choose('auto');
    expect(chosen.name).toBe(expected);
    expect(tf.getBackend()).toBe(expected);
    expect(chosen.why).toContain(expected);
  });

  it('says which backends auto could not have, why, and how to get them', async () => {
    const { refused } = await new BackendRegistry([absent('onnx'), fake('wasm')]).choose('auto');
    expect(refused).toEqual([
      { name: 'onnx', reason: 'onnx is not installed', installLine: 'npm install package-of-onnx' },
    ]);
  });

  it('takes the backend that is named, or fails: never another in silence', async () => {
    const registry = new BackendRegistry([absent('onnx'), fake('wasm')]);
    expect((await registry.choose('cpu')).name).toBe('cpu');
    await expect(registry.choose('onnx')).rejects.toThrow('onnx is not installed');
    await expect(registry.choose('webgl')).rejects.toThrow(/expected auto, onnx, wasm, cpu/);
  });

  it("gives fit the chosen backend's step compiler, and only while that backend is set", async () => {
    const compiler = { ...eagerStepCompiler };
    const registry = new BackendRegistry([{ ...fake('onnx'), stepCompiler: () => compiler }]);
    await registry.choose('onnx');
    expect(currentStepCompiler()).toBe(compiler);
    await tf.setBackend('cpu');
    expect(currentStepCompiler()).toBe(eagerStepCompiler);
  });
});
