import { describe, expect, it } from 'vitest';
import { cleanSvg, marksIn, textsIn } from '../testSupport.ts';
import { featureImportance } from './featureImportance.ts';

const items = [
  { name: 'year', mean: 1.1, spread: 0.1 },
  { name: 'noise', mean: -0.02, spread: 0.05 },
  { name: 'broken', mean: NaN },
  { name: 'weight', mean: 3.2, spread: 0.2 },
];

describe('featureImportance', () => {
  it('draws the largest first, with error bars and values', async () => {
    const figure = featureImportance(items, {
      valueTitle: 'rise of the error (MPG)',
      spreadTitle: 'one standard deviation',
    });
    expect(figure.title).toBe('The most important feature is weight');
    const svg = await cleanSvg(figure);
    const names = items.map(({ name }) => name);
    expect(textsIn(svg).filter((text) => names.includes(text))).toEqual([
      'weight',
      'year',
      'noise',
      'broken',
    ]);
    expect(marksIn(svg, 'rect')).toHaveLength(3);
    expect(marksIn(svg, 'rule')).toHaveLength(3);
    const texts = textsIn(svg);
    expect(texts).toEqual(
      expect.arrayContaining(['rise of the error (MPG)', '3.2', '1.1', '−0.02']),
    );
    expect(texts).toContain(
      'Error bars: one standard deviation. 1 row without a usable value left out',
    );
  });

  it('keeps the top, and says of how many', async () => {
    const svg = await cleanSvg(featureImportance(items, { top: 2 }));
    expect(marksIn(svg, 'rect')).toHaveLength(2);
    expect(textsIn(svg)).toContain('The 2 largest of 4');
  });

  it('does not reorder the list it is given', () => {
    const given = [
      { name: 'small', mean: 1 },
      { name: 'large', mean: 2 },
    ];
    featureImportance(given);
    expect(given.map(({ name }) => name)).toEqual(['small', 'large']);
  });

  it('refuses what it cannot draw', () => {
    expect(() => featureImportance([])).toThrow(/no bars/);
    expect(() => featureImportance(items, { top: 0 })).toThrow(/top is 0/);
    expect(() => featureImportance([{ name: 'a', mean: 1, spread: -1 }])).toThrow(
      /spread of "a" is -1/,
    );
    expect(() =>
      featureImportance([items[0] as (typeof items)[0], items[0] as (typeof items)[0]]),
    ).toThrow(/two bars/);
    expect(() => featureImportance([{ name: 'a', mean: NaN }])).toThrow(
      expect.objectContaining({ code: 'DLQR_DATA' }),
    );
  });
});
