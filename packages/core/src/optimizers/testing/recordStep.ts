// Records the kernels of a step and replays them without the step: what a compiling backend does.
import * as tf from '@tensorflow/tfjs';
import { vi } from 'vitest';

type DataId = object;
type Kernel = (name: string, inputs: tf.NamedTensorMap, attributes?: object) => tf.Tensor;

interface Call {
  readonly name: string;
  readonly inputs: readonly (readonly [key: string, id: DataId, shape: number[]])[];
  readonly attributes: object | undefined;
  readonly output: DataId;
}

/** A recorded step: takes inputs of the same shapes, reads and assigns the variables. */
export type RecordedStep = (inputs: readonly tf.Tensor[]) => void;

/**
 * Runs a step once, as usual, and gives a function that does the same with other inputs and with
 * what the variables then hold. All else is frozen, as in any recording.
 *
 * @throws {Error} when the step reads a value on the host
 */
export function recordStep(
  step: (inputs: readonly tf.Tensor[]) => void,
  inputs: readonly tf.Tensor[],
  variables: readonly tf.Variable[],
): RecordedStep {
  const before = variables.map(({ dataId }) => dataId);
  const calls: Call[] = [];
  const constants = new Map<DataId, tf.Tensor>();
  const known = new Set<DataId>([...before, ...inputs.map(({ dataId }) => dataId)]);
  const engine = tf.engine();
  const runKernel = engine.runKernel.bind(engine) as Kernel;
  const kernels = vi.spyOn(engine, 'runKernel').mockImplementation(((name, given, attributes) => {
    const tensors = Object.entries(given).map(([key, value]): [string, tf.Tensor] => [key, value]);
    for (const [, tensor] of tensors) {
      if (known.has(tensor.dataId)) continue;
      known.add(tensor.dataId);
      const copy = tf.tensor(engine.readSync(tensor.dataId), tensor.shape, tensor.dtype);
      constants.set(tensor.dataId, tf.keep(copy)); // outlives the step's tidy
    }
    const output = runKernel(name, given, attributes);
    known.add(output.dataId);
    const ids = tensors.map(([key, { dataId, shape }]) => [key, dataId, shape] as const);
    calls.push({ name, inputs: ids, attributes, output: output.dataId });
    return output;
  }) as Kernel as typeof engine.runKernel);
  const reads = vi.spyOn(tf.Tensor.prototype, 'dataSync').mockImplementation(() => {
    throw new Error('the step reads a value on the host');
  });
  try {
    step(inputs);
  } finally {
    kernels.mockRestore();
    reads.mockRestore();
  }
  const after = variables.map(({ dataId }) => dataId);
  return (replayed) => {
    tf.tidy(() => {
      const values = new Map<DataId, tf.Tensor>(constants);
      for (const [index, id] of before.entries()) values.set(id, variables[index] as tf.Tensor);
      for (const [index, { dataId }] of inputs.entries()) {
        values.set(dataId, replayed[index] as tf.Tensor);
      }
      for (const { name, inputs: ids, attributes, output } of calls) {
        const given = ids.map(([key, id, shape]) => {
          return [key, (values.get(id) as tf.Tensor).reshape(shape)] as const; // reshaping shares memory
        });
        values.set(output, runKernel(name, Object.fromEntries(given), attributes));
      }
      const results = after.map((id, index) => {
        return (values.get(id) as tf.Tensor).reshape(variables[index]?.shape ?? []);
      });
      for (const [index, variable] of variables.entries()) {
        variable.assign(results[index] as tf.Tensor);
      }
    });
  };
}
