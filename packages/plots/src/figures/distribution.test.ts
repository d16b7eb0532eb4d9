import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, textsIn } from '../testSupport.ts';
import { SERIES_COLOURS } from '../theme/palette.ts';
import { distribution } from './distribution.ts';

function normals(seed: number, count: number, mean = 0): Float64Array {
  const random = new Random(seed);
  return Float64Array.from({ length: count }, () => random.normal(mean));
}

describe('distribution of one set', () => {
  it('draws a histogram for numbers and bars for texts, and counts missing values', async () => {
    const figure = distribution({
      size: [1, 2, 2, NaN],
      kind: ['cat', 'dog', 'cat', null],
      code: new Float32Array([7, 7, 7, 8]),
    });
    expect(figure.title).toBe('Distributions of 3 columns');
    const svg = await cleanSvg(figure);
    expect(marksIn(svg, 'rect')).toHaveLength(2 + 2 + 2);
    const texts = textsIn(svg);
    expect(texts).toEqual(
      expect.arrayContaining(['size', 'kind', 'cat', 'dog', 'code', '4 values']),
    );
    expect(texts.filter((text) => text === '3 values, 1 missing')).toHaveLength(2);
    expect(distribution({ size: [1, 2] }).title).toBe('Distribution of size');
  });

  it('draws the most frequent categories first and the rest as one', async () => {
    const kind = Array.from({ length: 13 }, (_, index) =>
      new Array<string>(index + 1).fill(`k${index}`),
    ).flat();
    const svg = await cleanSvg(distribution({ kind }));
    const names = textsIn(svg).filter((text) => /^k\d+$|others/.test(text));
    expect(names).toEqual(
      [12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((index) => `k${index}`).concat('3 others'),
    );
  });

  it('leaves a column without values out, and says so', async () => {
    const svg = await cleanSvg(
      distribution({ size: [1, 2], gone: [NaN, NaN], blank: ['', null, ''] }),
    );
    expect(textsIn(svg)).toContain('Without values: gone, blank');
    expect(textsIn(svg)).not.toContain('gone');
  });
});

describe('distribution of two sets', () => {
  it('draws both on common bins, in two colours', async () => {
    const svg = await cleanSvg(
      distribution(
        { size: normals(1, 300), kind: ['a', 'b'] },
        { compareWith: { kind: ['a', 'a', 'c'], size: normals(2, 100) }, names: ['2023', '2024'] },
      ),
    );
    const [first, second] = SERIES_COLOURS;
    expect(attribute(marksIn(svg, 'line')[0]?.tag ?? '', 'stroke')).toBe(second);
    const fills = marksIn(svg, 'rect').map(({ tag }) => attribute(tag, 'fill'));
    expect(fills.filter((fill) => fill === second)).toHaveLength(3); // a, b and c of the second set
    expect(fills.filter((fill) => fill === first).length).toBeGreaterThan(3);
    for (const name of ['2023', '2024']) {
      expect(textsIn(svg).filter((text) => text === name)).toEqual([name]);
    }
    expect(textsIn(svg)).toContain('gap 0.5'); // of kind: b has a half, then nothing
  });

  it('names the column that drifted most', () => {
    const compareWith = { a: normals(3, 500), b: normals(4, 500, 1), c: normals(5, 500, 0.5) };
    const train = { a: normals(6, 500), b: normals(7, 500), c: normals(8, 500) };
    expect(distribution(train, { compareWith }).title).toBe('Train and test differ most in b');
    expect(distribution({ b: train.b }, { compareWith }).title).toBe('Train and test differ in b');
    expect(distribution({ a: train.a }, { compareWith }).title).toBe(
      'Train and test look alike in a',
    );
  });

  it('raises a false alarm for about one in a hundred pairs of sets, however many columns', () => {
    let alarms = 0;
    for (let seed = 0; seed < 200; seed++) {
      const columns = (offset: number) =>
        Object.fromEntries(
          [0, 1, 2, 3].map((k) => [`c${k}`, normals(1000 * seed + offset + k, 60)]),
        );
      const { title } = distribution(columns(0), { compareWith: columns(500) });
      if (title !== 'Train and test look alike in all 4 columns') alarms++;
    }
    expect(alarms).toBeLessThanOrEqual(6); // 2 expected; more than 6 has a chance of 0.5%
  });
});

it('distribution refuses what it cannot draw', () => {
  expect(() => distribution({})).toThrow(/no columns/);
  expect(() => distribution({ a: [] })).toThrow(/column "a" of train is empty/);
  expect(() => distribution({ a: [1] }, { compareWith: { b: [1] } })).toThrow(
    /compareWith has no column "a"; its columns are b/,
  );
  expect(() => distribution({ a: [1] }, { compareWith: { a: [] } })).toThrow(
    /column "a" of test is empty/,
  );
  expect(() => distribution({ a: [NaN] })).toThrow(expect.objectContaining({ code: 'DLQR_DATA' }));
  expect(() => distribution({ a: [1] }, { compareWith: { a: [NaN] } })).toThrow(
    /no column has a value in each set: a/,
  );
});
