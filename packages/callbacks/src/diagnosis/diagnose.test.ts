import { describe, expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';
import { epochsOf, fallingLoss, layersWith } from './testing/epochs.ts';

const kindsOf = (epochs: Parameters<typeof diagnose>[0]): string[] =>
  diagnose(epochs).map(({ kind }) => kind);

describe('diagnose', () => {
  it('has nothing to say of a healthy training', () => {
    const valLoss = fallingLoss(40, 11, 1.2);
    expect(diagnose(epochsOf(fallingLoss(40), { valLoss }))).toEqual([]);
  });

  it('has nothing to say of a plateau with noise, either', () => {
    const noise = (epoch: number): number => 0.03 * Math.sin(7 * epoch * epoch);
    const loss = fallingLoss(100).map((value, epoch) => value + noise(epoch));
    const valLoss = fallingLoss(100, 9, 1.3).map((value, epoch) => value + 2 * noise(epoch + 3));
    expect(diagnose(epochsOf(loss, { valLoss }))).toEqual([]);
  });

  it('finds units that are copies, and that no gradient reached them at first', () => {
    const alike = { identicalShare: 1, updateRatio: 12 };
    const layers = layersWith({ hidden1: alike, hidden2: alike, hidden3: alike });
    const before = layersWith({
      hidden1: { ...alike, gradientNorm: 0, weightNorm: 0, updateRatio: Number.NaN },
      hidden2: { ...alike, gradientNorm: 0, weightNorm: 0, updateRatio: Number.NaN },
    });
    const epochs = [
      { epoch: -1, logs: {}, layers: before },
      ...epochsOf(fallingLoss(20), { layers: () => layers }),
    ];
    const [first, ...others] = diagnose(epochs);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      kind: 'identicalUnits',
      severity: 'error',
      epoch: -1,
      layers: ['hidden1', 'hidden2', 'hidden3'],
      causedBy: null,
    });
    expect(first?.evidence).toContain('before the training no gradient reaches 2 of them');
  });

  it.each([
    [0.49, []],
    [0.5, ['warning']],
    [0.9, ['error']],
  ])('judges a dead share of %d', (deadShare, severities) => {
    const layers = (epoch: number) => layersWith({ hidden2: epoch < 3 ? {} : { deadShare } });
    const found = diagnose(epochsOf(fallingLoss(20), { layers }));
    expect(found.map(({ severity }) => severity)).toEqual(severities);
    for (const finding of found) {
      expect(finding).toMatchObject({ kind: 'deadUnits', epoch: 3, layers: ['hidden2'] });
    }
  });

  it('leaves an output layer alone that is sure of itself', () => {
    const sure = () => layersWith({ output: { saturatedShare: 1, deadShare: 1 } });
    expect(diagnose(epochsOf(fallingLoss(20), { layers: sure }))).toEqual([]);
    const flat = () => layersWith({ hidden1: { saturatedShare: 0.8 } });
    expect(kindsOf(epochsOf(fallingLoss(20), { layers: flat }))).toEqual(['saturatedActivations']);
  });

  it('finds a gradient that vanishes in most epochs, not one that is small everywhere', () => {
    const vanishing = () =>
      layersWith({ hidden1: { gradientNorm: 1e-6 }, hidden2: { gradientNorm: 1e-4 } });
    const [finding] = diagnose(epochsOf(fallingLoss(20), { layers: vanishing }));
    expect(finding).toMatchObject({ kind: 'vanishingGradient', layers: ['hidden1', 'hidden2'] });
    expect(finding?.evidence).toContain('0.000001, beside 2');
    const converged = () =>
      layersWith().map((layer) => ({ ...layer, gradientNorm: layer.gradientNorm * 1e-6 }));
    expect(diagnose(epochsOf(fallingLoss(20), { layers: converged }))).toEqual([]);
    const once = (epoch: number) => (epoch === 0 ? vanishing() : layersWith());
    expect(diagnose(epochsOf(fallingLoss(20), { layers: once }))).toEqual([]);
  });

  it('finds gradients that explode', () => {
    const exploding = (epoch: number) =>
      layersWith().map((layer) => ({ ...layer, gradientNorm: epoch < 4 ? 3 : 1e5 }));
    const [finding] = diagnose(epochsOf(fallingLoss(20), { layers: exploding }));
    expect(finding).toMatchObject({ kind: 'explodingGradient', epoch: 4 });
  });

  it('finds weights that are thrown about: the cause of the units that die of it', () => {
    const layers = (epoch: number) =>
      layersWith().map((layer) => ({
        ...layer,
        updateRatio: epoch === 0 ? 1.7 : 0.1,
        deadShare: 0.8,
      }));
    const found = diagnose(epochsOf(fallingLoss(20), { layers }));
    expect(found.map(({ kind, causedBy }) => [kind, causedBy])).toEqual([
      ['learningRateTooHigh', null],
      ['deadUnits', 'learningRateTooHigh'],
    ]);
    // The same movement over many steps is a walk that healthy weights take.
    const slow = () => layersWith().map((layer) => ({ ...layer, updateRatio: 1.7 }));
    expect(diagnose(epochsOf(fallingLoss(20), { layers: slow, steps: 400 }))).toEqual([]);
  });

  it('finds a loss that shoots up, and NaN that follows', () => {
    const loss = [5, 4, 3, 80, Number.NaN, Number.NaN];
    const found = diagnose(epochsOf(loss, { layers: () => [] }));
    expect(found).toMatchObject([
      { kind: 'learningRateTooHigh', epoch: 3 },
      { kind: 'nonFinite', epoch: 4, causedBy: 'learningRateTooHigh' },
    ]);
    expect(found[1]?.evidence).toBe('"loss" is NaN in epoch 5.');
  });

  it('finds NaN inside a layer', () => {
    const layers = () => layersWith({ hidden3: { nonFiniteShare: 0.01 } });
    expect(kindsOf(epochsOf(fallingLoss(20), { layers }))).toEqual(['nonFinite']);
  });

  it('finds a loss that stays where it is', () => {
    const loss = Array.from({ length: 20 }, (_, epoch) => 3 + 0.001 * Math.sin(epoch));
    expect(kindsOf(epochsOf(loss))).toEqual(['notLearning']);
  });

  it('finds a loss that falls as evenly at the end as at the beginning', () => {
    const loss = Array.from({ length: 30 }, (_, epoch) => 10 - 0.01 * epoch);
    const found = diagnose(epochsOf(loss));
    expect(found.map(({ kind }) => kind)).toEqual(['learningRateTooLow']);
    expect(found[0]?.evidence).toContain('100 % of its first speed; it has fallen by 3 %');
  });

  it('finds where overfitting begins, a wobble aside', () => {
    // Lowest at epoch 20 by construction: (epoch - 20)² is smallest there.
    const valLoss = Array.from({ length: 60 }, (_, epoch) => 2 + 0.001 * (epoch - 20) ** 2);
    const found = diagnose(epochsOf(fallingLoss(60), { valLoss }));
    expect(found.map(({ kind, epoch }) => [kind, epoch])).toEqual([['overfitting', 20]]);
    const wobble = Array.from({ length: 60 }, (_, epoch) => 2 + 0.2 * Math.sin(5 * epoch * epoch));
    expect(diagnose(epochsOf(fallingLoss(60), { valLoss: wobble }))).toEqual([]);
  });

  it('does not call it overfitting when the training loss rises as well', () => {
    const rise = Array.from({ length: 60 }, (_, epoch) => 2 + 0.001 * (epoch - 20) ** 2);
    expect(kindsOf(epochsOf(rise, { valLoss: rise }))).not.toContain('overfitting');
  });

  it('refuses nothing at all, and epochs out of order', () => {
    expect(() => diagnose([])).toThrow('there are no epochs');
    const [first, second] = epochsOf([3, 2]);
    expect(() => diagnose([second, first] as Parameters<typeof diagnose>[0])).toThrow(
      'epoch 0 stands behind epoch 1',
    );
  });
});
