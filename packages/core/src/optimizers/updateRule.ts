// What an update rule is: a function from weights, gradient and slots to new weights and slots.
import type * as tf from '@tensorflow/tfjs';
import type { SlotSpec } from './slotStore.ts';

/** The slots of a rule as tensors, by name. */
export type SlotTensors = { readonly [slot: string]: tf.Tensor };

/** What is the same for all variables in one step; float32 scalars. */
export interface StepContext {
  readonly learningRate: tf.Scalar;
  /** The number of the update, from 1. */
  readonly updateNumber: tf.Scalar;
  /** The rule's state that belongs to no variable. */
  readonly globals: Readonly<Record<string, tf.Scalar>>;
}

/** What an update gives for one variable; same shapes as before. */
interface VariableUpdate<Slots extends SlotTensors> {
  readonly value: tf.Tensor;
  readonly slots: Slots;
}

/** A step made ready for all variables. */
interface PreparedUpdate<Slots extends SlotTensors> {
  /** New values of the globals; none where the rule has none. */
  readonly globals?: Readonly<Record<string, tf.Tensor>>;
  /** The update of one variable: [any], [any], its slots. */
  update(value: tf.Tensor, gradient: tf.Tensor, slots: Slots): VariableUpdate<Slots>;
}

/** An optimizer's own part. */
export interface UpdateRule<Slots extends SlotTensors> {
  /** The slots of a variable of that shape, before the first update. */
  slots(shape: readonly number[]): { readonly [Slot in keyof Slots]: SlotSpec };
  /** State that belongs to no variable: scalars and what they start as. */
  readonly globals?: Readonly<Record<string, number>>;
  /** Computes once what all variables share. */
  prepare(context: StepContext): PreparedUpdate<Slots>;
}

/** Slots of the variable's shape that start as zeros. */
export function zeroSlot(shape: readonly number[]): SlotSpec {
  return { shape, fill: 0 };
}
