// A random program as the graph that it is recorded as.
import * as tf from '@tensorflow/tfjs';
import { onnxBackend } from '../../backend/onnxBackend.ts';
import { TraceError } from '../../errors.ts';
import type { Program } from '../../graph/program.ts';
import { constant, type HostData, placeholder, type Value } from '../../graph/value.ts';
import type { RandomProgram } from './randomProgram.ts';
import { runSteps } from './runProgram.ts';

/** null where a kernel of it cannot be recorded; the backend must be onnx. */
export function recordProgram(program: RandomProgram): Program | null {
  const backend = onnxBackend();
  const inputs: Value[] = [];
  const outputs: Value[] = [];
  backend.compute([]);
  backend.trace = {
    onWrite: ({ shape, dtype, data }) => constant(shape, dtype, data as HostData),
  };
  try {
    tf.tidy(() => {
      const tensors = runSteps(program, ({ shape, dtype }) => {
        const value = placeholder(shape, dtype);
        inputs.push(value);
        return tf.engine().makeTensorFromTensorInfo(backend.tensorOf(value));
      });
      for (const { index } of program.results) {
        const { dataId } = tensors[index] as tf.Tensor;
        outputs.push(backend.entryOf(dataId).value as Value);
      }
    });
    return { inputs, outputs };
  } catch (error) {
    if (error instanceof TraceError) return null;
    throw error;
  } finally {
    backend.trace = null;
  }
}
