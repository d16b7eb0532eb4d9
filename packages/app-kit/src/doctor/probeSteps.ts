// What the doctor tries on one backend, step by step, in a process of its own.
import type { BackendRegistry, ChosenBackend } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';
import { measureSpeed, type Speed } from './measureSpeed.ts';
import { type ProviderCheck, tryExecutionProviders } from './tryExecutionProviders.ts';

/** A backend that has been switched to. */
export type LoadedBackend = Pick<ChosenBackend, 'name' | 'device' | 'version' | 'detail' | 'why'>;

/** What each step finds out. */
export interface ProbeResults {
  readonly load: LoadedBackend;
  readonly multiply: number[][];
  readonly measure: Speed;
  readonly tryProviders: ProviderCheck[];
}

/** A step: the later ones need `load` before them. */
export type ProbeStep = keyof ProbeResults;

/** The steps as functions. */
export type ProbeSteps = { readonly [Step in ProbeStep]: () => Promise<ProbeResults[Step]> };

const BUDGET_MS = 400;

/**
 * The steps on one backend.
 *
 * @param name that of a backend, or `auto`
 */
export function probeSteps(registry: BackendRegistry, name: string): ProbeSteps {
  return {
    load: async () => {
      const { device, version, detail, why, name: chosen } = await registry.choose(name);
      return { name: chosen, device, version, detail, why };
    },
    multiply: async () => multiplySmall(),
    measure: async () => measureProducts(),
    tryProviders: tryExecutionProviders,
  };
}

/** The product of a 2x3 and a 3x2 matrix, computed by the current backend. */
function multiplySmall(): number[][] {
  return tf.tidy(() => {
    const left = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    const right = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
    return tf.matMul(left, right).as2D(2, 2).arraySync();
  });
}

/** Products of large matrices of ones; reading one number waits until all are computed. */
function measureProducts(): Speed {
  let ones: tf.Tensor2D = tf.ones([1, 1]);
  try {
    return measureSpeed((size) => {
      if (ones.shape[0] !== size) {
        ones.dispose();
        ones = tf.ones([size, size]);
      }
      tf.tidy(() =>
        tf
          .matMul(ones, ones)
          .slice([size - 1, size - 1], [1, 1])
          .dataSync(),
      );
    }, BUDGET_MS);
  } finally {
    ones.dispose();
  }
}
