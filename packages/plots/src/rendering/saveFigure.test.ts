import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { lineFigure } from '../blocks/lineFigure.ts';
import { pixelsOf } from '../testSupport.ts';
import { renderPng } from './renderPng.ts';
import { renderSvg } from './renderSvg.ts';
import { saveFigure } from './saveFigure.ts';

const figure = lineFigure([{ name: 'a', y: [1, 2] }], { title: 'T', width: 300, height: 200 });

describe('saveFigure', () => {
  it('writes both files into a folder that it makes, and nothing else', async () => {
    const folder = join(await temporaryDirectory(), 'figures');
    const saved = await saveFigure(figure, join(folder, 'curve.v2'));
    expect(saved).toEqual({
      svgPath: join(folder, 'curve.v2.svg'),
      pngPath: join(folder, 'curve.v2.png'),
    });
    expect((await readdir(folder)).sort()).toEqual(['curve.v2.png', 'curve.v2.svg']);
    expect(await readFile(saved.svgPath, 'utf8')).toBe(await renderSvg(figure));
    expect(Buffer.compare(await readFile(saved.pngPath), await renderPng(figure))).toBe(0);
  });

  it('hands the scale on and replaces files', async () => {
    const folder = await temporaryDirectory();
    await writeFile(join(folder, 'a.png'), 'old');
    const { pngPath } = await saveFigure(figure, join(folder, 'a'), { scale: 1 });
    expect(pixelsOf(await readFile(pngPath)).width).toBe(300);
  });

  it.each(['a.svg', 'a.PNG'])('refuses the path %s', async (path) => {
    await expect(saveFigure(figure, path)).rejects.toThrow(/has an extension/);
  });
});
