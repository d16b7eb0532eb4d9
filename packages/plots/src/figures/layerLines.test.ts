import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, stretchesOf, textsIn } from '../testSupport.ts';
import { layerLines } from './layerLines.ts';

const layers = { dense_1: [1e-5, 2e-6], dense_2: [0.001, 0.002], dense_3: [0.1, 0.2] };
const measure = 'gradient norm';

/** Red, green and blue of `rgb(…)` or `#rrggbb`, added up. */
function brightness(colour = ''): number {
  const parts = /^#/.test(colour)
    ? [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
    : (colour.match(/\d+/g) ?? []).map(Number);
  return parts.reduce((sum, part) => sum + part, 0);
}

describe('layerLines', () => {
  it('draws a line a layer on a log axis, from dark to bright', async () => {
    const svg = await cleanSvg(layerLines(layers, { measure }));
    const lines = marksIn(svg, 'line');
    expect(lines).toHaveLength(3);
    const light = lines.map(({ tag }) => brightness(attribute(tag, 'stroke')));
    expect([...light].sort((a, b) => a - b)).toEqual(light);
    expect(new Set(light).size).toBe(3);
    const ends = lines.map(({ tag }) => stretchesOf(tag).flat()[1]?.[1] as number);
    expect((ends[0] as number) - (ends[1] as number)).toBeCloseTo(
      1.5 * ((ends[1] as number) - (ends[2] as number)), // 3 powers of ten, then 2
      0,
    );
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining([...Object.keys(layers), 'epoch', measure]),
    );
  });

  it('compares the layers at the end', () => {
    const titleOf = (given: Record<string, number[]>, yScale: 'log' | 'linear' = 'log') =>
      layerLines(given, { measure, yScale }).title;
    expect(titleOf(layers)).toBe(
      'At epoch 2 the gradient norm of dense_3 is 100,000 times that of dense_1',
    );
    expect(titleOf({ a: [1], b: [1.5] })).toBe(
      'At epoch 1 the gradient norm is alike in all layers',
    );
    expect(titleOf({ a: [1], b: [0] })).toBe('At epoch 1 the gradient norm of a is 1');
    expect(titleOf({ a: [1, NaN] })).toBe('Gradient norm by layer');
    expect(titleOf({ a: [0.1], b: [0.4] }, 'linear')).toBe(
      'At epoch 1 the gradient norm is largest in b: 0.4',
    );
    expect(titleOf({ a: [0], b: [0] }, 'linear')).toBe(
      'At epoch 1 the gradient norm of every layer is 0',
    );
    expect(layerLines(layers, { measure, positions: [100, 200], xTitle: 'step' }).title).toContain(
      'At step 200 ',
    );
  });

  it('says what a log axis hides', async () => {
    const svg = await cleanSvg(layerLines({ a: [1, 0, 1], b: [1, 1, 1] }, { measure }));
    expect(textsIn(svg)).toContain('Values that are not positive are missing on the log axis');
  });

  it('leaves room for the plot beside thirty layers', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`layer ${at}`, [at + 1, 1]]),
    );
    const figure = layerLines(many, { measure });
    expect(figure.height).toBeGreaterThan(450);
    const colours = marksIn(await cleanSvg(figure), 'line').map(({ tag }) =>
      attribute(tag, 'stroke'),
    );
    expect(new Set(colours).size).toBe(30);
  });

  it('refuses what it cannot draw', () => {
    expect(() => layerLines({}, { measure })).toThrow(/no layers/);
    expect(() => layerLines({ a: [] }, { measure })).toThrow(/a is empty/);
    expect(() => layerLines({ a: [1], b: [1, 2] }, { measure })).toThrow(
      /b has 2 values and a has 1/,
    );
    expect(() => layerLines({ a: [1] }, { measure, positions: [1, 2] })).toThrow(/positions has 2/);
    expect(() => layerLines({ a: [0] }, { measure })).toThrow(/positive, as a log axis needs/);
  });
});
