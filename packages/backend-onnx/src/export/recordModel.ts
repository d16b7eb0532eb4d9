// Records what a model predicts, as a graph; nothing is computed.
import * as tf from '@tensorflow/tfjs';
import { type OnnxBackend, onnxBackend } from '../backend/onnxBackend.ts';
import { TraceError, UnsupportedKernelError } from '../errors.ts';
import type { Program } from '../graph/program.ts';
import { constant, type Dtype, type HostData, placeholder, type Value } from '../graph/value.ts';

/**
 * What the model predicts for inputs of the given shapes; the inputs and outputs of the program are
 * the model's, in its order. The backend must be onnx.
 *
 * @throws {UnsupportedKernelError} when the model does what a recording cannot repeat
 * @throws {TraceError} within another recording
 */
export function recordModel(
  model: tf.LayersModel,
  shapes: readonly (readonly number[])[],
): Program {
  const backend = onnxBackend();
  if (backend.trace) throw new TraceError('a model is exported within a function given to jit');
  // brings the weights here, from wherever they are, before what is written counts as a constant
  for (const weight of model.weights) backend.entryOf(weight.read().dataId);
  backend.compute([]);
  const inputs = model.inputs.map(({ dtype }, index) =>
    placeholder(shapes[index] ?? [], dtype as Dtype),
  );
  let outputs: Value[] = [];
  backend.trace = {
    onWrite: ({ shape, dtype, data }) => constant(shape, dtype, data as HostData),
  };
  try {
    tf.tidy(() => {
      outputs = predicted(model, backend, inputs);
    });
  } catch (error) {
    throw error instanceof TraceError ? unsupported(error) : error;
  } finally {
    backend.trace = null;
  }
  return { inputs, outputs };
}

function predicted(model: tf.LayersModel, backend: OnnxBackend, inputs: readonly Value[]): Value[] {
  const tensors = inputs.map((value) =>
    tf.engine().makeTensorFromTensorInfo(backend.tensorOf(value)),
  );
  return [model.call(tensors, { training: false })].flat().map(({ dataId, dtype }, index) => {
    const value = backend.entryOf(dataId).value;
    if (value) return value;
    throw new UnsupportedKernelError(`output ${index} of the model is ${dtype}`, {
      hint: 'Let the model answer float32, int32 or bool.',
    });
  });
}

function unsupported(cause: TraceError): UnsupportedKernelError {
  const reason = cause.message.replace(/^a function given to jit/, 'it');
  return new UnsupportedKernelError(`the model cannot be exported: ${reason}`, {
    cause,
    hint: 'Export the part of it that is made of layers and tensor operations only.',
  });
}
