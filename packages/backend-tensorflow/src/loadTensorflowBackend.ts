// The public door: loads native TensorFlow where it can be had, without switching to it.
import { UnavailableError, ValueError } from '@dlqr/core/errors';
import * as tf from '@tensorflow/tfjs';
import { describeFailure, type LoadFailure, unavailable } from './loadFailure.ts';
import {
  type DeviceChoice,
  factsOf,
  type NativeFacts,
  type NativePackage,
  PACKAGES,
} from './nativePackage.ts';
import { supplyUtilFunctions } from './supplyUtilFunctions.ts';

/** What `loadTensorflowBackend` may be told. */
export interface TensorflowBackendOptions {
  /** Default `auto`: the GPU build first, then the CPU build. */
  readonly device?: DeviceChoice;
}

/** What was loaded. */
export interface TensorflowBackend {
  readonly packageName: NativePackage;
  /** Where TensorFlow computes: `gpu` only when it has itself found one that it can use. */
  readonly device: 'gpu' | 'cpu';
  /** Version of the npm package. */
  readonly version: string;
  /** Version of the TensorFlow library inside. */
  readonly tensorflowVersion: string;
  /** How it came to this choice, in one sentence. */
  readonly why: string;
}

/** Imports a package by name; tests put another in its place. */
export type ImportPackage = (packageName: NativePackage) => Promise<unknown>;

const NAME = 'tensorflow';

/** Below the 1 of cpu: having TensorFlow at hand does not make it the default. */
const PRIORITY = 0;

/**
 * Makes `tf.setBackend('tensorflow')` possible, on a GPU where TensorFlow finds one.
 *
 * It does not switch to it, nor does it make it the default: what has been running goes on. Both
 * packages are optional and large; where neither can be loaded, every other backend still works.
 * A process can hold one of them only: later calls answer with the one that is loaded.
 *
 * @throws {UnavailableError} when no package can be loaded for the device; the message names each
 *   one that was tried and its cause
 * @throws {ValueError} when the device is another word
 * @example
 * const { device, why } = await loadTensorflowBackend();
 * await tf.setBackend('tensorflow');
 * @see https://github.com/tensorflow/tfjs/tree/master/tfjs-node
 */
export async function loadTensorflowBackend(
  options: TensorflowBackendOptions = {},
): Promise<TensorflowBackend> {
  return loadWith((packageName) => import(packageName), options.device ?? 'auto');
}

/** Loads come one after the other: each looks at, and restores, the current backend. */
let lastLoad: Promise<unknown> = Promise.resolve();

export async function loadWith(
  importPackage: ImportPackage,
  device: DeviceChoice,
): Promise<TensorflowBackend> {
  if (!Object.hasOwn(PACKAGES, device)) {
    throw new ValueError(`device is "${device}"; expected auto, gpu or cpu`);
  }
  const load = lastLoad.then(() => loadNow(importPackage, device));
  lastLoad = load.catch(() => undefined);
  return load;
}

async function loadNow(
  importPackage: ImportPackage,
  device: DeviceChoice,
): Promise<TensorflowBackend> {
  const running = tf.findBackend(NAME);
  if (running !== null) return describe(factsOf(running), device, [], 'was loaded before');
  supplyUtilFunctions();
  const failures: LoadFailure[] = [];
  for (const packageName of PACKAGES[device]) {
    try {
      const backend = await importQuietly(importPackage, packageName);
      return describe(factsOf(backend), device, failures, 'could be loaded');
    } catch (cause) {
      failures.push({ packageName, cause });
    }
  }
  throw unavailable(device === 'auto' ? 'gpu or cpu' : device, failures);
}

/**
 * Imports a package, which registers its backend and switches to it at once, and takes the switch
 * back. What a failed import leaves behind is removed, else the next would warn of every kernel.
 */
async function importQuietly(
  importPackage: ImportPackage,
  packageName: NativePackage,
): Promise<tf.KernelBackend> {
  const current = tf.getBackend() as string | null | undefined;
  try {
    await importPackage(packageName);
    const backend = tf.findBackend(NAME) as tf.KernelBackend | null;
    if (backend === null) {
      throw new Error('belongs to another copy of TensorFlow.js than this program');
    }
    tf.removeBackend(NAME);
    tf.registerBackend(NAME, () => backend, PRIORITY);
    return backend;
  } catch (cause) {
    forget();
    throw cause;
  } finally {
    if (current) await tf.setBackend(current);
  }
}

function forget(): void {
  for (const { kernelName } of tf.getKernelsForBackend(NAME)) tf.unregisterKernel(kernelName, NAME);
  if (tf.findBackendFactory(NAME) !== null) tf.removeBackend(NAME);
}

function describe(
  { packageName, hasGpu, tensorflowVersion }: NativeFacts,
  device: DeviceChoice,
  failures: readonly LoadFailure[],
  how: string,
): TensorflowBackend {
  const found = hasGpu
    ? 'TensorFlow found a GPU'
    : packageName === '@tensorflow/tfjs-node-gpu'
      ? 'TensorFlow found no GPU that it can use (it needs an NVIDIA one with CUDA 11.2 and cuDNN 8.1)'
      : 'it is built for the CPU';
  if (device === 'gpu' && !hasGpu) {
    throw new UnavailableError(`${packageName} ${how}, but ${found}`, {
      hint: 'Ask for the device "auto" or "cpu", or install the CUDA libraries and start anew.',
    });
  }
  if (device === 'cpu' && hasGpu) {
    throw new UnavailableError(`${packageName} ${how}, and ${found}`, {
      hint: 'A process holds one of the two: to compute on the CPU, start anew with CUDA_VISIBLE_DEVICES=-1.',
    });
  }
  const others = failures.map((failure) => `; ${describeFailure(failure)}`).join('');
  return {
    packageName,
    device: hasGpu ? 'gpu' : 'cpu',
    version: tf.version.tfjs,
    tensorflowVersion,
    why: `${packageName} ${how}; ${found}${others}`,
  };
}
