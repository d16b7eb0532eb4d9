// Kernels that are too rare to be written for wasm: the cpu backend's on copied values, counted.
import {
  findBackend,
  getKernel,
  type KernelFunc,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from '@tensorflow/tfjs';
import { toKernelFunc } from './wasmKernel.ts';

type Values = Float32Array | Int32Array | Uint8Array | Uint8Array[];

/** What is asked of the cpu backend here; it has much more. */
interface CpuBackend {
  makeTensorInfo(shape: number[], dtype: TensorInfo['dtype'], values: Values): TensorInfo;
  readSync(dataId: object): Values;
  disposeData(dataId: object): boolean;
}

const counts = new Map<string, number>();
let listener: (kernelName: string) => void = () => {};

/**
 * How often each kernel ran on the cpu backend, in this process, because wasm has no right one.
 *
 * @example fallbackCounts() // { Einsum: 12 }
 */
export function fallbackCounts(): Readonly<Record<string, number>> {
  return Object.fromEntries(counts);
}

/** Sets who hears of the first fallback of each kernel from now on. */
export function onFirstFallback(heard: (kernelName: string) => void): void {
  listener = heard;
}

/** A kernel that copies its inputs to the cpu backend, runs there, and copies the results back. */
export function cpuFallback(kernelName: string): KernelFunc {
  return toKernelFunc<NamedTensorInfoMap, NamedAttrMap>(({ inputs, attrs, backend }) => {
    count(kernelName);
    const cpu = quietCpuBackend();
    const onCpu: TensorInfo[] = [];
    const toCpu = ({ dataId, shape, dtype }: TensorInfo): TensorInfo => {
      const copy = cpu.makeTensorInfo(shape, dtype, backend.readSync(dataId) as Values);
      onCpu.push(copy);
      return Object.assign(copy, { rank: shape.length }); // Dilation2DBackprop… asks for it
    };
    const fromCpu = ({ dataId, shape, dtype }: TensorInfo): TensorInfo =>
      backend.makeOutput(shape, dtype, undefined, cpu.readSync(dataId));
    try {
      const results = getKernel(kernelName, 'cpu').kernelFunc({
        inputs: copyInputs(inputs, toCpu),
        attrs,
        backend: cpu,
      });
      onCpu.push(...[results].flat());
      return Array.isArray(results) ? results.map(fromCpu) : fromCpu(results);
    } finally {
      for (const { dataId } of onCpu) cpu.disposeData(dataId);
    }
  });
}

function count(kernelName: string): void {
  const before = counts.get(kernelName) ?? 0;
  counts.set(kernelName, before + 1);
  if (before === 0) listener(kernelName);
}

/** The cpu backend without its banner, which would advise another package. */
function quietCpuBackend(): CpuBackend {
  const cpu: object = findBackend('cpu');
  Reflect.set(cpu, 'firstUse', false);
  return cpu as CpuBackend;
}

/** Copies the tensors of a map, and of the lists that some kernels (Einsum, RaggedGather) take. */
function copyInputs(
  inputs: NamedTensorInfoMap,
  copy: (info: TensorInfo) => TensorInfo,
): NamedTensorInfoMap {
  const copied: NamedTensorInfoMap = Array.isArray(inputs) ? Object([]) : {};
  for (const [name, info] of Object.entries(inputs)) {
    if (info === undefined || info === null) continue;
    copied[name] = Array.isArray(info) ? Object(info.map(copy)) : copy(info);
  }
  return copied;
}
