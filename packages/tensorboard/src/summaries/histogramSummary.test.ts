import { ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import {
  EMPTY_HISTOGRAM_RECORD,
  EQUAL_HISTOGRAM_RECORD,
  HISTOGRAM_RECORD,
} from '../events/peerRecords.cases.ts';
import { eventsOfRecords } from '../testing/goldenFile.ts';
import { writtenEvents, writtenHex } from '../testing/writtenRecord.ts';
import { histogramBuckets } from './histogramBuckets.ts';

const WALL_TIME = 1_767_225_601.25;

describe('histogramSummary', () => {
  it.each([
    [
      'some values',
      [0, 0.1, 0.2, 0.25, 1, -1],
      { buckets: 4, description: 'of **w**' },
      HISTOGRAM_RECORD,
    ],
    ['equal values', [2, 2, 2], { buckets: 3 }, EQUAL_HISTOGRAM_RECORD],
    ['no values', [], { buckets: 2 }, EMPTY_HISTOGRAM_RECORD],
  ])('writes the bytes that TensorBoard writes of %s', async (_, values, options, expected) => {
    const written = await writtenHex((writer) =>
      writer.histogram('weights', values, 3, { ...options, wallTime: WALL_TIME }),
    );
    expect(written).toBe(expected);
  });

  it('comes back from TensorBoard', async () => {
    expect(await eventsOfRecords(HISTOGRAM_RECORD)).toEqual([
      {
        kind: 'histogram',
        tag: 'weights',
        step: 3,
        wallTime: WALL_TIME,
        buckets: [
          { left: -1, right: -0.5, count: 1 },
          { left: -0.5, right: 0, count: 0 },
          { left: 0, right: 0.5, count: 4 },
          { left: 0.5, right: 1, count: 1 },
        ],
      },
    ]);
  });

  it('says the same in the old form, and sums besides', async () => {
    const values = [0, 0.1, 0.2, 0.25, 1, -1];
    const [event] = await writtenEvents(
      (writer) => writer.histogram('weights', values, 3, { buckets: 4 }),
      { histogramForm: 'histogramProto' },
    );
    expect(event).toMatchObject({
      kind: 'histogram',
      tag: 'weights',
      step: 3,
      buckets: histogramBuckets(values, 4),
      statistics: {
        min: -1,
        max: 1,
        count: 6,
        sum: 0.55,
        sumOfSquares: expect.closeTo(0 + 0.01 + 0.04 + 0.0625 + 1 + 1, 12),
      },
    });
  });

  it('leaves out what is not finite, in both forms', async () => {
    const [nan, infinity] = [Number.NaN, Number.POSITIVE_INFINITY];
    for (const histogramForm of ['tensor', 'histogramProto'] as const) {
      const [event] = await writtenEvents(
        (writer) => {
          writer.histogram('w', [nan, 1, infinity, 3, -infinity], 0, { buckets: 2 });
        },
        { histogramForm },
      );
      expect(event).toMatchObject({
        buckets: [
          { left: 1, right: 2, count: 1 },
          { left: 2, right: 3, count: 1 },
        ],
      });
    }
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %s buckets', async (buckets) => {
    const writing = writtenHex((writer) => writer.histogram('w', [1], 0, { buckets }));
    await expect(writing).rejects.toThrow(ValueError);
  });
});

describe('histogramBuckets', () => {
  it('holds every value in the bucket that its edges say, for any values', () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = new Random(seed, 'values');
      const scale = 10 ** (12 * random.uniform() - 6);
      const values = Float64Array.from({ length: 500 }, () => scale * random.normal());
      const buckets = histogramBuckets(values);
      expect(buckets).toHaveLength(30);
      expect(buckets[0]?.left).toBe(Math.min(...values));
      expect(buckets.at(-1)?.right).toBe(Math.max(...values));
      for (const [index, { left, right, count }] of buckets.entries()) {
        if (index > 0) expect(left).toBe(buckets[index - 1]?.right);
        const inside = values.filter((value) =>
          index === 29 ? value >= left : value >= left && value < right,
        );
        // A value may lie on an edge within the last bit of a number.
        expect(Math.abs(inside.length - count)).toBeLessThanOrEqual(1);
      }
      expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(500);
    }
  });

  it('counts values whose difference is too small to be parted', () => {
    const buckets = histogramBuckets([0, 5e-324, 5e-324]);
    expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });
});
