// The two packages that bring native TensorFlow, and what their backend tells about itself.
import type { KernelBackend } from '@tensorflow/tfjs';

export type NativePackage = '@tensorflow/tfjs-node-gpu' | '@tensorflow/tfjs-node';

/** Where the computing is to happen; `auto` takes the GPU where there is one. */
export type DeviceChoice = 'auto' | 'gpu' | 'cpu';

/** The packages that can serve a device, best first. */
export const PACKAGES: Readonly<Record<DeviceChoice, readonly NativePackage[]>> = {
  auto: ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'],
  gpu: ['@tensorflow/tfjs-node-gpu'],
  cpu: ['@tensorflow/tfjs-node'],
};

/** What is known of the packages' backend beyond the general contract. */
interface NativeBackend {
  /** Whether the package is the one built with CUDA. */
  readonly isGPUPackage: boolean;
  /** Whether TensorFlow itself has found a GPU that it can use. */
  readonly isUsingGpuDevice: boolean;
  readonly binding: { readonly TF_Version: string };
}

/** The facts that decide. */
export interface NativeFacts {
  readonly packageName: NativePackage;
  readonly hasGpu: boolean;
  readonly tensorflowVersion: string;
}

export function factsOf(backend: KernelBackend): NativeFacts {
  const native = backend as object as Partial<NativeBackend>;
  return {
    packageName: native.isGPUPackage ? '@tensorflow/tfjs-node-gpu' : '@tensorflow/tfjs-node',
    hasGpu: native.isUsingGpuDevice === true,
    tensorflowVersion: native.binding?.TF_Version ?? 'unknown',
  };
}
