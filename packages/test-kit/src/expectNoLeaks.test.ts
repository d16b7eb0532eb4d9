import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { expectNoLeaks } from './expectNoLeaks.ts';

describe('expectNoLeaks', () => {
  it('gives back what the body returns', async () => {
    const sum = () => tf.tidy(() => tf.tensor1d([1, 2]).sum().dataSync()[0]);
    expect(await expectNoLeaks(sum)).toBe(3);
    expect(await expectNoLeaks(async () => sum())).toBe(3);
  });

  it('fails when a tensor is left, or one too many is gone', async () => {
    const left: tf.Tensor[] = [];
    await expect(expectNoLeaks(() => void left.push(tf.scalar(1)))).rejects.toThrow('tensors');
    await expect(expectNoLeaks(() => tf.dispose(left))).rejects.toThrow('tensors');
  });
});
