// Kernels that have no lowering: the cpu backend's on computed values, counted.
import * as tf from '@tensorflow/tfjs';
import { TraceError, UnsupportedKernelError } from '../errors.ts';
import { type OnnxBackend, onnxBackend } from './onnxBackend.ts';

interface CpuBackend {
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: tf.BackendValues): tf.TensorInfo;
  readSync(dataId: object): tf.BackendValues;
  disposeData(dataId: object, force?: boolean): boolean;
  data: {
    get(dataId: object): { complexTensorInfos?: { real: tf.TensorInfo; imag: tf.TensorInfo } };
  };
}

const counts = new Map<string, number>();
let listener = (kernelName: string): void => {
  tf.backend_util.warn(
    `onnx: ${kernelName} runs on the cpu backend (said once; fallbackCounts() has the numbers)`,
  );
};

/**
 * How often each kernel ran on the cpu backend in this process because the engine has none.
 *
 * @example fallbackCounts() // { NonMaxSuppressionV3: 2 }
 */
export function fallbackCounts(): Readonly<Record<string, number>> {
  return Object.fromEntries(counts);
}

/** Sets who hears of the first fallback of each kernel from now on. */
export function onFirstFallback(heard: (kernelName: string) => void): void {
  listener = heard;
}

/** Runs a kernel on the cpu backend, and counts it. */
export function fallBack(
  kernelName: string,
  inputs: tf.NamedTensorInfoMap,
  attrs: tf.NamedAttrMap,
): tf.TensorInfo | tf.TensorInfo[] {
  const before = counts.get(kernelName) ?? 0;
  counts.set(kernelName, before + 1);
  if (before === 0) listener(kernelName);
  return runOnCpu(kernelName, inputs, attrs);
}

/**
 * Runs a kernel on the cpu backend: computes its inputs, copies them there and the results back.
 *
 * @throws {TraceError} within a recording, which has no values to give
 * @throws {UnsupportedKernelError} when the cpu backend has no such kernel
 */
export function runOnCpu(
  kernelName: string,
  inputs: tf.NamedTensorInfoMap,
  attrs: tf.NamedAttrMap,
): tf.TensorInfo | tf.TensorInfo[] {
  const backend = onnxBackend();
  if (backend.trace) {
    throw new TraceError(`a function given to jit uses ${kernelName}, which cannot be recorded`, {
      hint: 'Compute it outside of the function and pass the result in.',
    });
  }
  const kernel = tf.getKernel(kernelName, 'cpu');
  if (!kernel) {
    throw new UnsupportedKernelError(`neither onnx nor cpu has the kernel ${kernelName}`);
  }
  const cpu = quietCpuBackend();
  const onCpu: tf.TensorInfo[] = [];
  const toCpu = (info: tf.TensorInfo): tf.TensorInfo => {
    const copy = copyToCpu(cpu, backend, info);
    onCpu.push(copy);
    return Object.assign(copy, { rank: info.shape.length }); // some kernels ask for it
  };
  try {
    const results = kernel.kernelFunc({ inputs: copyInputs(inputs, toCpu), attrs, backend: cpu });
    onCpu.push(...[results].flat());
    const back = (info: tf.TensorInfo): tf.TensorInfo => copyFromCpu(cpu, backend, info);
    return Array.isArray(results) ? results.map(back) : back(results);
  } finally {
    for (const { dataId } of onCpu) cpu.disposeData(dataId);
  }
}

function copyToCpu(cpu: CpuBackend, backend: OnnxBackend, info: tf.TensorInfo): tf.TensorInfo {
  const { shape, dtype, dataId } = info;
  if (dtype !== 'complex64') return cpu.makeTensorInfo(shape, dtype, backend.readSync(dataId));
  const hostOnly = backend.hostOnlyOf(info);
  if (!hostOnly || !('real' in hostOnly)) throw new UnsupportedKernelError('not complex');
  const part = (of: tf.TensorInfo): tf.TensorInfo =>
    cpu.makeTensorInfo(shape, 'float32', backend.readSync(of.dataId));
  const complex = cpu.makeTensorInfo(shape, 'complex64', null as unknown as tf.BackendValues);
  cpu.data.get(complex.dataId).complexTensorInfos = {
    real: part(hostOnly.real),
    imag: part(hostOnly.imag),
  };
  return complex;
}

function copyFromCpu(cpu: CpuBackend, backend: OnnxBackend, info: tf.TensorInfo): tf.TensorInfo {
  const { shape, dtype, dataId } = info;
  const parts = cpu.data.get(dataId).complexTensorInfos;
  if (parts) {
    const part = ({ dataId: of }: tf.TensorInfo): tf.TensorInfo => ({
      dataId: backend.write(cpu.readSync(of), shape, 'float32'),
      shape,
      dtype: 'float32',
    });
    const complex = { real: part(parts.real), imag: part(parts.imag) };
    return backend.hostOnlyTensor(complex, shape, 'complex64');
  }
  return { dataId: backend.write(cpu.readSync(dataId), shape, dtype), shape, dtype };
}

/** The cpu backend without its banner, which would advise another package. */
function quietCpuBackend(): CpuBackend {
  const cpu: object = tf.findBackend('cpu');
  Reflect.set(cpu, 'firstUse', false);
  return cpu as CpuBackend;
}

/** Copies the tensors of a map, and of the lists that some kernels (Einsum, RaggedGather) take. */
function copyInputs(
  inputs: tf.NamedTensorInfoMap,
  copy: (info: tf.TensorInfo) => tf.TensorInfo,
): tf.NamedTensorInfoMap {
  const copied: tf.NamedTensorInfoMap = Array.isArray(inputs) ? Object([]) : {};
  for (const [name, info] of Object.entries(inputs)) {
    if (info === undefined || info === null) continue;
    copied[name] = Array.isArray(info) ? Object(info.map(copy)) : copy(info);
  }
  return copied;
}
