// Runs random programs on a backend, and says where two backends differ.
import * as tf from '@tensorflow/tfjs';
import { TraceError } from '../../errors.ts';
import { jit } from '../../jit/jit.ts';
import type { Operand, RandomProgram, Step } from './randomProgram.ts';

/** Numbers by what they are: `value 3`, `gradient 0`. */
export type Results = ReadonlyMap<string, ArrayLike<number>>;

type Input = Extract<Step, { kind: 'input' }>;

/** All values of a program. */
export function runSteps(
  { steps }: RandomProgram,
  inputOf: (step: Input, index: number) => tf.Tensor,
): tf.Tensor[] {
  const tensors: tf.Tensor[] = [];
  for (const [index, step] of steps.entries()) {
    tensors.push(
      step.kind === 'input'
        ? inputOf(step, index)
        : step.call.run(step.call.inputs.map((input) => tensors[input.index] as tf.Tensor)),
    );
  }
  return tensors;
}

/** What to compute of a program. */
export interface Wanted {
  readonly values: readonly Operand[];
  /** Values of which the gradients with respect to the float inputs are wanted. */
  readonly ends: readonly Operand[];
}

/** Computes a program on a backend, at once. */
export async function resultsOn(
  backend: string,
  program: RandomProgram,
  wanted: Wanted,
): Promise<Results> {
  await tf.setBackend(backend);
  const results = new Map<string, ArrayLike<number>>();
  tf.tidy(() => {
    for (const [name, tensor] of compute(program, inputTensors(program), wanted)) {
      results.set(name, tensor.dataSync());
    }
  });
  return results;
}

/** Records a program and computes it by replaying; null where it cannot be recorded. */
export async function resultsOfReplay(
  program: RandomProgram,
  wanted: Wanted,
): Promise<Results | null> {
  await tf.setBackend('onnx');
  let names: string[] = [];
  const replayed = jit((...inputs: tf.Tensor[]) => {
    const results = compute(program, inputs, wanted);
    names = results.map(([name]) => name);
    return results.map(([, tensor]) => tensor);
  });
  const inputs = inputTensors(program);
  try {
    tf.dispose(replayed(...inputs));
    const outputs = replayed(...inputs);
    const results = new Map(names.map((name, index) => [name, outputs[index]?.dataSync() ?? []]));
    tf.dispose(outputs);
    return results;
  } catch (error) {
    if (error instanceof TraceError) return null;
    throw error;
  } finally {
    replayed.dispose();
    tf.dispose(inputs);
  }
}

function inputTensors({ steps }: RandomProgram): tf.Tensor[] {
  return steps.flatMap((step) =>
    step.kind === 'input' ? [tf.tensor(step.data, [...step.shape], step.dtype)] : [],
  );
}

/** @param inputs the tensors for the inputs, in their order */
function compute(
  program: RandomProgram,
  inputs: readonly tf.Tensor[],
  { values, ends }: Wanted,
): [string, tf.Tensor][] {
  const run = (): tf.Tensor[] => {
    let next = 0;
    return runSteps(program, () => {
      next += 1;
      return inputs[next - 1] as tf.Tensor;
    });
  };
  const tensors = run();
  const results = values.map(({ index }): [string, tf.Tensor] => [
    `value ${index}`,
    tensors[index] as tf.Tensor,
  ]);
  const floats = inputs.filter(({ dtype }) => dtype === 'float32');
  if (ends.length === 0) return results;
  const loss = (): tf.Scalar => {
    const again = run();
    const terms = ends.map(({ index }) => {
      const end = again[index] as tf.Tensor;
      return tf.mean(tf.mul(end, tf.add(end, 1)));
    });
    return tf.addN(terms) as tf.Scalar;
  };
  const { grads } = tf.engine().gradients(loss, floats, undefined, true);
  const places = program.operands.filter(
    ({ index, dtype }) => dtype === 'float32' && program.steps[index]?.kind === 'input',
  );
  places.forEach(({ index }, position) => {
    // null where the loss does not depend on the input
    const gradient: tf.Tensor | null = grads[position] ?? null;
    if (gradient) results.push([`gradient ${index}`, gradient]);
  });
  return results;
}

/** Relative to the largest number of an array, or absolute where all are below 1. */
const TOLERANCES = { value: 1e-4, gradient: 1e-3 };

/** A result that is not the same on two backends, in words. */
export interface Difference {
  /** The value, or the input of the gradient. */
  readonly index: number;
  readonly text: string;
}

/** The first result that is not the same, in words; null if all are. */
export function difference(
  program: RandomProgram,
  actual: Results,
  expected: Results,
): Difference | null {
  for (const [name, wanted] of expected) {
    const [kind, number] = name.split(' ') as ['value' | 'gradient', string];
    const index = Number(number);
    // what is multiplied by 0 may vanish before it is computed: gradients are then 0 instead of NaN
    if (kind === 'gradient' && !Array.from(wanted).every(Number.isFinite)) continue;
    const exact = kind === 'value' && program.operands[index]?.exact;
    const got = actual.get(name) ?? [];
    const scale = Math.max(1, ...Array.from(wanted, (x) => (Number.isFinite(x) ? Math.abs(x) : 0)));
    const near = exact ? 0 : TOLERANCES[kind] * scale;
    const at = Array.from(wanted).findIndex((x, element) => !isNear(got[element], x, near));
    if (got.length === wanted.length && at === -1) continue;
    const text = `${name}: element ${at} is ${got[at]}; expected ${wanted[at]} within ${near}`;
    return { index, text };
  }
  return null;
}

function isNear(actual = Number.NaN, expected: number, tolerance: number): boolean {
  if (Number.isNaN(expected) || Number.isNaN(actual)) return Object.is(actual, expected);
  return actual === expected || Math.abs(actual - expected) <= tolerance;
}

/** What leads to a value, a line each. */
export function textOf(program: RandomProgram, last: number): string {
  const needed = new Set([last]);
  for (let index = last; index >= 0; index -= 1) {
    const step = program.steps[index];
    if (!needed.has(index) || step?.kind !== 'call') continue;
    for (const input of step.call.inputs) needed.add(input.index);
  }
  const lines = [...needed]
    .sort((a, b) => a - b)
    .map((index) => {
      const { dtype, shape } = program.operands[index] as Operand;
      return `  ${index}: ${dtype}[${shape}] = ${program.steps[index]?.text}`;
    });
  return lines.join('\n');
}
