// What the recurrent kernels take and answer: shared by their lowerings, gradients and callers.
import type { Value } from '../../graph/value.ts';
import type { Inputs } from '../lowering.ts';
import type { CellActivationName } from './activations.ts';

/** The attributes of `DlqrLstm`, `DlqrGru`, `DlqrSimpleRnn` and of their gradients. */
export interface RecurrentAttributes {
  readonly activation: CellActivationName;
  /** That of the gates; simple cells have none. */
  readonly recurrentActivation: CellActivationName;
  readonly goBackwards: boolean;
  readonly returnSequences: boolean;
  /** Whether the last states are outputs. */
  readonly returnState: boolean;
  /** Whether a gradient may be asked for: what it needs are outputs then. */
  readonly forGradient: boolean;
  /** Whether it is part of a recording, which must look the same for all batch sizes. */
  readonly isRecorded: boolean;
  /** The shape of the mask, where there is one. */
  readonly maskShape: readonly number[] | null;
  readonly hasRecurrentMask: boolean;
}

/** The inputs of the recurrent kernels; states before the first step are zeros where left out. */
export interface RecurrentInputs {
  /** [batch, time, features] */
  readonly x: Value;
  /** [features, gates * units] */
  readonly kernel: Value;
  /** [units, gates * units] */
  readonly recurrentKernel: Value;
  /** [gates * units] */
  readonly bias?: Value;
  /** [batch, time] or [batch, time, 1], of any type: where it is 0 states stay as they are. */
  readonly mask?: Value;
  /** [batch, units]: factors of the answer before, in its product with the recurrent kernel. */
  readonly recurrentMask?: Value;
  /** [batch, units] */
  readonly h?: Value;
  readonly c?: Value;
}

/** The inputs of a lowering under their names. */
export function recurrentInputs(inputs: Inputs): RecurrentInputs {
  return inputs as Readonly<Record<string, Value>> & RecurrentInputs;
}

export interface RecurrentKernel {
  readonly kernelName: string;
  readonly gradientName: string;
  /** The inputs that are states before the first step; the first is what the cell answers. */
  readonly states: readonly ('h' | 'c')[];
  /** What the gradient needs of the forward pass, in the order of the outputs. */
  readonly kept: readonly string[];
}

export const LSTM: RecurrentKernel = {
  kernelName: 'DlqrLstm',
  gradientName: 'DlqrLstmGrad',
  states: ['h', 'c'],
  kept: ['rows', 'previous', 'gateSlopes', 'cellSlope', 'forget'],
};

export const GRU: RecurrentKernel = {
  kernelName: 'DlqrGru',
  gradientName: 'DlqrGruGrad',
  states: ['h'],
  kept: ['rows', 'previous', 'resetPrevious', 'update', 'reset', 'gateSlopes', 'candidateSlope'],
};

export const SIMPLE_RNN: RecurrentKernel = {
  kernelName: 'DlqrSimpleRnn',
  gradientName: 'DlqrSimpleRnnGrad',
  states: ['h'],
  kept: ['rows', 'previous', 'slope'],
};

/**
 * The outputs of a kernel that a layer answers, by name: `sequences` [batch, time, units], or the
 * last states [batch, units]. What the gradient needs follows them.
 */
export function answerNames(
  { states }: RecurrentKernel,
  { returnSequences, returnState }: RecurrentAttributes,
): string[] {
  if (returnSequences) return returnState ? ['sequences', ...states] : ['sequences'];
  return returnState ? [...states] : states.slice(0, 1);
}

/** The outputs of a kernel that its gradient needs, by name. */
export function keptNames(
  { kept }: RecurrentKernel,
  { forGradient, maskShape, hasRecurrentMask }: RecurrentAttributes,
): string[] {
  if (!forGradient) return [];
  const passed = maskShape ? ['passed'] : [];
  return [...kept, ...passed, ...(hasRecurrentMask ? ['recurrentMask'] : [])];
}

/** The outputs of a gradient kernel, by the names of the inputs that they are the gradients of. */
export function gradientNames({ states }: RecurrentKernel): string[] {
  return ['x', 'kernel', 'recurrentKernel', 'bias', ...states];
}

/** The input of a gradient kernel that is the gradient of an answer. */
export function upstreamName(answer: string): string {
  return `d_${answer}`;
}
