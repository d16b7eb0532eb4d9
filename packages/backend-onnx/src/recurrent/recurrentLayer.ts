// The insides of TensorFlow.js's recurrent layers that the fused way reads and writes.
import type * as tf from '@tensorflow/tfjs';

/** What dropout is made with, and the masks of the batch: one, or one a gate. */
export interface RecurrentCell {
  readonly units: number;
  readonly kernel: tf.LayerVariable;
  readonly recurrentKernel: tf.LayerVariable;
  readonly bias: tf.LayerVariable | null;
  readonly activation: object;
  readonly recurrentActivation?: object;
  readonly dropout: number;
  readonly recurrentDropout: number;
  readonly dropoutFunc?: (x: tf.Tensor, rate: number) => tf.Tensor;
  dropoutMask: tf.Tensor | tf.Tensor[] | null;
  recurrentDropoutMask: tf.Tensor | tf.Tensor[] | null;
}

export interface RecurrentLayer {
  readonly name: string;
  readonly cell: object;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly goBackwards: boolean;
  readonly stateful: boolean;
  readonly states_: tf.Tensor[] | null;
  resetStates(states: tf.Tensor[], training: boolean): void;
}

export interface RecurrentArguments {
  readonly mask?: tf.Tensor | tf.Tensor[] | null;
  readonly training?: boolean | null;
  readonly initialState?: tf.Tensor[] | null;
}

export type RecurrentAnswer = tf.Tensor | tf.Tensor[];
