import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableOf } from '@dlqr/core';
import { temporaryDirectory } from '@dlqr/test-kit';
import { expect, it } from 'vitest';
import { fakeTerminal } from './testing/fakeTerminal.ts';
import { writePredictions } from './writePredictions.ts';

it('adds numbers and texts behind the own columns, under names that are free', async () => {
  const path = join(await temporaryDirectory(), 'out.csv');
  const table = tableOf([{ kind: 'number', name: 'prediction', values: Float64Array.of(1, 2) }]);
  const added = { prediction: ['yes', 'no, never'], upper: Float64Array.of(0.5, 1 / 0) };
  await writePredictions(table, added, path, fakeTerminal());
  expect(await readFile(path, 'utf8')).toBe(
    'prediction,prediction_2,upper\n1,yes,0.5\n2,"no, never",\n',
  );
});
