import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, textsIn } from '../testSupport.ts';
import { ROLE_COLOURS, SERIES_COLOURS } from '../theme/palette.ts';
import { baselineComparison } from './baselineComparison.ts';

const rows = [
  { name: 'network', value: 2.1, low: 1.9, high: 2.3 },
  { name: 'mean', value: 6.5 },
  { name: 'linear', value: 2.8, low: 2.5, high: 3.1 },
];
const options = { metric: 'mean absolute error', unit: 'MPG', direction: 'min' } as const;

describe('baselineComparison', () => {
  it('draws scores from best to worst, the model in colour', async () => {
    const svg = await cleanSvg(
      baselineComparison(rows, { ...options, intervalTitle: '95% intervals' }),
    );
    const names = rows.map(({ name }) => name);
    expect(textsIn(svg).filter((text) => names.includes(text))).toEqual([
      'network',
      'linear',
      'mean',
    ]);
    const dots = marksIn(svg, 'symbol');
    expect(dots.map(({ tag }) => attribute(tag, 'fill'))).toEqual([
      SERIES_COLOURS[0],
      ROLE_COLOURS.muted,
      ROLE_COLOURS.muted,
    ]);
    const xs = dots.map(({ x }) => x);
    expect([...xs].sort((a, b) => a - b)).toEqual(xs);
    expect(marksIn(svg, 'rule')).toHaveLength(2);
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining([
        'mean absolute error (MPG)',
        'In colour: network. Lower is better. Bars: 95% intervals',
        '2.1',
      ]),
    );
  });

  it('says whether the best baseline is beaten, and by how much', () => {
    const titleOf = (model: string, direction: 'min' | 'max') =>
      baselineComparison(rows, { ...options, model, direction }).title;
    expect(titleOf('network', 'min')).toBe('The best baseline, linear, is beaten by 25%');
    expect(titleOf('linear', 'min')).toBe('The best baseline, network, is not beaten');
    expect(titleOf('mean', 'max')).toBe('The best baseline, linear, is beaten by 132%');
    expect(titleOf('network', 'max')).toBe('The best baseline, mean, is not beaten');
  });

  it('puts the highest first where high is good', async () => {
    const svg = await cleanSvg(baselineComparison(rows, { ...options, direction: 'max' }));
    const xs = marksIn(svg, 'symbol').map(({ x }) => x);
    expect([...xs].sort((a, b) => b - a)).toEqual(xs);
    expect(textsIn(svg)).toContain('In colour: network. Higher is better');
  });

  it('claims nothing about scores that are missing, equal or zero', () => {
    const titleOf = (model: number, baseline: number) =>
      baselineComparison(
        [
          { name: 'm', value: model },
          { name: 'b', value: baseline },
        ],
        options,
      ).title;
    expect(titleOf(NaN, 1)).toBe('m against baselines');
    expect(titleOf(1, NaN)).toBe('m against baselines');
    expect(titleOf(1, 1)).toBe('The best baseline, b, is not beaten');
    expect(titleOf(-1, 0)).toBe('The best baseline, b, is beaten');
  });

  it('refuses what it cannot draw', () => {
    expect(() => baselineComparison(rows.slice(0, 1), options)).toThrow(
      /1 rows; expected the model and at least one/,
    );
    expect(() => baselineComparison([], options)).toThrow(/0 rows/);
    expect(() => baselineComparison(rows, { ...options, model: 'cnn' })).toThrow(
      /no row "cnn"; the rows are network, mean, linear/,
    );
    expect(() => baselineComparison([...rows, ...rows], options)).toThrow(
      /two bars are named "network"/,
    );
  });
});
