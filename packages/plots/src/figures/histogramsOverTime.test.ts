import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, plotSize, stretchesOf, textsIn } from '../testSupport.ts';
import { histogramsOverTime } from './histogramsOverTime.ts';

const random = new Random(3, 'weights');
const normal = (mean: number, spread: number) =>
  Float32Array.from({ length: 2000 }, () => random.normal(mean, spread));
const snapshots = [1, 2, 3, 4].map((step) => ({ step, values: normal(0, 0.1 * step) }));

/** The outline of a drawn ridge: its highest point and how wide it is. */
function shapeOf(tag: string) {
  const corners = stretchesOf(tag).flat();
  const peak = [...corners].sort((a, b) => a[1] - b[1])[0] as [number, number];
  const xs = corners.map(([x]) => x);
  const foot = Math.max(...corners.map(([, y]) => y));
  return { peak, foot, width: Math.max(...xs) - Math.min(...xs) };
}

describe('histogramsOverTime as ridges', () => {
  it('draws a ridge a step, the latest lowest, darkest and in front', async () => {
    const svg = await cleanSvg(histogramsOverTime([...snapshots].reverse(), { name: 'weights' }));
    const ridges = marksIn(svg, 'area').map(({ tag }) => ({
      ...shapeOf(tag),
      red: Number.parseInt((attribute(tag, 'fill') ?? '').slice(1, 3), 16),
    }));
    expect(ridges).toHaveLength(4);
    for (const key of ['foot', 'width'] as const) {
      const values = ridges.map((ridge) => ridge[key]);
      expect([...values].sort((a, b) => a - b)).toEqual(values); // wider and wider
    }
    const reds = ridges.map(({ red }) => red);
    expect([...reds].sort((a, b) => b - a)).toEqual(reds);
    const height = ({ foot, peak }: (typeof ridges)[number]) => foot - peak[1];
    const [first, , , last] = ridges as [
      (typeof ridges)[0],
      (typeof ridges)[0],
      (typeof ridges)[0],
      (typeof ridges)[0],
    ];
    expect(height(first as NonNullable<typeof first>)).toBeGreaterThan(
      2.5 * height(last as NonNullable<typeof last>), // equal areas
    );
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['weights', 'epoch', '1', '4']));
  });

  it('puts peaks where the numbers are', async () => {
    const two = Float64Array.from([...normal(-1, 0.1), ...normal(1, 0.1)]);
    const svg = await cleanSvg(
      histogramsOverTime([
        { step: 1, values: normal(1, 0.1) },
        { step: 2, values: two },
      ]),
    );
    const [one, both] = marksIn(svg, 'area').map(({ tag }) => tag) as [string, string];
    const { width } = plotSize(svg);
    expect(shapeOf(one).peak[0]).toBeGreaterThan(width * 0.7);
    const corners = stretchesOf(both).flat();
    const highestWithin = (from: number, to: number) =>
      Math.min(...corners.filter(([x]) => x > from && x < to).map(([, y]) => y));
    const { foot, peak } = shapeOf(both);
    expect(highestWithin(0.4 * width, 0.6 * width)).toBeCloseTo(foot, 0); // nothing in between
    expect(highestWithin(0, 0.4 * width)).toBeLessThan((foot + peak[1]) / 2);
  });

  it('looks the same from a histogram', async () => {
    const buckets = snapshots.map(({ step, values }) => ({
      step,
      buckets: Array.from({ length: 400 }, (_, at) => {
        const [left, right] = [at / 100 - 2, (at + 1) / 100 - 2];
        return { left, right, count: values.filter((v) => v >= left && v < right).length };
      }),
    }));
    const [exact, binned] = await Promise.all(
      [snapshots, buckets].map(async (given) => {
        const svg = await cleanSvg(histogramsOverTime(given, { title: 'T' }));
        return marksIn(svg, 'area').map(({ tag }) => shapeOf(tag));
      }),
    );
    for (const [index, { foot, peak }] of (exact ?? []).entries()) {
      expect(binned?.[index]?.foot).toBeCloseTo(foot, 0);
      expect(Math.abs((binned?.[index]?.peak[1] ?? NaN) - peak[1])).toBeLessThan(8);
    }
  });

  it('draws some of many steps, the last among them, and cuts a peak that would hide all others', async () => {
    const constant = { step: 0, values: new Float32Array(100) };
    const many = Array.from({ length: 99 }, (_, at) => ({ step: at + 1, values: normal(0, 1) }));
    const svg = await cleanSvg(histogramsOverTime([constant, ...many], { maxRidges: 20 }));
    expect(marksIn(svg, 'area')).toHaveLength(20);
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['20 of 100 steps shown', '99']));
    const cut = await cleanSvg(histogramsOverTime([constant, ...many.slice(0, 9)]));
    expect(textsIn(cut)).toContain('The highest peaks are cut off');
    expect(
      Math.min(...marksIn(cut, 'area').map(({ tag }) => shapeOf(tag).peak[1])),
    ).toBeGreaterThan(-1);
  });

  it('shows numbers that are all alike', async () => {
    const same = [1, 2].map((step) => ({ step, values: [0, 0, 0] }));
    const svg = await cleanSvg(histogramsOverTime(same));
    for (const { tag } of marksIn(svg, 'area')) {
      const { peak, foot } = shapeOf(tag);
      expect(foot - peak[1]).toBeGreaterThan(20);
    }
  });
});

describe('histogramsOverTime as quantiles', () => {
  it('draws three bands around the median', async () => {
    const values = Array.from({ length: 101 }, (_, at) => at);
    const figure = histogramsOverTime(
      [
        { step: 1, values },
        { step: 2, values },
      ],
      { form: 'quantiles', name: 'gradients' },
    );
    const svg = await cleanSvg(figure);
    const bands = marksIn(svg, 'area').map(({ tag }) => {
      const ys = stretchesOf(tag)
        .flat()
        .map(([, y]) => y);
      return [Math.max(...ys), Math.min(...ys)] as const;
    });
    const [all, most, half] = bands.map(([low, high]) => low - high);
    expect((most as number) / (all as number)).toBeCloseTo(0.9, 3);
    expect((half as number) / (all as number)).toBeCloseTo(0.5, 3);
    const median = stretchesOf(marksIn(svg, 'line')[0]?.tag ?? '').flat()[0]?.[1];
    expect(median).toBeCloseTo(((bands[0]?.[0] ?? 0) + (bands[0]?.[1] ?? 0)) / 2, 1);
  });
});

describe('histogramsOverTime', () => {
  it('tells how the spread changed', () => {
    const titleOf = (...lists: number[][]) =>
      histogramsOverTime(
        lists.map((values, step) => ({ step, values })),
        { name: 'weights' },
      ).title;
    expect(titleOf([-1, 0, 1], [-5, 0, 5])).toBe(
      'The standard deviation of weights grows from 1 to 5',
    );
    expect(titleOf([-5, 0, 5], [-1, 0, 1])).toBe(
      'The standard deviation of weights falls from 5 to 1',
    );
    expect(titleOf([-1, 0, 1], [9, 10, 11])).toBe('The standard deviation of weights stays at 1');
    expect(titleOf([-1, 0, 1])).toBe('The standard deviation of weights is 1 at epoch 0');
  });

  it('leaves steps without a finite number out, and says so', async () => {
    const svg = await cleanSvg(histogramsOverTime([...snapshots, { step: 5, values: [NaN] }]));
    expect(marksIn(svg, 'area')).toHaveLength(4);
    expect(textsIn(svg)).toContain('1 without a finite number left out');
  });

  it('refuses what it cannot draw', () => {
    const [first] = snapshots as [(typeof snapshots)[number]];
    expect(() => histogramsOverTime([])).toThrow(/no snapshots/);
    expect(() => histogramsOverTime([first, first])).toThrow(/step 1 occurs twice/);
    expect(() => histogramsOverTime([{ ...first, step: NaN }])).toThrow(/a step is NaN/);
    expect(() => histogramsOverTime([first], { maxRidges: 0 })).toThrow(/maxRidges is 0/);
    expect(() => histogramsOverTime([{ step: 1, values: [Infinity] }])).toThrow(
      expect.objectContaining({ code: 'DLQR_DATA' }),
    );
  });
});
