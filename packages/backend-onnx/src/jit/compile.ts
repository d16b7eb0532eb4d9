// Makes a recording into a program whose state lies in few arrays.
import type * as tf from '@tensorflow/tfjs';
import { nodesInOrder, type Program } from '../graph/program.ts';
import { type Dtype, sizeOf, type Value } from '../graph/value.ts';
import { flattenState } from '../passes/flattenState.ts';
import { optimize } from '../passes/optimize.ts';
import type { Recording } from './record.ts';
import type { StateMember } from './stateGroup.ts';

/** A group of state as the program sees it: one array in, one out. */
export interface CompiledGroup {
  readonly members: readonly StateMember[];
  readonly dtype: Dtype;
}

/**
 * The inputs of `program`: arguments, random arrays, read variables, captured tensors, groups.
 * Its outputs: groups, results.
 */
export interface CompiledProgram {
  readonly program: Program;
  readonly captured: readonly Value[];
  readonly groups: readonly CompiledGroup[];
}

export function compile(recording: Recording): CompiledProgram {
  const { inputs, randoms, readVariables, state, outputs } = recording;
  const given = [
    ...inputs,
    ...randoms.map(({ value }) => value),
    ...readVariables.map(({ value }) => value),
  ];
  const befores = state.map(({ before }) => before);
  const results = [...state.map(({ after }) => after), ...outputs];
  const captured = capturedBy(results, new Set([...given, ...befores]));
  const optimized = optimize({ inputs: [...given, ...captured, ...befores], outputs: results });
  const flat = flattenState(
    state.map(({ before }, index) => ({ before, after: optimized.outputs[index] as Value })),
    optimized.outputs.slice(state.length),
  );
  const groups = flat.groups.map(({ indices, before }) => ({
    dtype: before.dtype,
    members: membersOf(indices.map((index) => state[index]?.variable as tf.Variable)),
  }));
  const program = optimize({
    inputs: [...given, ...captured, ...flat.groups.map(({ before }) => before)],
    outputs: [...flat.groups.map(({ after }) => after), ...flat.outputs],
  });
  return { program, captured, groups };
}

function membersOf(variables: readonly tf.Variable[]): StateMember[] {
  let offset = 0;
  return variables.map((variable) => {
    const member = { variable, offset, size: sizeOf(variable.shape) };
    offset += member.size;
    return member;
  });
}

/** Arrays from outside that the program reads. */
function capturedBy(outputs: readonly Value[], given: ReadonlySet<Value>): Value[] {
  const captured = new Set<Value>();
  const look = (value: Value | null): void => {
    if (value?.data && !value.isConstant && !given.has(value)) captured.add(value);
  };
  for (const node of nodesInOrder(outputs)) [...node.inputs, ...node.captures].forEach(look);
  outputs.forEach(look);
  return [...captured];
}
