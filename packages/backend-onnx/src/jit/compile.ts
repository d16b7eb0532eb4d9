// Makes a recording into a program whose state lies in few arrays.
import type * as tf from '@tensorflow/tfjs';
import { nodesInOrder, type Program } from '../graph/program.ts';
import { type Dtype, sizeOf, type Value } from '../graph/value.ts';
import { flattenState } from '../passes/flattenState.ts';
import { optimize, tidy } from '../passes/optimize.ts';
import type { RecordedRandom, Recording } from './record.ts';
import type { StateMember } from './stateGroup.ts';

/** A group of state as the program sees it: one array in, one out. */
export interface CompiledGroup {
  readonly members: readonly StateMember[];
  readonly dtype: Dtype;
}

/**
 * A recording as a program. Its inputs: arguments, random arrays, numbers that are read from
 * variables; then larger variables that are read, captured arrays; then groups of state. Its
 * outputs: groups of state, results.
 */
export interface CompiledProgram {
  readonly program: Program;
  readonly inputs: readonly Value[];
  readonly randoms: readonly RecordedRandom[];
  /** Variables of one number: a learning rate may change from step to step. */
  readonly readNumbers: readonly tf.Variable[];
  readonly readArrays: readonly tf.Variable[];
  readonly captured: readonly Value[];
  readonly groups: readonly CompiledGroup[];
  readonly results: readonly Value[];
}

export function compile(recording: Recording): CompiledProgram {
  const { inputs, randoms, state, outputs } = recording;
  const befores = state.map(({ before }) => before);
  const afters = [...state.map(({ after }) => after), ...outputs];
  const used = leavesOf(afters);
  const read = recording.readVariables.filter(({ value }) => used.has(value));
  const numbers = read.filter(({ value }) => value.size === 1);
  const arrays = read.filter(({ value }) => value.size !== 1);
  const captured = [...used].filter(({ data, isConstant }) => data && !isConstant);
  const given = [
    ...inputs,
    ...[...randoms, ...numbers, ...arrays].map(({ value }) => value),
    ...captured,
  ];
  const plain = tidy({ inputs: [...given, ...befores], outputs: afters });
  const flat = flattenState(
    befores.map((before, index) => ({ before, after: plain.outputs[index] as Value })),
    plain.outputs.slice(state.length),
  );
  const program = optimize({
    inputs: [...given, ...flat.groups.map(({ before }) => before)],
    outputs: [...flat.groups.map(({ after }) => after), ...flat.outputs],
  });
  return {
    program,
    inputs,
    randoms,
    readNumbers: numbers.map(({ variable }) => variable),
    readArrays: arrays.map(({ variable }) => variable),
    captured,
    groups: flat.groups.map(({ indices, before }) => ({
      dtype: before.dtype,
      members: membersOf(indices.map((at) => state[at]?.variable as tf.Variable)),
    })),
    results: outputs,
  };
}

function membersOf(variables: readonly tf.Variable[]): StateMember[] {
  let offset = 0;
  return variables.map((variable) => {
    const member = { variable, offset, size: sizeOf(variable.shape) };
    offset += member.size;
    return member;
  });
}

/** What the outputs are computed from. */
function leavesOf(outputs: readonly Value[]): Set<Value> {
  const leaves = new Set<Value>();
  const look = (value: Value | null): void => {
    if (value && !value.producer) leaves.add(value);
  };
  for (const node of nodesInOrder(outputs)) {
    for (const input of node.inputs) look(input);
    for (const capture of node.captures) look(capture);
  }
  for (const output of outputs) look(output);
  return leaves;
}
