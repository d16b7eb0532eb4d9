// What a lowering is: a TensorFlow.js kernel written as ONNX operators.
import type { Value } from '../graph/value.ts';

/** The inputs of a kernel by name; lists (AddN, Concat, Pack) have the names 0, 1, …. */
export type Inputs = Readonly<Record<string, Value>>;

/**
 * Records a kernel as ONNX nodes.
 *
 * It only sees float32, int32 and bool tensors that have elements. Where it cannot do what the
 * attributes ask for it answers null: the kernel then runs on the cpu backend, counted.
 */
// biome-ignore lint/suspicious/noExplicitAny: each row states the attributes of its kernel
export type Lowering = (inputs: Inputs, attrs: any) => Value | readonly Value[] | null;

/** Rows of the kernel table. */
export type Lowerings = Readonly<Record<string, Lowering>>;
