// Builds one kernel out of others: calls them by name and frees whatever they made on the way.
import { getKernel, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { heapFilled } from './heap.ts';

/** Four edges of an image, in pixels; a negative number cuts off. */
export interface Edges {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** What kernels take: one tensor a name, or a plain list (`Concat`). */
export type KernelInputs = Readonly<Record<string, TensorInfo>> | readonly TensorInfo[];

/**
 * Runs a composition and gives its result to the caller; everything else that was made inside it
 * is freed, also when it throws.
 *
 * @example
 * compose(backend, (ops) => ops.transpose(ops.multiply(a, b), [1, 0]));
 */
export function compose(backend: BackendWasm, build: (ops: WasmOps) => TensorInfo): TensorInfo {
  const ops = new WasmOps(backend);
  try {
    return ops.release(build(ops));
  } finally {
    ops.freeAll();
  }
}

/** The kernels that compositions are made of, as calls that read like arithmetic. */
export class WasmOps {
  readonly backend: BackendWasm;
  #owned: TensorInfo[] = [];

  constructor(backend: BackendWasm) {
    this.backend = backend;
  }

  /** Calls any wasm kernel that gives one tensor. */
  run(kernelName: string, inputs: KernelInputs, attrs: object = {}): TensorInfo {
    const made = getKernel(kernelName, 'wasm').kernelFunc({
      inputs: inputs as Record<string, TensorInfo>,
      attrs: attrs as NamedAttrMap,
      backend: this.backend,
    });
    return this.own(Array.isArray(made) ? (made[0] as TensorInfo) : made);
  }

  /** Takes over a tensor, to be freed with the rest. */
  own(info: TensorInfo): TensorInfo {
    this.#owned.push(info);
    return info;
  }

  /** The same numbers under another shape; costs nothing. */
  view(x: TensorInfo, shape: number[]): TensorInfo {
    return { dataId: x.dataId, dtype: x.dtype, shape };
  }

  /** One number; for integers its whole part. */
  scalar(value: number, dtype: TensorInfo['dtype'] = 'float32'): TensorInfo {
    return this.own(heapFilled(this.backend, [], dtype, value));
  }

  add(a: TensorInfo, b: TensorInfo): TensorInfo {
    return this.run('Add', { a, b });
  }

  multiply(a: TensorInfo, b: TensorInfo): TensorInfo {
    return this.run('Multiply', { a, b });
  }

  matMul(a: TensorInfo, b: TensorInfo): TensorInfo {
    return this.run('BatchMatMul', { a, b }, { transposeA: false, transposeB: false });
  }

  transpose(x: TensorInfo, perm: number[]): TensorInfo {
    return this.run('Transpose', { x }, { perm });
  }

  sum(x: TensorInfo, axis: number[]): TensorInfo {
    return this.run('Sum', { x }, { axis, keepDims: false });
  }

  slice(x: TensorInfo, begin: number[], size: number[]): TensorInfo {
    return this.run('Slice', { x }, { begin, size });
  }

  pad(x: TensorInfo, paddings: [number, number][]): TensorInfo {
    if (paddings.every(([before, after]) => before === 0 && after === 0)) return x;
    return this.run('PadV2', { x }, { paddings, constantValue: 0 });
  }

  concat(parts: readonly TensorInfo[], axis: number): TensorInfo {
    return this.run('Concat', parts, { axis });
  }

  /** Hands a tensor out: it will not be freed. */
  release(info: TensorInfo): TensorInfo {
    const index = this.#owned.findIndex((owned) => owned.dataId === info.dataId);
    if (index >= 0) this.#owned.splice(index, 1);
    else this.backend.incRef(info.dataId); // a view of an input: now there are two owners
    return info;
  }

  freeAll(): void {
    for (const info of this.#owned) this.backend.disposeData(info.dataId);
    this.#owned = [];
  }
}
