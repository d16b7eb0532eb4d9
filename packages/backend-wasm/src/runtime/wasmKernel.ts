// What a kernel of this package is to TypeScript, and how it gets into the table of TensorFlow.js.
import type { KernelFunc, NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** The tensors that a kernel takes, by name. */
export type Tensors<Names extends string> = Readonly<Record<Names, TensorInfo>>;

/** What TensorFlow.js hands to a kernel. */
export interface KernelCall<Inputs, Attributes> {
  readonly inputs: Inputs;
  readonly attrs: Attributes;
  readonly backend: BackendWasm;
}

/** One computation on the wasm heap; what it returns belongs to the caller. */
export type WasmKernel<Inputs, Attributes> = (
  call: KernelCall<Inputs, Attributes>,
) => TensorInfo | TensorInfo[];

/**
 * Why a kernel is here: wasm has `missing` it, its own gives `wrong` numbers or breaks the heap
 * for some inputs, or its own is `slow` by a factor that decides how long training takes.
 */
export type KernelReason = 'missing' | 'wrong' | 'slow';

/** A kernel to add or to put in place of wasm's own. */
export interface KernelDefinition {
  readonly reason: KernelReason;
  /** What was the matter, in one sentence for the documentation. */
  readonly note: string;
  /** Makes the kernel; `stock` is the one that it replaces. */
  readonly build: (stock: KernelFunc) => KernelFunc;
}

/** Gives a typed kernel the loose type of the registry, which knows no kernel by its attributes. */
export function toKernelFunc<Inputs, Attributes>(
  kernel: WasmKernel<Inputs, Attributes>,
): KernelFunc {
  return ({ inputs, attrs, backend }) =>
    kernel({
      inputs: inputs as Inputs,
      attrs: (attrs ?? {}) as Attributes,
      backend: backend as BackendWasm,
    });
}

/** The kernel that is being replaced, with the types of its replacement. */
export function fromKernelFunc<Inputs, Attributes>(
  stock: KernelFunc,
): WasmKernel<Inputs, Attributes> {
  return ({ inputs, attrs, backend }) =>
    stock({
      inputs: inputs as NamedTensorInfoMap,
      attrs: attrs as NamedAttrMap,
      backend,
    });
}
