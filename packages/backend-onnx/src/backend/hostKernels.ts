// Kernels that move references instead of numbers, of any dtype; they are never recorded.
import * as tf from '@tensorflow/tfjs';
import { view as sameArray } from '../graph/ops.ts';
import { underKernel } from '../graph/value.ts';
import { type OnnxBackend, onnxBackend } from './onnxBackend.ts';

type HostKernel = (call: {
  readonly inputs: tf.NamedTensorInfoMap;
  readonly attrs?: tf.NamedAttrMap;
}) => tf.TensorInfo | tf.TensorInfo[];

/** The same numbers under another shape. */
function view(backend: OnnxBackend, info: tf.TensorInfo, shape: number[]): tf.TensorInfo {
  const hostOnly = backend.hostOnlyOf(info);
  if (!hostOnly) {
    const value = underKernel('Reshape', () => sameArray(backend.valueFor(info), shape));
    return backend.asView(backend.tensorOf(value));
  }
  if ('strings' in hostOnly) {
    return backend.asView(backend.hostOnlyTensor(hostOnly, shape, info.dtype));
  }
  const parts = {
    real: view(backend, hostOnly.real, shape),
    imag: view(backend, hostOnly.imag, shape),
  };
  return backend.asView(backend.hostOnlyTensor(parts, shape, info.dtype));
}

export const hostKernels: Readonly<Record<string, HostKernel>> = {
  Identity: ({ inputs }) => {
    const backend = onnxBackend();
    const { dataId, shape, dtype } = inputs.x as tf.TensorInfo;
    if (backend.entryOf(dataId).value?.home) return view(backend, { dataId, shape, dtype }, shape);
    // The gradients of TensorFlow.js read clones that are disposed of already (logSigmoid): their
    // numbers must be there as long as the original is.
    backend.incRef(dataId);
    return { dataId, shape, dtype };
  },
  Reshape: ({ inputs, attrs }) => {
    const x = inputs.x as tf.TensorInfo;
    const size = tf.util.sizeFromShape(x.shape);
    const shape = tf.util.inferFromImplicitShape(attrs?.shape as number[], size);
    const newSize = tf.util.sizeFromShape(shape);
    tf.util.assert(
      size === newSize,
      () =>
        `The new shape (${shape}) has ${newSize} elements and the old shape (${x.shape}) has ${size} elements. The new shape and old shape must have the same number of elements.`,
    );
    return view(onnxBackend(), x, shape);
  },
  ExpandDims: ({ inputs, attrs }) => {
    const input = inputs.input as tf.TensorInfo;
    const shape = [...input.shape];
    const dim = attrs?.dim as number;
    tf.util.assert(
      -(shape.length + 1) <= dim && dim <= shape.length,
      () => `Axis must be in the interval [${-(shape.length + 1)}, ${shape.length}]`,
    );
    shape.splice(dim < 0 ? shape.length + dim + 1 : dim, 0, 1);
    return view(onnxBackend(), input, shape);
  },
  Complex: ({ inputs }) => {
    const backend = onnxBackend();
    const { real, imag } = inputs as { real: tf.TensorInfo; imag: tf.TensorInfo };
    const parts = {
      real: view(backend, real, real.shape),
      imag: view(backend, imag, imag.shape),
    };
    return backend.hostOnlyTensor(parts, real.shape, 'complex64');
  },
  Real: ({ inputs }) => partOf(inputs.input as tf.TensorInfo, 'real'),
  Imag: ({ inputs }) => partOf(inputs.input as tf.TensorInfo, 'imag'),
};

function partOf(input: tf.TensorInfo, part: 'real' | 'imag'): tf.TensorInfo {
  const backend = onnxBackend();
  const hostOnly = backend.hostOnlyOf(input);
  if (hostOnly && 'real' in hostOnly) return view(backend, hostOnly[part], input.shape);
  return view(backend, input, input.shape);
}
