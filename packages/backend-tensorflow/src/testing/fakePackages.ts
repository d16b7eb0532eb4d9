// Stands for the two native packages, with the same side effects at import.
import * as tf from '@tensorflow/tfjs';
import { onTestFinished } from 'vitest';
import type { ImportPackage } from '../loadTensorflowBackend.ts';
import type { NativePackage } from '../nativePackage.ts';

class FakeNativeBackend extends tf.KernelBackend {
  readonly isGPUPackage: boolean;
  readonly isUsingGpuDevice: boolean;
  readonly binding = { TF_Version: '2.9.1' };
  readonly #values = new Map<object, tf.backend_util.BackendValues>();

  constructor(packageName: NativePackage, hasGpu: boolean) {
    super();
    this.isGPUPackage = packageName === '@tensorflow/tfjs-node-gpu';
    this.isUsingGpuDevice = hasGpu;
  }

  override write(values: tf.backend_util.BackendValues): object {
    const dataId = {};
    this.#values.set(dataId, values);
    return dataId;
  }

  override readSync(dataId: object): tf.backend_util.BackendValues {
    return this.#values.get(dataId) as tf.backend_util.BackendValues;
  }

  override dispose(): void {} // as in the real one
}

/** What happens when a package is imported. */
export type Outcome = 'gpu' | 'cpu' | 'absent' | 'no binary' | 'damaged' | 'other tfjs';

/** Importers with the given outcomes, the names that were imported, and a clean end of the test. */
export function fakePackages(outcomes: Record<'gpuPackage' | 'cpuPackage', Outcome>): {
  readonly importPackage: ImportPackage;
  readonly imported: string[];
} {
  onTestFinished(() => {
    if (tf.findBackendFactory('tensorflow') !== null) tf.removeBackend('tensorflow');
    unregisterKernels();
  });
  const imported: string[] = [];
  const importPackage = async (packageName: NativePackage): Promise<unknown> => {
    imported.push(packageName);
    await null; // as an import does
    const isGpuPackage = packageName === '@tensorflow/tfjs-node-gpu';
    const outcome = isGpuPackage ? outcomes.gpuPackage : outcomes.cpuPackage;
    if (outcome === 'absent') throw missing(packageName);
    if (outcome === 'other tfjs') return {};
    registerKernels();
    if (outcome === 'no binary') throw withoutBinary(packageName);
    if (outcome === 'damaged') throw damaged();
    const backend = new FakeNativeBackend(packageName, outcome === 'gpu');
    tf.registerBackend('tensorflow', () => backend, 3);
    tf.setBackend('tensorflow');
    return {};
  };
  return { importPackage, imported };
}

/** The packages register their kernels before they look for their binary. */
function registerKernels(): void {
  for (const kernelName of ['Add', 'Conv2D']) {
    tf.registerKernel({ kernelName, backendName: 'tensorflow', kernelFunc: () => [] });
  }
}

function unregisterKernels(): void {
  for (const { kernelName } of tf.getKernelsForBackend('tensorflow')) {
    tf.unregisterKernel(kernelName, 'tensorflow');
  }
}

function missing(packageName: string): Error {
  const error = new Error(`Cannot find package '${packageName}' imported from /app/index.js`);
  return Object.assign(error, { code: 'ERR_MODULE_NOT_FOUND' });
}

/** The text of tfjs-node 4.22.0. */
function withoutBinary(packageName: string): Error {
  return new Error(
    `The Node.js native addon module (tfjs_binding.node) can not be found at path: /app/node_modules/${packageName}/lib/napi-v8/tfjs_binding.node. \nPlease run command 'npm rebuild @tensorflow/tfjs-node --build-addon-from-source' to rebuild the native addon module.`,
  );
}

function damaged(): Error {
  const error = new Error('/app/tfjs_binding.node: invalid ELF header');
  return Object.assign(error, { code: 'ERR_DLOPEN_FAILED' });
}
