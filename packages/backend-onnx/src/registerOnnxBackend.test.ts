import { UnavailableError, ValueError } from '@dlqr/core/errors';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { onnxBackend, registerOnnxBackend, sessionCounts } from './index.ts';

describe('registerOnnxBackend', () => {
  it('was called by the import, without becoming the default', async () => {
    await tf.ready();
    expect(tf.findBackendFactory('onnx')).toBeDefined();
    expect(tf.getBackend()).toBe('cpu');
  });

  it.each([
    [{ numThreads: 0 }, /numThreads is 0; expected a whole number from 1 to 1024/],
    [{ numThreads: 1.5 }, /numThreads is 1.5/],
    [{ maxSessions: 0 }, /maxSessions is 0/],
  ])('refuses %o', (options, message) => {
    expect(() => registerOnnxBackend(options)).toThrow(ValueError);
    expect(() => registerOnnxBackend(options)).toThrow(message);
  });

  it('refuses a provider that is not there, unless the processor may stand in', () => {
    expect(() => registerOnnxBackend({ executionProviders: ['nonsense'] })).toThrow(
      UnavailableError,
    );
    expect(() => registerOnnxBackend({ executionProviders: ['nonsense', 'cpu'] })).not.toThrow();
  });

  it('keeps no more graphs than it is told to', async () => {
    registerOnnxBackend({ numThreads: 1, maxSessions: 3 });
    await tf.setBackend('onnx');
    const before = sessionCounts();
    for (let size = 1; size <= 8; size++) tf.exp(tf.ones([size])).dataSync();
    expect(sessionCounts().made - before.made).toBe(8);
    expect(sessionCounts().alive - before.alive).toBe(3);
  });

  it('computes the same with threads that sleep while they wait', async () => {
    const sums = [];
    for (const spinning of [true, false]) {
      registerOnnxBackend({ numThreads: 2, spinning });
      await tf.setBackend('onnx');
      const x = tf.randomNormal([300, 300], 0, 1, 'float32', 5);
      sums.push(Array.from(tf.matMul(x, x).dataSync()));
    }
    expect(sums[1]).toEqual(sums[0]);
  });

  it('tells a registry what it is', async () => {
    const { device, version, detail } = await onnxBackend.register();
    expect(device).toBe('cpu');
    expect(detail).toBe(
      `onnxruntime ${version} on ${(await import('node:os')).availableParallelism()} threads`,
    );
  });
});
