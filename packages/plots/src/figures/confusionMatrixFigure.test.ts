import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, plotSize, textsIn } from '../testSupport.ts';
import { ROLE_COLOURS, SERIES_COLOURS } from '../theme/palette.ts';
import { confusionMatrixFigure } from './confusionMatrixFigure.ts';

const matrix = [
  [48, 2],
  [7, 43],
];
const names = ['cat', 'dog'];
const fillsOf = (svg: string) =>
  marksIn(svg, 'rect').map(({ tag }) => attribute(tag, 'fill')?.toUpperCase());
const numbered = (count: number) => Array.from({ length: count }, (_, at) => `class ${at}`);
const filled = (count: number, value: number) =>
  numbered(count).map(() => new Float64Array(count).fill(value));

describe('confusionMatrixFigure', () => {
  it('writes counts and shares of the row, actual classes down and predicted ones across', async () => {
    const svg = await cleanSvg(confusionMatrixFigure(matrix, names));
    const { width, height } = plotSize(svg);
    const [hits, misses] = ['48', '7'].map((text) => {
      const at = svg.search(new RegExp(`<text[^>]*>${text}<`));
      return marksIn(svg, 'text').find(({ tag }) => svg.startsWith(tag, at));
    });
    expect(hits?.x).toBeCloseTo(width / 4, 0);
    expect(misses?.x).toBeCloseTo(width / 4, 0); // dog as cat: same column, next row
    expect(misses?.y).toBeGreaterThan(height / 2);
    const texts = textsIn(svg);
    for (const text of ['48', '96%', '2', '4%', '7', '14%', '43', '86%']) {
      expect(texts).toContain(text);
    }
    expect(texts).toEqual(expect.arrayContaining(['actual class', 'predicted class']));
  });

  it('tells right cells from wrong ones by colour, the largest share in full', async () => {
    const [strong, alarm] = SERIES_COLOURS;
    const fills = fillsOf(await cleanSvg(confusionMatrixFigure(matrix, names)));
    expect(fills[0]).toBe(strong); // 96% is the largest right share
    expect(fills[2]).toBe(alarm); // 14% is the largest wrong share
    expect(fills[1]).not.toBe(alarm);
    expect(fills[3]).not.toBe(strong);
  });

  it.each([
    ['true', ['96%', '4%', '14%', '86%']],
    ['pred', ['87%', '4%', '13%', '96%']],
    ['all', ['48%', '2%', '7%', '43%']],
  ] as const)('gives shares of %s', async (normalize, shares) => {
    const texts = textsIn(await cleanSvg(confusionMatrixFigure(matrix, names, { normalize })));
    expect(texts.filter((text) => text.endsWith('%'))).toEqual(shares);
  });

  it('says how many are right and what is confused most', () => {
    const titleOf = (counts: number[][]) => confusionMatrixFigure(counts, names).title;
    expect(titleOf(matrix)).toBe(
      '91.0% of 100 samples are right; dog is taken for cat most often (7 times)',
    );
    expect(
      titleOf([
        [9999, 1],
        [0, 1],
      ]),
    ).toBe('99.9% of 10,001 samples are right; cat is taken for dog most often (once)');
    expect(
      titleOf([
        [1, 0],
        [0, 0],
      ]),
    ).toBe('The only sample is right');
    expect(
      confusionMatrixFigure(
        [
          [0, 1],
          [0, 1],
        ],
        ['no cat', 'cat'],
      ).title,
    ).toContain('“no cat” is taken for cat');
  });

  it('greys a class without samples, and names it', async () => {
    const svg = await cleanSvg(
      confusionMatrixFigure(
        [
          [3, 1, 0],
          [0, 4, 0],
          [0, 0, 0],
        ],
        ['a', 'b', 'c'],
      ),
    );
    expect(fillsOf(svg).filter((fill) => fill === ROLE_COLOURS.missing)).toHaveLength(3);
    expect(textsIn(svg).join(' ')).toContain('Without samples: c');
  });

  it('leaves out shares, then zeros, then all numbers, as classes become many', async () => {
    const numbersFor = async (count: number, value: number) => {
      const svg = await cleanSvg(confusionMatrixFigure(filled(count, value), numbered(count)));
      return marksIn(svg, 'text').length;
    };
    expect(await numbersFor(10, 5)).toBe(2 * 100);
    expect(await numbersFor(20, 5)).toBe(400);
    expect(await numbersFor(25, 5)).toBe(0);
    const sparse = filled(20, 0).map((row, at) => row.with(at, 1));
    const svg = await cleanSvg(confusionMatrixFigure(sparse, numbered(20)));
    expect(marksIn(svg, 'text')).toHaveLength(20);
  });

  it('breaks long names into lines instead of cutting them off', async () => {
    const long = ['no seizure, patient awake with eyes open', 'seizure in the temporal lobe'];
    const texts = textsIn(await cleanSvg(confusionMatrixFigure(matrix, long, { title: 'T' })));
    expect(texts.join(' ')).not.toContain('…');
    expect(texts.join(' ').split('temporal').length - 1).toBe(2); // once an axis
  });

  it('writes every so many names of a hundred', async () => {
    const texts = textsIn(await cleanSvg(confusionMatrixFigure(filled(100, 1), numbered(100))));
    expect(texts.filter((text) => text === 'class 2')).toHaveLength(2);
    expect(texts).not.toContain('class 1');
  });

  it('refuses what it cannot draw', () => {
    const code = (name: string) => expect.objectContaining({ code: `DLQR_${name}` });
    expect(() => confusionMatrixFigure([], [])).toThrow(/no class names/);
    expect(() => confusionMatrixFigure(matrix, ['a', 'a'])).toThrow(/two classes are named "a"/);
    expect(() => confusionMatrixFigure(matrix, ['a', 'b', 'c'])).toThrow(code('SHAPE'));
    expect(() => confusionMatrixFigure([[1, 2], [3]], names)).toThrow(
      /row 1 of the matrix has 1 entries; expected 2/,
    );
    for (const wrong of [-1, NaN, Infinity]) {
      expect(() =>
        confusionMatrixFigure(
          [
            [1, wrong],
            [0, 1],
          ],
          names,
        ),
      ).toThrow(/row 0 .* holds/);
    }
    expect(() => confusionMatrixFigure(filled(2, 0), names)).toThrow(code('DATA'));
    const normalize = 'rows' as 'true';
    expect(() => confusionMatrixFigure(matrix, names, { normalize })).toThrow(
      /normalize is "rows"/,
    );
  });
});
