import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type AdvanceWidths, readAdvanceWidths } from './advanceWidths.ts';
import { readFonts } from './fonts.ts';

// Adobe's published metrics of Helvetica and Helvetica-Bold, in thousandths, which Arial and Arimo share.
const HELVETICA = { ' ': 278, '0': 556, A: 667, W: 944, i: 222, m: 833, é: 556 };
const HELVETICA_BOLD = { ' ': 278, '0': 556, A: 722, W: 944, i: 278, m: 889 };

async function widths(weight: 'regular' | 'bold'): Promise<AdvanceWidths> {
  return (await readFonts())[weight];
}

describe('the bundled typeface', () => {
  it.each(Object.entries(HELVETICA))(
    'regular %j is as wide as in Helvetica',
    async (letter, width) => {
      const regular = await widths('regular');
      expect(regular(letter.codePointAt(0) as number)).toBeCloseTo(width / 1000, 3);
    },
  );

  it.each(Object.entries(HELVETICA_BOLD))(
    'bold %j is as wide as in Helvetica',
    async (letter, width) => {
      const bold = await widths('bold');
      expect(bold(letter.codePointAt(0) as number)).toBeCloseTo(width / 1000, 3);
    },
  );

  it('has the signs that figures use', async () => {
    const regular = await widths('regular');
    const missing = regular(0x0e01); // a Thai letter
    for (const sign of '−±²³×≤≥≈µαβγθλΔΣ€…–') {
      expect([sign, regular(sign.codePointAt(0) as number) === missing]).toEqual([sign, false]);
    }
  });

  it('counts what it lacks as wide', async () => {
    const regular = await widths('regular');
    expect(regular('損'.codePointAt(0) as number)).toBe(1);
    expect(regular(0x1f600)).toBe(1);
  });
});

it('refuses a file without a Unicode character table', async () => {
  const [path = ''] = (await readFonts()).files;
  const file = new Uint8Array(await readFile(path));
  const view = new DataView(file.buffer);
  for (let record = 12; record < 400; record += 16) {
    if (String.fromCharCode(...file.slice(record, record + 4)) !== 'cmap') continue;
    view.setUint16(view.getUint32(record + 8) + 2, 0); // no subtables
  }
  expect(() => readAdvanceWidths(file)).toThrow(expect.objectContaining({ code: 'DLQR_FILE' }));
});
