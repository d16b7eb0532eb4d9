import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphError } from '../errors.ts';
import { print } from '../graph/print.ts';
import { verify } from '../graph/verify.ts';
import { optimize } from '../passes/optimize.ts';
import { registerOnnxBackend } from '../registerOnnxBackend.ts';
import { type Operand, type RandomProgram, randomProgram } from './testing/randomProgram.ts';
import { recordProgram } from './testing/recordProgram.ts';
import {
  type Difference,
  difference,
  resultsOfReplay,
  resultsOn,
  textOf,
} from './testing/runProgram.ts';

/** More, or others: DLQR_FUZZ_PROGRAMS=5000 DLQR_FUZZ_SEED=7000. */
const NUM_PROGRAMS = Number(process.env.DLQR_FUZZ_PROGRAMS ?? 150);
const FIRST_SEED = Number(process.env.DLQR_FUZZ_SEED ?? 1);
const PROGRAMS_A_TEST = 10;

/** What is wrong with the graph of a program, before the passes or after them. */
async function defect(program: RandomProgram): Promise<string | null> {
  await tf.setBackend('onnx');
  const recorded = recordProgram(program);
  if (!recorded) return null;
  let graph = recorded;
  try {
    verify(graph);
    graph = optimize(graph);
    verify(graph);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return `${error.message}\n${print(graph)}`;
  }
  return null;
}

/** Where two backends differ in the program of a seed, in words; null if nowhere. */
async function failure(seed: number): Promise<string | null> {
  await tf.setBackend('cpu');
  const withSpecials = seed % 5 === 0;
  const program = randomProgram(seed, withSpecials);
  const malformed = seed % 3 === 1 ? await defect(program) : null;
  if (malformed) return `seed ${seed}: ${malformed}`;
  const ends = withSpecials ? [] : program.results.filter(({ path }) => path === 'smooth');
  const wanted = { values: program.results, ends };
  const expected = await resultsOn('cpu', program, wanted);
  const found = difference(program, await resultsOn('onnx', program, wanted), expected);
  if (found) return `seed ${seed}: ${found.text}\n${await origin(program, found)}`;
  const replayed = seed % 3 === 0 ? await resultsOfReplay(program, wanted) : null;
  const lost = replayed && difference(program, replayed, expected);
  return lost && `seed ${seed}, replayed: ${lost.text}\n${textOf(program, lost.index)}`;
}

/** The first value that differs, or whose gradient does, and what leads to it. */
async function origin(program: RandomProgram, found: Difference): Promise<string> {
  const compare = async (values: readonly Operand[], ends: readonly Operand[]) =>
    difference(
      program,
      await resultsOn('onnx', program, { values, ends }),
      await resultsOn('cpu', program, { values, ends }),
    );
  const first = await compare(program.operands, []);
  if (first) return `first, ${first.text}\n${textOf(program, first.index)}`;
  for (const operand of program.operands.filter(({ path }) => path === 'smooth')) {
    const gradient = await compare([], [operand]);
    if (!gradient) continue;
    return `first, of value ${operand.index}: ${gradient.text}\n${textOf(program, operand.index)}`;
  }
  return `only together with others\n${textOf(program, found.index)}`;
}

describe('random programs give the same on onnx as on cpu', () => {
  const onCpu: string[] = [];
  beforeAll(() => {
    const onFallback = (kernel: string): void => void onCpu.push(kernel);
    registerOnnxBackend({ numThreads: 1, maxSessions: 8, onFallback });
  });

  afterAll(async () => {
    await tf.setBackend('cpu');
  });

  const seeds = Array.from({ length: NUM_PROGRAMS }, (_, index) => FIRST_SEED + index);
  const groups = seeds.filter((_, index) => index % PROGRAMS_A_TEST === 0);
  it.each(groups)('from seed %i on', async (from) => {
    const failures: string[] = [];
    for (const seed of seeds.filter((each) => each >= from && each < from + PROGRAMS_A_TEST)) {
      const message = await failure(seed);
      if (message) failures.push(message);
    }
    if (failures.length > 0) expect.fail(failures.join('\n\n'));
    expect(onCpu, 'kernels that ran on the cpu backend').toEqual([]);
  });
});
