// Runs a program on arrays, for tests of passes.
import { Random } from '@dlqr/core/random';
import type { Program } from '../graph/program.ts';
import { type HostData, hostArray, type Value } from '../graph/value.ts';
import { Session } from '../runtime/session.ts';

/** Seeded numbers for an input: normal for float32, small integers else. */
function randomData({ dtype, size }: Value, seed: number): HostData {
  const random = new Random(seed, 'test');
  const draw = (): number => {
    if (dtype === 'float32') return random.normal();
    return Math.floor(random.uniform() * (dtype === 'bool' ? 2 : 10));
  };
  return hostArray(dtype, Array.from({ length: size }, draw));
}

/** The outputs of a program for seeded inputs, as plain numbers. */
export function runProgram(program: Program, seed = 1): number[][] {
  const session = new Session(program, { graphOptimizationLevel: 'disabled' });
  const feeds = program.inputs.map((input, index) => randomData(input, seed + index));
  const results = session.run(feeds).map((data) => Array.from(data, Number));
  session.dispose();
  return results;
}
