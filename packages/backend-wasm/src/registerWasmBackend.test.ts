import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { expect, it, vi } from 'vitest';
import { registerWasmBackend, wasmBackend } from './index.ts';

// One process, in this order: nothing is registered at first.

it('says which file is missing, and can be called again', async () => {
  const wasmDirectory = await temporaryDirectory();
  const error = await registerWasmBackend({ wasmDirectory }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    code: 'DLQR_UNAVAILABLE',
    message: `the wasm backend's file ${join(wasmDirectory, 'tfjs-backend-wasm.wasm')} is missing`,
    hint: 'Install it again: npm install @dlqr/backend-wasm',
  });
  expect(tf.findBackendFactory('wasm')).toBeNull();
});

it('becomes available without a network, leaving the current backend and the process alone', async () => {
  const fetch = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'));
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const listeners = () => [
    process.listenerCount('uncaughtException'),
    process.listenerCount('unhandledRejection'),
  ];
  const before = listeners();
  const [first, second] = await Promise.all([registerWasmBackend(), registerWasmBackend()]);
  expect(first).toEqual({ hasSimd: true, version: '4.22.0' });
  expect(second).toEqual(first);
  expect(listeners()).toEqual(before);
  expect(warn).not.toHaveBeenCalled(); // of kernels that are registered twice
  warn.mockRestore();
  const factory = tf.findBackendFactory('wasm');
  await registerWasmBackend();
  expect(tf.findBackendFactory('wasm')).toBe(factory); // not started a second time
  expect(tf.add(1, 2).dataSync()[0]).toBe(3); // no await of tf.ready(): cpu is still the default
  expect(tf.getBackend()).toBe('cpu');
  expect(fetch).not.toHaveBeenCalled();
  fetch.mockRestore();
});

it('is then a matter of tf.setBackend', async () => {
  expect(await tf.setBackend('wasm')).toBe(true);
  expect(tf.getBackend()).toBe('wasm');
  const gradient = tf.grad((x) => tf.conv2d(x as tf.Tensor4D, tf.ones([2, 2, 1, 1]), 1, 'valid'));
  expect([...gradient(tf.ones([1, 2, 2, 1])).dataSync()]).toEqual([1, 1, 1, 1]);
});

it('keeps the running instance, and warns of nothing', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const running = tf.backend();
  const kernel = tf.getKernel('BatchMatMul', 'wasm');
  await registerWasmBackend({ wasmDirectory: '/nowhere' });
  expect(tf.backend()).toBe(running);
  expect(tf.getKernel('BatchMatMul', 'wasm')).toBe(kernel);
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

it('tells a registry what it is', async () => {
  expect(wasmBackend.name).toBe('wasm');
  expect(wasmBackend.packageName).toBe('@dlqr/backend-wasm');
  expect(wasmBackend.installLine).toBe('npm install @dlqr/backend-wasm @tensorflow/tfjs');
  expect(await wasmBackend.register()).toEqual({
    device: 'cpu',
    version: '4.22.0',
    detail: 'WebAssembly with SIMD, one thread',
  });
});

it('starts anew after it was removed, and refuses damaged files', async () => {
  tf.removeBackend('wasm');
  await registerWasmBackend();
  expect(await tf.setBackend('wasm')).toBe(true);
  expect(tf.matMul(tf.ones([1, 2]), tf.ones([2, 1])).dataSync()[0]).toBe(2);

  tf.removeBackend('wasm');
  const wasmDirectory = await temporaryDirectory();
  for (const name of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) {
    await writeFile(join(wasmDirectory, name), 'not WebAssembly');
  }
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {}); // the loader's own
  await expect(registerWasmBackend({ wasmDirectory })).rejects.toMatchObject({
    code: 'DLQR_UNAVAILABLE',
    message: expect.stringContaining('the wasm backend does not start'),
  });
  warn.mockRestore();
});
