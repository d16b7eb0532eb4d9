import { ShapeError, ValueError } from '@dlqr/core/errors';
import { expectNoLeaks } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { ConfusionMatrix, type EpochMatrix } from './confusionMatrix.ts';
import {
  disposeModel,
  fakeTraining,
  oneWeightModel,
  throughCheckpoint,
} from './testing/fakeTraining.ts';
import { identityModel, scaling } from './testing/identityModel.ts';
import { fitPlain, LOOPS } from './testing/loops.ts';

const labels = [0, 0, 1, 1, 0, 1];
const scores = [0.1, 0.4, 0.35, 0.8, 0.2, 0.7].map((score) => [score]);
const binary = { x: scores, y: labels.map((label) => [label]) };

describe('ConfusionMatrix', () => {
  it.each(LOOPS)('equals that of scikit-learn after every epoch of %s', async (_, loop) => {
    await expectNoLeaks(async () => {
      const model = identityModel(1);
      const classNames = ['cat', 'dog'];
      const seen: EpochMatrix[] = [];
      const onMatrix = async (made: EpochMatrix) => void seen.push(made);
      const confusion = new ConfusionMatrix(binary, { classNames, onMatrix });
      const callbacks = [scaling(model, [1, 2]), confusion];
      await loop(model, binary, { epochs: 2, batchSize: 8, callbacks });
      expect(confusion.matrices).toEqual([
        {
          epoch: 0,
          classNames,
          matrix: [
            [3, 0],
            [1, 2],
          ],
        },
        // Twice the scores: 0.8 of a cat and 0.7 of a dog pass 0.5, too.
        {
          epoch: 1,
          classNames,
          matrix: [
            [2, 1],
            [0, 3],
          ],
        },
      ]);
      expect(seen).toEqual(confusion.matrices);
      disposeModel(model);
    });
  });

  it('takes the largest of several outputs; weights and shares', async () => {
    const model = identityModel(3);
    const data = {
      x: [
        [0.5, 0.25, 0.25],
        [0.25, 0.5, 0.25],
        [0.125, 0.25, 0.625],
        [0.5, 0.125, 0.375],
        [0.375, 0.25, 0.375],
        [0.25, 0.375, 0.375],
      ],
      y: [0, 1, 2, 2, 1, 0],
    };
    const counts = new ConfusionMatrix(data);
    const shares = new ConfusionMatrix(
      { ...data, sampleWeight: [1, 1, 1, 3, 1, 1] },
      { normalize: 'true', threshold: 0.9 },
    );
    const training = { x: data.x, y: data.x };
    await fitPlain(model, training, { epochs: 1, batchSize: 8, callbacks: [counts, shares] });
    expect(counts.matrices[0]).toEqual({
      epoch: 0,
      classNames: ['0', '1', '2'],
      matrix: [
        [1, 1, 0],
        [1, 1, 0],
        [1, 0, 1],
      ],
    });
    expect(shares.matrices[0]?.matrix[2]).toEqual([0.75, 0, 0.25]);
    disposeModel(model);
  });

  it('passes over epochs between, and those of a diverged model', async () => {
    const model = identityModel(1);
    const confusion = new ConfusionMatrix(binary, { frequency: 2 });
    const callbacks = [scaling(model, [1, 1, 1, Number.NaN, 1, 1, 1]), confusion];
    await fitPlain(model, binary, { epochs: 7, batchSize: 8, callbacks });
    expect(confusion.matrices.map(({ epoch }) => epoch)).toEqual([1, 5]);
    disposeModel(model);
  });

  it('keeps its matrices over a kill and resume, and begins anew otherwise', async () => {
    const model = oneWeightModel();
    const data = { x: [[1], [-1]], y: [1, 0] };
    const first = new ConfusionMatrix(data);
    await fakeTraining(first, { model, epochs: [{}, {}] });
    const second = new ConfusionMatrix(data);
    const params = { initialEpoch: 2 };
    const state = throughCheckpoint(first.getState());
    await fakeTraining(second, { model, epochs: [{}], params, state });
    expect(second.matrices.slice(0, 2)).toEqual(first.matrices);
    expect(second.matrices.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
    await fakeTraining(second, { model, epochs: [{}] });
    expect(second.matrices).toHaveLength(1);
  });

  it('refuses wrong data and names before training', async () => {
    const model = identityModel(1);
    const run = (confusion: ConfusionMatrix) =>
      fitPlain(model, binary, { epochs: 1, batchSize: 8, callbacks: [confusion] });
    await expect(run(new ConfusionMatrix({ x: [[1]], y: [2] }))).rejects.toThrow('data.y[0] is 2');
    const nameless = new ConfusionMatrix(binary, { classNames: ['a', 'b', 'c'] });
    await expect(run(nameless)).rejects.toThrow(ShapeError);
    disposeModel(model);
  });

  it.each([
    ['no epochs', { frequency: 0 }],
    ['no threshold', { threshold: Number.NaN }],
    ['other shares', { normalize: 'rows' as 'true' }],
  ])('refuses %s', (_, options) => {
    expect(() => new ConfusionMatrix(binary, options)).toThrow(ValueError);
  });
});
