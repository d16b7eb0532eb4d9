// Makes every kernel of the cpu backend one of onnx: recorded where it has a lowering.
import * as tf from '@tensorflow/tfjs';
import { sizeOf, underKernel, type Value } from '../graph/value.ts';
import { kernelTable } from '../kernels/kernelTable.ts';
import type { Inputs, Lowering } from '../kernels/lowering.ts';
import { fallBack, runOnCpu } from './cpuFallback.ts';
import { hostKernels } from './hostKernels.ts';
import { BACKEND_NAME, onnxBackend } from './onnxBackend.ts';

export function registerKernels(): void {
  const names = new Set([
    ...tf.getKernelsForBackend('cpu').map(({ kernelName }) => kernelName),
    ...Object.keys(kernelTable),
    ...Object.keys(hostKernels),
  ]);
  for (const kernelName of names) {
    const kernelFunc = (hostKernels[kernelName] ?? recorded(kernelName)) as tf.KernelFunc;
    tf.registerKernel({ kernelName, backendName: BACKEND_NAME, kernelFunc });
  }
}

type KernelCall = { readonly inputs: tf.NamedTensorInfoMap; readonly attrs?: tf.NamedAttrMap };

function recorded(kernelName: string): (call: KernelCall) => tf.TensorInfo | tf.TensorInfo[] {
  const lowering = kernelTable[kernelName];
  return ({ inputs, attrs = {} }) => {
    if (!lowering || !areNumbers(inputs)) return fallBack(kernelName, inputs, attrs);
    if (isEmpty(inputs)) return runOnCpu(kernelName, inputs, attrs);
    return record(kernelName, lowering, inputs, attrs) ?? fallBack(kernelName, inputs, attrs);
  };
}

function record(
  kernelName: string,
  lowering: Lowering,
  inputs: tf.NamedTensorInfoMap,
  attrs: tf.NamedAttrMap,
): tf.TensorInfo | tf.TensorInfo[] | null {
  const backend = onnxBackend();
  const values: Record<string, Value> = {};
  for (const [name, info] of Object.entries(inputs)) {
    if (info) values[name] = backend.valueFor(info);
  }
  const result = underKernel(kernelName, () => lowering(values as Inputs, attrs));
  if (result === null) return null;
  const toTensor = (value: Value): tf.TensorInfo => backend.tensorOf(value);
  const tensors = Array.isArray(result) ? result.map(toTensor) : toTensor(result as Value);
  backend.countNodes(1);
  return tensors;
}

/** Whether all inputs are float32, int32 or bool. */
function areNumbers(inputs: tf.NamedTensorInfoMap): boolean {
  return Object.values(inputs).every(
    (info) =>
      !info || (!Array.isArray(info) && info.dtype !== 'string' && info.dtype !== 'complex64'),
  );
}

function isEmpty(inputs: tf.NamedTensorInfoMap): boolean {
  return Object.values(inputs).some((info) => info && sizeOf(info.shape) === 0);
}
