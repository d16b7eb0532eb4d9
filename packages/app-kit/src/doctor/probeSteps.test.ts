import { type BackendProvider, BackendRegistry, UnavailableError } from '@dlqr/core';
import { expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appBackends } from '../backends.ts';
import { type ProbeSteps, probeSteps } from './probeSteps.ts';
import { shortReason, tryExecutionProviders } from './tryExecutionProviders.ts';

/** TensorFlow.js's own backend under another name, whose products are wrong. */
const miscalculating: BackendProvider = {
  name: 'wrong',
  packageName: 'wrong',
  installLine: 'npm install wrong',
  register: async () => {
    tf.copyRegisteredKernels('cpu', 'wrong');
    tf.unregisterKernel('BatchMatMul', 'wrong');
    tf.registerKernel({
      kernelName: 'BatchMatMul',
      backendName: 'wrong',
      kernelFunc: ({ backend }) => {
        const values = Float32Array.of(22, 28, 49, 65);
        const dataId = (backend as tf.KernelBackend).write(values, [1, 2, 2], 'float32');
        return { dataId, shape: [1, 2, 2], dtype: 'float32' };
      },
    });
    tf.registerBackend('wrong', tf.findBackendFactory('cpu'), 0);
    return { device: 'cpu', version: '1', detail: 'wrong' };
  },
};

const absent: BackendProvider = {
  ...miscalculating,
  name: 'absent',
  register: () => Promise.reject(new UnavailableError('absent is not installed')),
};

afterAll(async () => {
  await tf.setBackend('cpu');
});

describe('probeSteps', () => {
  it('tells what auto chose', async () => {
    const steps = probeSteps(new BackendRegistry([absent]), 'auto');
    expect(await steps.load()).toMatchObject({ name: 'cpu', device: 'cpu', version: '4.22.0' });
  });

  it('fails to load what is not there', async () => {
    await expect(probeSteps(new BackendRegistry([absent]), 'absent').load()).rejects.toThrow(
      'absent is not installed',
    );
  });

  it('tells what the backend computed, right or wrong', async () => {
    const steps = probeSteps(new BackendRegistry([miscalculating]), 'wrong');
    await steps.load();
    expect(await steps.multiply()).toEqual([
      [22, 28],
      [49, 65],
    ]);
  });

  describe.each(['onnx', 'wasm', 'cpu'])('on %s', (name) => {
    let steps: ProbeSteps;
    beforeAll(async () => {
      steps = probeSteps(appBackends(), name);
      await steps.load();
    });

    it('has the right product, and keeps no tensors', async () => {
      await expectNoLeaks(async () => {
        expect(await steps.multiply()).toEqual([
          [22, 28],
          [49, 64],
        ]);
      });
    });

    it('measures a speed', async () => {
      await expectNoLeaks(async () => {
        const { gflops, matrixSize } = await steps.measure();
        expect(Number.isFinite(gflops) && gflops > 0).toBe(true);
        expect(matrixSize).toBeGreaterThanOrEqual(64);
      });
    });
  });
});

describe('tryExecutionProviders', () => {
  it('has cpu everywhere, and nothing to try on a platform that has no other', async () => {
    const cpu = { name: 'cpu', usable: true, reason: null };
    expect(await tryExecutionProviders('linux arm64')).toEqual([cpu]);
  });

  it('tries the others by running a program', async () => {
    // DirectML is for Windows: elsewhere onnxruntime does not know it.
    const [, , directMl] = await tryExecutionProviders('win32 x64');
    expect(directMl?.name).toBe('dml');
    if (process.platform !== 'win32') expect(directMl?.reason).toContain('unsupported');
  });

  it.each([
    [
      'webgpu',
      'has none. webgpu: /src/onnxruntime/core/context.cc:136 ns::Initialize(const T&)::<lambda()> status == Success was false. Failed to get a WebGPU adapter: No supported adapters\n\n',
      'Failed to get a WebGPU adapter: No supported adapters',
    ],
    ['cuda', 'has none. cuda: Failed to load shared library', 'Failed to load shared library'],
  ])('gives the reason of %s without the place in the sources', (name, message, reason) => {
    expect(shortReason(name, message)).toBe(reason);
  });
});
