// Precision, recall and F while training: counts of each class.
import { ShapeError } from '@dlqr/core/errors';
import { averageScores, type ClassAverage, type ScoreRule } from '../classification/classScores.ts';
import type { Accumulator } from './accumulator.ts';
import { type Batch, weightOf } from './batch.ts';
import { numClassesOf, predictedClasses, trueClasses } from './classBatch.ts';

/** Which score, of which classes. */
export interface ClassScoreRule extends ScoreRule {
  readonly score: 'precision' | 'recall' | 'fScore';
  readonly average: Exclude<ClassAverage, 'none'>;
  /** The least single score that makes a sample positive. */
  readonly threshold: number;
}

/** Counts right, predicted and true samples of each class. Classes that never occur have no part. */
export function classCountAccumulator(rule: ClassScoreRule): Accumulator {
  let truePositives: number[] = [];
  let predicted: number[] = [];
  let actual: number[] = [];
  let occurrences: number[] = [];
  const add = (counts: number[], label: number, weight: number) => {
    counts[label] = (counts[label] as number) + weight;
  };
  const accumulator: Accumulator = {
    reset() {
      accumulator.load({ truePositives: [], predicted: [], actual: [], occurrences: [] });
    },
    add(batch) {
      requireTwoClasses(batch, rule.average);
      const numClasses = numClassesOf(batch);
      const truth = trueClasses(batch);
      const prediction = predictedClasses(batch, rule.threshold);
      for (const counts of [truePositives, predicted, actual, occurrences]) {
        while (counts.length < numClasses) counts.push(0);
      }
      truth.forEach((label, sample) => {
        const guess = prediction[sample] as number;
        const weight = weightOf(batch, sample);
        add(actual, label, weight);
        add(predicted, guess, weight);
        if (label === guess) add(truePositives, label, weight);
        occurrences[label] = 1;
        occurrences[guess] = 1;
      });
    },
    result() {
      if (actual.every((weight) => weight === 0)) return Number.NaN;
      const isCounted = (_: number, label: number) =>
        rule.average === 'binary' ? label === 1 : occurrences[label] === 1;
      const pick = (counts: number[]) => Float64Array.from(counts.filter(isCounted));
      const counts = {
        truePositives: pick(truePositives),
        predicted: pick(predicted),
        actual: pick(actual),
      };
      return averageScores(counts, rule, rule.average)[rule.score];
    },
    save: () => ({
      truePositives: [...truePositives],
      predicted: [...predicted],
      actual: [...actual],
      occurrences: [...occurrences],
    }),
    load(saved) {
      truePositives = Array.from(saved.truePositives ?? []);
      predicted = Array.from(saved.predicted ?? []);
      actual = Array.from(saved.actual ?? []);
      occurrences = Array.from(saved.occurrences ?? []);
    },
  };
  return accumulator;
}

function requireTwoClasses(batch: Batch, average: ClassAverage): void {
  if (average !== 'binary' || numClassesOf(batch) === 2) return;
  throw new ShapeError(`yPred has ${batch.predWidth} columns; average 'binary' needs one or two`, {
    hint: "Choose average: 'macro', 'micro' or 'weighted'.",
  });
}
