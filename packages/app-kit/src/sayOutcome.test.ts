import { Run } from '@dlqr/core';
import { temporaryDirectory } from '@dlqr/test-kit';
import { expect, it } from 'vitest';
import { sayOutcome } from './sayOutcome.ts';
import { fakeTerminal } from './testing/fakeTerminal.ts';

it('says tables, verdict, warnings and where things are, in columns', async () => {
  const start = { app: 'ch99-fake', seed: 1, config: {}, dataset: null, backend: null };
  const run = await Run.create(start, await temporaryDirectory());
  await run.note({ warnings: ['few rows'] });
  const terminal = fakeTerminal();
  sayOutcome(terminal, run, {
    tables: [{ header: ['model', 'error'], rows: [['net', '2']] }],
    verdict: 'The net is off by 2.',
    places: [['TensorBoard', 'tensorboard --logdir x']],
  });
  expect(terminal.lines).toEqual([
    '',
    'model  error',
    'net        2',
    '',
    'The net is off by 2.',
    'note: few rows',
    '',
    `Results:     ${run.directory}`,
    `Page:        ${run.path('report.html')}`,
    'TensorBoard: tensorboard --logdir x',
  ]);
});
