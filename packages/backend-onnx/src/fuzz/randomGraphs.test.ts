import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphError } from '../errors.ts';
import { print } from '../graph/print.ts';
import { verify } from '../graph/verify.ts';
import { optimize } from '../passes/optimize.ts';
import { registerOnnxBackend } from '../registerOnnxBackend.ts';
import { type RandomProgram, randomProgram } from './testing/randomProgram.ts';
import { recordProgram } from './testing/recordProgram.ts';
import { difference, resultsOfReplay, resultsOn, textOf } from './testing/runProgram.ts';

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
  const malformed = await defect(program);
  if (malformed) return `seed ${seed}: ${malformed}`;
  const wanted = { values: program.results, gradients: !withSpecials };
  const expected = await resultsOn('cpu', program, wanted);
  const found = difference(program, await resultsOn('onnx', program, wanted), expected);
  if (found) {
    const all = { values: program.operands, gradients: false };
    const ofAll = await resultsOn('onnx', program, all);
    const first = difference(program, ofAll, await resultsOn('cpu', program, all)) ?? found;
    return `seed ${seed}: ${found.text}\nfirst, ${first.text}\n${textOf(program, first.index)}`;
  }
  const replayed = seed % 3 === 0 ? await resultsOfReplay(program, wanted) : null;
  const lost = replayed && difference(program, replayed, expected);
  return lost && `seed ${seed}, replayed: ${lost.text}\n${textOf(program, lost.index)}`;
}

describe('random programs give the same on onnx as on cpu', () => {
  beforeAll(() => {
    registerOnnxBackend({ numThreads: 1, maxSessions: 8, onFallback: () => {} });
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
  });
});
