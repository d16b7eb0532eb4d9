// Says what is wrong with a training, the cause first.
import { ValueError } from '@dlqr/core/errors';
import { findDeadUnits } from './findDeadUnits.ts';
import { findExplodingGradient, findVanishingGradient } from './findGradientScale.ts';
import { findIdenticalUnits } from './findIdenticalUnits.ts';
import { FINDING_KINDS, type Finding, type FindingKind, type Symptom } from './finding.ts';
import { findHighLearningRate, findLowLearningRate } from './findLearningRate.ts';
import { findNonFinite, findNotLearning } from './findNoProgress.ts';
import { findOverfitting } from './findOverfitting.ts';
import { findSaturation } from './findSaturation.ts';
import type { ObservedEpoch } from './trainingRecord.ts';

const FINDERS: Readonly<Record<FindingKind, (epochs: readonly ObservedEpoch[]) => Symptom | null>> =
  {
    identicalUnits: findIdenticalUnits,
    learningRateTooHigh: findHighLearningRate,
    explodingGradient: findExplodingGradient,
    saturatedActivations: findSaturation,
    deadUnits: findDeadUnits,
    vanishingGradient: findVanishingGradient,
    nonFinite: findNonFinite,
    notLearning: findNotLearning,
    learningRateTooLow: findLowLearningRate,
    overfitting: findOverfitting,
  };

/** What each kind usually follows from, the likeliest first. */
const CAUSES: Readonly<Partial<Record<FindingKind, readonly FindingKind[]>>> = {
  // Weights that were all 0 move by more than their size at their first step.
  learningRateTooHigh: ['identicalUnits'],
  explodingGradient: ['identicalUnits', 'learningRateTooHigh'],
  saturatedActivations: ['learningRateTooHigh', 'explodingGradient'],
  deadUnits: ['learningRateTooHigh', 'explodingGradient'],
  vanishingGradient: ['identicalUnits', 'saturatedActivations', 'deadUnits'],
  nonFinite: ['learningRateTooHigh', 'explodingGradient'],
  notLearning: [
    'identicalUnits',
    'learningRateTooHigh',
    'deadUnits',
    'saturatedActivations',
    'vanishingGradient',
    'explodingGradient',
  ],
  learningRateTooLow: ['identicalUnits', 'vanishingGradient', 'saturatedActivations'],
};

/**
 * Names what is wrong with a training: units that are copies of each other, dead or saturated;
 * gradients that vanish or explode; a learning rate too high or too low; NaN; no progress;
 * overfitting, and where it begins. A healthy training gives nothing.
 *
 * The logs alone (a history) are enough for what the curves show; the records of a
 * `GradientMonitor` add what the layers show. Every limit is a constant beside its reason.
 *
 * @param epochs in order; an epoch -1 is the moment before the training
 * @returns causes before their consequences, each of which names its cause in `causedBy`
 * @throws {ValueError} when there are no epochs, or they are not in order
 * @example
 * const monitor = new GradientMonitor({ x, y });
 * await fit(model, data, { epochs: 50, callbacks: [monitor] });
 * diagnose(monitor.records)[0]?.kind // 'identicalUnits', where all weights began as 0
 * @see http://proceedings.mlr.press/v9/glorot10a.html, on saturation and vanishing gradients
 */
export function diagnose(epochs: readonly ObservedEpoch[]): Finding[] {
  if (epochs.length === 0) {
    throw new ValueError('there are no epochs; expected at least one', {
      hint: 'Give the records of a GradientMonitor, or the epochs of a history.',
    });
  }
  epochs.forEach(({ epoch }, index) => {
    const before = epochs[index - 1];
    if (before && !(epoch > before.epoch)) {
      throw new ValueError(
        `epoch ${epoch} stands behind epoch ${before.epoch}; expected them in order`,
      );
    }
  });
  const symptoms = FINDING_KINDS.flatMap((kind) => FINDERS[kind](epochs) ?? []);
  const found = new Set(symptoms.map(({ kind }) => kind));
  return symptoms.map((symptom) => ({
    ...symptom,
    causedBy: CAUSES[symptom.kind]?.find((cause) => found.has(cause)) ?? null,
  }));
}
