import { describe, expect, it } from 'vitest';
import { lineFigure } from '../blocks/lineFigure.ts';
import { pixelsOf } from '../testSupport.ts';
import { renderPng } from './renderPng.ts';

const y = [1, 3, 2];
const titled = lineFigure([{ name: 'a', y }], { title: 'Title', width: 300, height: 200 });
const untitled = lineFigure([{ name: 'a', y }], { title: ' ', width: 300, height: 200 });

describe('renderPng', () => {
  it('gives a PNG of the size of the figure times the scale', async () => {
    for (const [options, factor] of [
      [{}, 2],
      [{ scale: 1 }, 1],
      [{ scale: 3 }, 3],
    ] as const) {
      const bytes = await renderPng(titled, options);
      expect([...bytes.slice(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
      const { width, height } = pixelsOf(bytes);
      expect([width, height]).toEqual([300 * factor, 200 * factor]);
    }
  });

  it('draws lines and letters', async () => {
    const withTitle = pixelsOf(await renderPng(titled));
    expect(withTitle.numColours).toBeGreaterThan(50); // blends at the edges of letters and lines
    const titleArea = [20, 20, 140, 60] as const;
    expect(withTitle.darkShare(...titleArea)).toBeGreaterThan(0.1);
    expect(pixelsOf(await renderPng(untitled)).darkShare(...titleArea)).toBe(0);
  });

  it('draws bold and plain letters in different weights', async () => {
    const shares = await Promise.all(
      [{ title: 'nnnnnnnn' }, { title: ' ', subtitle: 'nnnnnnnn' }].map(async (options) => {
        const png = await renderPng(
          lineFigure([{ name: 'a', y }], { ...options, width: 300, height: 200 }),
        );
        return pixelsOf(png).darkShare(20, 20, 200, 100);
      }),
    );
    expect(shares[0]).toBeGreaterThan(2 * (shares[1] as number));
  });

  it('does not borrow letters from the fonts of the machine', async () => {
    const [snowman, knight] = await Promise.all(
      ['☃', '♞'].map((title) =>
        renderPng(lineFigure([{ name: 'a', y }], { title, width: 300, height: 200 })),
      ),
    );
    expect(Buffer.compare(snowman as Uint8Array, knight as Uint8Array)).toBe(0); // both are missing
  });

  it('gives the same bytes again', async () => {
    expect(Buffer.compare(await renderPng(titled), await renderPng(titled))).toBe(0);
  });

  it.each([0, -1, 11, Number.NaN])('refuses the scale %f', async (scale) => {
    await expect(renderPng(titled, { scale })).rejects.toThrow(
      /scale is .*expected a number from 0.1 to 10/,
    );
  });

  it('refuses a font file that is not there', async () => {
    const failure = renderPng(titled, { fontFiles: ['/no/such/font.ttf'] });
    await expect(failure).rejects.toThrow(/cannot read the font \/no\/such\/font.ttf/);
    await expect(failure).rejects.toHaveProperty('code', 'DLQR_FILE');
  });
});
