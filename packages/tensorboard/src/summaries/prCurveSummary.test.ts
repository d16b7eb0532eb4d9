import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { describe, expect, it } from 'vitest';
import { PR_CURVE_RECORD, WEIGHTED_PR_CURVE_RECORD } from '../events/peerRecords.cases.ts';
import type { PrCurveEvent } from '../events/runEvent.ts';
import { eventsOfRecords } from '../testing/goldenFile.ts';
import { writtenEvents } from '../testing/writtenRecord.ts';
import type { PrCurveInput, PrCurveOptions } from './prCurveSummary.ts';

// What the records were made of.
const labels = [1, 0, 1, 1, 0, 0, 1, 0];
const predictions = [0.9, 0.1, 0.75, 0.5, 0.5, 0.25, 0, 1];
const weights = [1, 2, 0.5, 1, 1, 1, 3, 1];

async function written(input: PrCurveInput, options: PrCurveOptions = {}): Promise<PrCurveEvent> {
  const [event] = await writtenEvents((writer) => writer.prCurve('pr', input, 3, options));
  return event as PrCurveEvent;
}

describe('prCurveSummary', () => {
  it.each([
    ['counts', { labels, predictions }, 5, PR_CURVE_RECORD],
    ['weights', { labels, predictions, weights }, 3, WEIGHTED_PR_CURVE_RECORD],
  ] as const)(
    'gives the curve of TensorBoard, with %s',
    async (_, input, numThresholds, record) => {
      const [peer] = (await eventsOfRecords(record)) as PrCurveEvent[];
      const { tag, wallTime, ...curve } = peer as PrCurveEvent;
      expect(tag).toBe('pr/pr_curves');
      expect(curve.truePositives).toHaveLength(numThresholds);
      expect(await written(input, { numThresholds })).toMatchObject(curve);
    },
  );

  it('counts at each of 201 thresholds what reaches it', async () => {
    const random = new Random(1, 'scores');
    const truth = Array.from({ length: 300 }, () => random.uniform() < 0.4);
    const scores = truth.map((label) => random.uniform() * (label ? 1 : 0.8));
    const curve = await written({ labels: truth, predictions: scores });
    expect(curve.recall).toHaveLength(201);
    for (const at of [0, 1, 100, 150, 200]) {
      const reached = scores.map((score) => Math.floor(score * 200) >= at);
      const positives = truth.filter((label, index) => label && reached[index]).length;
      const negatives = truth.filter((label, index) => !label && reached[index]).length;
      expect(curve.truePositives[at]).toBe(positives);
      expect(curve.falsePositives[at]).toBe(negatives);
      expect(curve.falseNegatives[at]).toBe(truth.filter(Boolean).length - positives);
      expect(curve.recall[at]).toBe(Math.fround(positives / truth.filter(Boolean).length));
    }
  });

  it.each([
    [{ labels: [0, 1], predictions: [0.5] }, ShapeError, 'there are 2 labels and 1 predictions'],
    [{ labels: [0], predictions: [0], weights: [1, 2] }, ShapeError, '1 labels and 2 weights'],
    [{ labels: [2], predictions: [0.5] }, DataError, 'label 0 is 2; expected 0 or 1'],
    [{ labels: [0, 1], predictions: [0, 1.5] }, DataError, 'prediction 1 is 1.5'],
    [{ labels: [0], predictions: [Number.NaN] }, DataError, 'prediction 0 is NaN'],
    [{ labels: [0], predictions: [0], weights: [-1] }, DataError, 'weight 0 is -1'],
  ] as const)('refuses %j', async (input, error, message) => {
    await expect(written(input)).rejects.toThrow(error);
    await expect(written(input)).rejects.toThrow(message);
  });

  it.each([1, 2.5, Number.NaN])('refuses %s thresholds', async (numThresholds) => {
    await expect(written({ labels, predictions }, { numThresholds })).rejects.toThrow(ValueError);
  });
});
