import { rocAucScore } from '@dlqr/metrics';
import { describe, expect, it } from 'vitest';
import { prepareBinary } from '../data/binaryData.ts';
import { customers } from '../testing/tables.ts';
import { forestLearner, majorityLearner } from './baselineLearners.ts';

describe('forestLearner', () => {
  it('draws from many rows the features together with their classes', async () => {
    const data = prepareBinary(customers(27_000), { target: 'leaves', seed: 1 });
    expect(data.rows.train.length).toBeGreaterThan(20_000);
    const { test } = await forestLearner(5).learn(data, { ...data.rows, seed: 1 });
    const yTest = data.rows.test.map((row) => data.y[row] ?? 0);
    expect(rocAucScore(yTest, test)).toBeGreaterThan(0.9);
  });
});

describe('majorityLearner', () => {
  it('gives every row the share of positives of the training rows', async () => {
    const data = prepareBinary(customers(300), { target: 'leaves', seed: 1 });
    const { validation, test } = await majorityLearner.learn(data, { ...data.rows, seed: 1 });
    const { train } = data.rows;
    const share = train.reduce((sum, row) => sum + (data.y[row] ?? 0), 0) / train.length;
    for (const value of [...validation, ...test]) expect(value).toBeCloseTo(share, 12);
    expect(test).toHaveLength(data.rows.test.length);
  });
});
