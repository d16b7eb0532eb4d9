// Puts kernels into the registry of TensorFlow.js, once.
import {
  getKernel,
  type KernelConfig,
  type KernelFunc,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs';
import type { KernelDefinition } from './wasmKernel.ts';

/** Marks a kernel as ours, whichever copy of this package made it. */
const MARK = Symbol.for('dlqr.backend-wasm.kernel');

/**
 * Adds or replaces kernels of the wasm backend. What is already ours stays as it is.
 *
 * A replaced kernel keeps the set-up of the stock one, which it may still call.
 */
export function installKernels(table: Readonly<Record<string, KernelDefinition>>): void {
  for (const [kernelName, { build }] of Object.entries(table)) {
    const stock: KernelConfig | null = getKernel(kernelName, 'wasm') ?? null;
    if (stock !== null && MARK in stock.kernelFunc) continue;
    if (stock !== null) unregisterKernel(kernelName, 'wasm');
    const kernelFunc = build(stock?.kernelFunc ?? refuse(kernelName));
    Object.defineProperty(kernelFunc, MARK, { value: true });
    registerKernel({ ...stock, kernelName, backendName: 'wasm', kernelFunc });
  }
}

/** Stands for a stock kernel that wasm has not: nothing that is marked as missing calls it. */
function refuse(kernelName: string): KernelFunc {
  return () => {
    throw new Error(`wasm has no ${kernelName} of its own`);
  };
}
