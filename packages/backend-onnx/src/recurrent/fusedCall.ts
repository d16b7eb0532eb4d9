// A recurrent layer's call as one kernel, where the kernels can do what the layer wants.
import * as tf from '@tensorflow/tfjs';
import { onnxBackend } from '../backend/onnxBackend.ts';
import { TraceError } from '../errors.ts';
import { type CellActivationName, cellActivations } from '../kernels/recurrent/activations.ts';
import {
  answerNames,
  GRU,
  LSTM,
  type RecurrentAttributes,
  type RecurrentKernel,
  SIMPLE_RNN,
} from '../kernels/recurrent/recurrentCall.ts';
import { drawDropoutMasks } from './dropoutMasks.ts';
import type {
  RecurrentAnswer,
  RecurrentArguments,
  RecurrentCell,
  RecurrentLayer,
} from './recurrentLayer.ts';

/** Other layers call their cells in ways of their own, and so may classes made from these. */
const LAYERS = ['RNN', 'LSTM', 'GRU', 'SimpleRNN'];

const CELLS: Readonly<Record<string, { readonly kernel: RecurrentKernel; numGates: number }>> = {
  LSTMCell: { kernel: LSTM, numGates: 4 },
  GRUCell: { kernel: GRU, numGates: 3 },
  SimpleRNNCell: { kernel: SIMPLE_RNN, numGates: 1 },
};

const ACTIVATIONS = Object.keys(cellActivations) as CellActivationName[];

/** The class among `names`, as TensorFlow.js names its classes, that something is exactly of. */
function classAmong<N extends string>(names: readonly N[], something: object): N | undefined {
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  return names.find((name) => classNameMap[name]?.[0] === something.constructor);
}

/** What is to be computed, all of it supported. */
interface Plan {
  readonly layer: RecurrentLayer;
  readonly cell: RecurrentCell;
  readonly kernel: RecurrentKernel;
  readonly numGates: number;
  readonly activation: CellActivationName;
  readonly recurrentActivation: CellActivationName;
  readonly x: tf.Tensor;
  readonly mask: tf.Tensor | null;
  /** The states before the first step; none where they are zeros. */
  readonly start: readonly tf.Tensor[];
  readonly training: boolean;
}

/** @returns null where TensorFlow.js's own code has to do it, or has to complain */
export function fusedCall(
  layer: RecurrentLayer,
  inputs: RecurrentAnswer,
  args: RecurrentArguments,
): RecurrentAnswer | null {
  const plan = planOf(layer, inputs, args);
  return plan && tf.tidy(() => run(plan));
}

function planOf(
  layer: RecurrentLayer,
  inputs: RecurrentAnswer,
  { mask: masks, training, initialState }: RecurrentArguments,
): Plan | null {
  const layerClass = classAmong(LAYERS, layer);
  const cellClass = classAmong(Object.keys(CELLS), layer.cell);
  if (!layerClass || !cellClass) return null;
  const cell = layer.cell as RecurrentCell;
  const { kernel, numGates } = CELLS[cellClass] as (typeof CELLS)[string];
  const activation = classAmong(ACTIVATIONS, cell.activation);
  const recurrentActivation = cell.recurrentActivation
    ? classAmong(ACTIVATIONS, cell.recurrentActivation)
    : 'sigmoid';
  if (!activation || !recurrentActivation) return null;
  const [x, ...moreInputs] = [inputs].flat();
  if (x?.rank !== 3 || x.size === 0 || moreInputs.length > 0) return null;
  const mask = [masks ?? null].flat()[0] ?? null;
  const [batch, time] = x.shape as [number, number];
  if (mask && (mask.shape[0] !== batch || mask.shape[1] !== time || mask.size !== batch * time)) {
    return null;
  }
  const start = initialState ?? (layer.stateful ? layer.states_ : null) ?? [];
  if (initialState && start.length !== kernel.states.length) return null;
  // A bare RNN keeps the dropout masks of its cell from call to call.
  if (layerClass === 'RNN' && (cell.dropout > 0 || cell.recurrentDropout > 0)) return null;
  // The gradients of the kernels have no gradients of their own.
  if (tf.engine().state.gradientDepth > 1) return null;
  return {
    ...{ layer, cell, kernel, numGates, activation, recurrentActivation, x, mask, start },
    training: training ?? false,
  };
}

function run(plan: Plan): RecurrentAnswer {
  const { layer, cell, kernel, mask } = plan;
  if (layer.stateful && onnxBackend().trace) {
    throw new TraceError(`a function given to jit calls ${layer.name}, which is stateful`, {
      hint: 'A recording cannot keep what a layer remembers from batch to batch: return its states (returnState) and pass them in (initialState), or do not use jit.',
    });
  }
  const [batch, , numFeatures] = plan.x.shape as [number, number, number];
  const dropout = plan.training
    ? drawDropoutMasks(cell, batch, numFeatures, plan.numGates)
    : { input: null, recurrent: null };
  const x = tf.cast(plan.x, 'float32');
  const inputs: Record<string, tf.Tensor> = {
    x: dropout.input ? tf.mul(x, tf.expandDims(dropout.input, 1)) : x,
    kernel: cell.kernel.read(),
    recurrentKernel: cell.recurrentKernel.read(),
  };
  if (cell.bias) inputs.bias = cell.bias.read();
  if (mask) inputs.mask = mask;
  if (dropout.recurrent) inputs.recurrentMask = dropout.recurrent;
  for (const [index, state] of plan.start.entries()) {
    inputs[kernel.states[index] as string] = state;
  }
  const attrs: RecurrentAttributes = {
    activation: plan.activation,
    recurrentActivation: plan.recurrentActivation,
    goBackwards: layer.goBackwards,
    returnSequences: layer.returnSequences,
    returnState: layer.returnState || layer.stateful,
    forGradient: tf.engine().isTapeOn(),
    isRecorded: onnxBackend().trace !== null,
    maskShape: mask?.shape ?? null,
    hasRecurrentMask: dropout.recurrent !== null,
  };
  const outputs: tf.Tensor[] = tf
    .engine()
    .runKernel(kernel.kernelName, inputs, attrs as object as tf.NamedAttrMap);
  const named = new Map(
    answerNames(kernel, attrs).map((name, index) => [name, outputs[index] as tf.Tensor] as const),
  );
  const states = kernel.states.flatMap((name) => named.get(name) ?? []);
  if (layer.stateful) layer.resetStates(states, plan.training);
  const answer = outputs[0] as tf.Tensor;
  return layer.returnState ? [answer, ...states] : answer;
}
