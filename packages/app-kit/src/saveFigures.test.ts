import { readFile } from 'node:fs/promises';
import { Run } from '@dlqr/core';
import { lineFigure, renderSvg } from '@dlqr/plots';
import { temporaryDirectory } from '@dlqr/test-kit';
import { expect, it } from 'vitest';
import { saveFigures } from './saveFigures.ts';

it('writes both files of each figure and gives them to the report in order', async () => {
  const start = { app: 'ch99-fake', seed: 1, config: {}, dataset: null, backend: null };
  const run = await Run.create(start, await temporaryDirectory());
  const figure = lineFigure([{ name: 'loss', x: [1, 2], y: [3, 2] }]);
  const other = lineFigure([{ name: 'error', x: [1, 2], y: [5, 1] }]);
  const saved = await saveFigures(run, [
    { name: 'loss', caption: 'how it falls', figure },
    { name: 'error', caption: 'how it falls, too', figure: other },
  ]);
  expect(saved).toEqual([
    { caption: 'how it falls', svg: await renderSvg(figure) },
    { caption: 'how it falls, too', svg: await renderSvg(other) },
  ]);
  const png = await readFile(run.path('figures', 'error.png'));
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
});
