// Runs random programs on a backend, and says where two backends differ.
import * as tf from '@tensorflow/tfjs';
import type { Operand, RandomProgram, Step } from './randomProgram.ts';

/** Numbers by what they are: `value 3`, `gradient 0`. */
export type Results = ReadonlyMap<string, ArrayLike<number>>;

/** The values given and the gradients of the float inputs, computed on a backend. */
export async function resultsOn(
  backend: string,
  program: RandomProgram,
  wanted: readonly Operand[],
  withGradients: boolean,
): Promise<Results> {
  await tf.setBackend(backend);
  const results = new Map<string, ArrayLike<number>>();
  tf.tidy(() => {
    const tensors = runSteps(program, (step) => tf.tensor(step.data, [...step.shape], step.dtype));
    for (const { index } of wanted) results.set(`value ${index}`, numbersOf(tensors[index]));
  });
  if (withGradients) for (const [name, data] of gradientsOf(program)) results.set(name, data);
  return results;
}

export type Input = Extract<Step, { kind: 'input' }>;

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

/** The gradients of a number that depends on all results that can be differentiated. */
function gradientsOf(program: RandomProgram): [string, ArrayLike<number>][] {
  const ends = program.results.filter(({ path }) => path === 'smooth');
  if (ends.length === 0) return [];
  const variables = program.steps.map((step) =>
    step.kind === 'input' && step.dtype === 'float32'
      ? tf.tidy(() => tf.variable(tf.tensor(step.data, [...step.shape])))
      : null,
  );
  const loss = (): tf.Scalar => {
    const tensors = runSteps(
      program,
      (step, index) => variables[index] ?? tf.tensor(step.data, [...step.shape], step.dtype),
    );
    const terms = ends.map(({ index }) => {
      const end = tensors[index] as tf.Tensor;
      return tf.mean(tf.mul(end, tf.add(end, 1)));
    });
    return tf.addN(terms) as tf.Scalar;
  };
  const listed = variables.filter((variable) => variable !== null);
  const { value, grads } = tf.variableGrads(loss, listed);
  const results = variables.flatMap((variable, index): [string, ArrayLike<number>][] => {
    const gradient = variable && grads[variable.name];
    return gradient ? [[`gradient ${index}`, numbersOf(gradient)]] : [];
  });
  tf.dispose([value, grads, listed]);
  return results;
}

function numbersOf(tensor: tf.Tensor | undefined): ArrayLike<number> {
  return tensor?.dataSync() ?? [];
}

/** Relative to the largest number of an array, or absolute where all are below 1. */
const TOLERANCES = { value: 1e-4, gradient: 1e-3 };

/** The first result that is not the same, in words; null if all are. */
export function difference(
  program: RandomProgram,
  actual: Results,
  expected: Results,
): { readonly index: number; readonly text: string } | null {
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
