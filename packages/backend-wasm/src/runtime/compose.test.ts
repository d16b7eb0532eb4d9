import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../testing/compareBackends.ts';
import { compose } from './compose.ts';
import { heapView } from './heap.ts';

let backend: BackendWasm;

beforeAll(async () => {
  await useBackend('wasm');
  backend = tf.backend() as BackendWasm;
});

describe('compose', () => {
  it('frees all but the result', () => {
    const a = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    const before = backend.numDataIds();
    const result = compose(backend, (ops) =>
      ops.view(ops.add(ops.multiply(a, a), ops.transpose(a, [1, 0])), [4]),
    );
    expect(result.shape).toEqual([4]);
    expect([...heapView(backend, result)]).toEqual([2, 7, 11, 20]);
    expect(backend.numDataIds()).toBe(before + 1);
    backend.disposeData(result.dataId);
    expect(backend.numDataIds()).toBe(before);
  });

  it('makes the caller a second owner of an input that it gives back', () => {
    const a = tf.tensor1d([1, 2]);
    const result = compose(backend, (ops) => ops.view(a, [2, 1]));
    a.dispose();
    expect([...heapView(backend, result)]).toEqual([1, 2]);
    expect(backend.disposeData(result.dataId)).toBe(true);
  });

  it('frees everything when it fails', () => {
    const before = backend.numDataIds();
    expect(() =>
      compose(backend, (ops) => {
        ops.scalar(1);
        throw new Error('half way');
      }),
    ).toThrow('half way');
    expect(backend.numDataIds()).toBe(before);
  });
});
