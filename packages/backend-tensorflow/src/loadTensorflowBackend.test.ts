import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { loadTensorflowBackend, tensorflowBackend } from './index.ts';
import { loadWith } from './loadTensorflowBackend.ts';
import type { DeviceChoice } from './nativePackage.ts';
import { fakePackages, type Outcome } from './testing/fakePackages.ts';

const GPU = '@tensorflow/tfjs-node-gpu';
const CPU = '@tensorflow/tfjs-node';

async function load(gpuPackage: Outcome, cpuPackage: Outcome, device: DeviceChoice = 'auto') {
  const { importPackage, imported } = fakePackages({ gpuPackage, cpuPackage });
  const result = await loadWith(importPackage, device).catch((error: unknown) => error);
  return { result, imported };
}

describe('what is chosen', () => {
  it('is the GPU build where TensorFlow finds a GPU', async () => {
    const { result, imported } = await load('gpu', 'cpu');
    expect(result).toEqual({
      packageName: GPU,
      device: 'gpu',
      version: '4.22.0',
      tensorflowVersion: '2.9.1',
      why: `${GPU} could be loaded; TensorFlow found a GPU`,
    });
    expect(imported).toEqual([GPU]); // the other one is left alone
  });

  it('is the GPU build on the CPU where it finds none', async () => {
    const { result, imported } = await load('cpu', 'cpu');
    expect(result).toMatchObject({
      packageName: GPU,
      device: 'cpu',
      why: expect.stringContaining('no GPU that it can use (it needs an NVIDIA one with CUDA 11.2'),
    });
    expect(imported).toEqual([GPU]);
  });

  it.each<[Outcome, string]>([
    ['absent', `${GPU}: not installed`],
    ['no binary', `${GPU}: installed without its native part, whose download must have failed`],
    [
      'damaged',
      `${GPU}: its native part is damaged or for another system (/app/tfjs_binding.node: invalid ELF header)`,
    ],
  ])('is the CPU build where the GPU build is %s', async (outcome, reason) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { result, imported } = await load(outcome, 'cpu');
    expect(result).toMatchObject({
      packageName: CPU,
      device: 'cpu',
      why: `${CPU} could be loaded; it is built for the CPU; ${reason}`,
    });
    expect(imported).toEqual([GPU, CPU]);
    expect(warn).not.toHaveBeenCalled(); // of kernels that the first one has left behind
    warn.mockRestore();
  });

  it.each<[DeviceChoice, string]>([
    ['gpu', GPU],
    ['cpu', CPU],
  ])('is only the package for the device %s', async (device, packageName) => {
    const { result, imported } = await load('gpu', 'cpu', device);
    expect(result).toMatchObject({ packageName, device });
    expect(imported).toEqual([packageName]);
  });
});

describe('where nothing can be had', () => {
  it('says what was tried, why it failed, and how to install it', async () => {
    const { result } = await load('absent', 'no binary');
    expect(result).toMatchObject({
      code: 'DLQR_UNAVAILABLE',
      message: `cannot load native TensorFlow (gpu or cpu); tried ${GPU}: not installed; ${CPU}: installed without its native part, whose download must have failed`,
      hint: expect.stringContaining('npm install @dlqr/backend-tensorflow'),
      cause: { errors: [{ code: 'ERR_MODULE_NOT_FOUND' }, expect.any(Error)] },
    });
    expect((result as { hint: string }).hint).toContain(`npx pnpm rebuild ${GPU} ${CPU}`);
  });

  it('does not take a missing dependency for a missing package', async () => {
    const error = Object.assign(new Error("Cannot find module 'progress'"), {
      code: 'MODULE_NOT_FOUND',
    });
    const result = loadWith(() => Promise.reject(error), 'cpu');
    await expect(result).rejects.toThrow(`${CPU}: Cannot find module 'progress'`);
  });

  it('notices a package that belongs to another copy of TensorFlow.js', async () => {
    const { result } = await load('absent', 'other tfjs');
    expect((result as Error).message).toContain(
      `${CPU}: belongs to another copy of TensorFlow.js than this program`,
    );
  });

  it('refuses the device gpu without a GPU', async () => {
    const { result } = await load('cpu', 'cpu', 'gpu');
    expect(result).toMatchObject({
      code: 'DLQR_UNAVAILABLE',
      message: expect.stringContaining('TensorFlow found no GPU'),
    });
  });

  it('refuses an unknown device', async () => {
    await expect(loadTensorflowBackend({ device: 'tpu' as 'gpu' })).rejects.toMatchObject({
      code: 'DLQR_VALUE',
      message: 'device is "tpu"; expected auto, gpu or cpu',
    });
  });
});

it('supplies the util functions before the import', async () => {
  const util = createRequire(import.meta.url)('node:util') as Record<string, unknown>;
  const original = util.isNullOrUndefined;
  onTestFinished(() => {
    util.isNullOrUndefined = original;
  });
  delete util.isNullOrUndefined; // as on Node 23
  const found: string[] = [];
  await loadWith(() => {
    found.push(typeof util.isNullOrUndefined);
    return Promise.reject(new Error('enough'));
  }, 'cpu').catch(() => {});
  expect(found).toEqual(['function']);
});

describe('the current backend', () => {
  it.each<Outcome>(['gpu', 'absent', 'no binary'])(
    'stays when the package is %s',
    async (outcome) => {
      await tf.setBackend('cpu');
      const x = tf.tensor1d([1, 2]);
      await load(outcome, outcome);
      expect(tf.getBackend()).toBe('cpu');
      expect([...x.add(1).dataSync()]).toEqual([2, 3]);
      x.dispose();
    },
  );

  it('is switched by tf.setBackend alone, and is not made the default', async () => {
    await tf.setBackend('cpu');
    await load('gpu', 'cpu');
    expect(tf.getBackend()).toBe('cpu');
    const { tensorflow, cpu } = tf.engine().registryFactory;
    expect(tensorflow?.priority).toBeLessThan(cpu?.priority as number);
    expect(await tf.setBackend('tensorflow')).toBe(true);
    expect(tf.getBackend()).toBe('tensorflow');
  });
});

describe('a second call', () => {
  it('answers with the backend that is there, without an import', async () => {
    const { importPackage, imported } = fakePackages({ gpuPackage: 'gpu', cpuPackage: 'cpu' });
    await Promise.all([loadWith(importPackage, 'auto'), loadWith(importPackage, 'auto')]);
    expect(imported).toEqual([GPU]);
    const again = await loadWith(importPackage, 'gpu');
    expect(again.why).toBe(`${GPU} was loaded before; TensorFlow found a GPU`);
    expect(await tensorflowBackend.register()).toEqual({
      device: 'gpu',
      version: '4.22.0',
      detail: `${GPU}, TensorFlow 2.9.1`,
    });
    await expect(loadWith(importPackage, 'cpu')).rejects.toMatchObject({
      hint: expect.stringContaining('CUDA_VISIBLE_DEVICES=-1'),
    });
  });

  it('tries again after a failure', async () => {
    await load('absent', 'absent');
    const { result } = await load('absent', 'cpu');
    expect(result).toMatchObject({ packageName: CPU });
  });
});

describe('the entry for a registry', () => {
  it('has its names', () => {
    expect(tensorflowBackend).toMatchObject({
      name: 'tensorflow',
      packageName: '@dlqr/backend-tensorflow',
      installLine: 'npm install @dlqr/backend-tensorflow @tensorflow/tfjs',
    });
  });

  it('either loads the real packages or throws the typed error', async () => {
    const info = await tensorflowBackend.register().catch((error: unknown) => error);
    expect(info).toSatisfy(
      (result: { code?: string; device?: string }) =>
        result.code === 'DLQR_UNAVAILABLE' || result.device === 'cpu' || result.device === 'gpu',
    );
  });
});
