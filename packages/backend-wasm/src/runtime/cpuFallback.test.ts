import { expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it, vi } from 'vitest';
import { fallbackCounts, registerWasmBackend } from '../index.ts';
import { useBackend } from '../testing/compareBackends.ts';

const heard: string[] = [];

beforeAll(async () => {
  await registerWasmBackend({ onFallback: (kernelName) => heard.push(kernelName) });
  await useBackend('wasm');
});

it('computes on cpu, counts every time, and reports the first', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const outer = () =>
    tf.tidy(() => [
      ...tf.einsum('i,j->ij', tf.tensor1d([1, 2]), tf.tensor1d([3, 4, 5])).dataSync(),
    ]);
  expect(fallbackCounts()).toEqual({});
  expect(outer()).toEqual([3, 4, 5, 6, 8, 10]);
  expect(outer()).toEqual([3, 4, 5, 6, 8, 10]);
  expect(fallbackCounts()).toEqual({ Einsum: 2 });
  expect(heard).toEqual(['Einsum']);
  expect(warn).not.toHaveBeenCalled(); // nor does cpu advertise another package
  warn.mockRestore();
});

it('hands over lists of tensors, several results, and attributes', () => {
  const { outputNestedSplits, outputDenseValues } = tf.raggedGather(
    [tf.tensor1d([0, 2, 3, 3], 'int32')],
    tf.tensor1d([7, 8, 9]),
    tf.tensor1d([1, 0], 'int32'),
    1,
  );
  expect([...(outputNestedSplits[0] as tf.Tensor).dataSync()]).toEqual([0, 1, 3]);
  expect([...outputDenseValues.dataSync()]).toEqual([9, 7, 8]);
});

it('computes dilations of negative numbers, forward and backward', () => {
  const x = tf.tensor4d([-3, -1, -4, -2], [1, 2, 2, 1]);
  const filter = tf.tensor3d([-9, -8, -9, -9], [2, 2, 1]);
  const dilate = (a: tf.Tensor, w: tf.Tensor): tf.Tensor =>
    tf.dilation2d(a as tf.Tensor4D, w as tf.Tensor3D, 1, 'valid');
  expect([...dilate(x, filter).dataSync()]).toEqual([-9]); // -1 - 8
  const [byImage, byFilter] = tf.grads(dilate)([x, filter]) as [tf.Tensor, tf.Tensor];
  expect([...byImage.dataSync()]).toEqual([0, 1, 0, 0]);
  expect([...byFilter.dataSync()]).toEqual([0, 1, 0, 0]);
});

it('leaves nothing on either backend', async () => {
  const cpu = tf.findBackend('cpu');
  const wasm = tf.backend();
  const before = [cpu.numDataIds(), wasm.numDataIds()];
  await expectNoLeaks(() =>
    tf.tidy(() => {
      tf.einsum('ij,jk->ik', tf.ones([2, 3]), tf.ones([3, 2]));
    }),
  );
  expect([cpu.numDataIds(), wasm.numDataIds()]).toEqual(before);
});

it('leaves nothing when the kernel refuses its input', () => {
  const cpu = tf.findBackend('cpu');
  const before = cpu.numDataIds();
  expect(() => tf.einsum('ij,jk->ik', tf.ones([2, 3]), tf.ones([4, 2]))).toThrow();
  expect(cpu.numDataIds()).toBe(before);
});
