// A small made-up table and little effort, for tests that run a section in their own process.
import { Random } from '@dlqr/core';
import { type ChapterData, chapterDataOf } from '../chapterData.ts';
import type { Effort } from '../config.ts';

/** 120 rows of price = 3 size - 2 age + noise, and a colour that means nothing. */
export function smallChapterData(seed = 1): ChapterData {
  const random = new Random(seed, 'houses');
  const numRows = 120;
  const size = Float64Array.from({ length: numRows }, () => random.uniform(50, 150));
  const age = Float64Array.from({ length: numRows }, () => random.uniform(0, 40));
  const codes = Int32Array.from({ length: numRows }, () => random.integer(0, 2));
  const values = size.map(
    (each, row) => 3 * each - 2 * (age[row] as number) + random.normal(0, 10),
  );
  return chapterDataOf(
    {
      table: {
        numRows,
        columns: [
          { kind: 'number', name: 'size', values: size },
          { kind: 'number', name: 'age', values: age },
          { kind: 'category', name: 'colour', codes, categories: ['red', 'blue'] },
          { kind: 'number', name: 'price', values },
        ],
      },
      target: 'price',
      dataset: { name: 'houses', source: 'made up', licence: '', citation: '', rows: numRows },
      source: 'made up',
      warnings: [],
    },
    seed,
  );
}

/** Enough for every section to say something. */
export const SMALL_EFFORT: Effort = {
  numSeeds: 1,
  depth: 20,
  deepEpochs: 1,
  xorSteps: 150,
  descentEpochs: 3,
  noiseDraws: 400,
  widths: [0, 8],
  trainShares: [0.3, 1],
  curveSteps: 60,
  driftSplits: 10,
  testSetDraws: 200,
};
