// How good predicted probabilities are.
import {
  accuracyScore,
  balancedAccuracyScore,
  brierScoreLoss,
  expectedCalibrationError,
  f1Score,
  logLoss,
  matthewsCorrcoef,
  rocAucScore,
  topKAccuracyScore,
} from '@dlqr/metrics';
import { asScores, type ClassProbabilities, likeliestClasses } from './probabilities.ts';

/** Quality by name. */
export interface ClassificationQuality {
  readonly [metric: string]: number;
  readonly accuracy: number;
  /** The mean recall of the classes. */
  readonly balancedAccuracy: number;
  /** The mean F1 of the classes. */
  readonly f1Macro: number;
  readonly matthewsCorrcoef: number;
  /** The share of rows whose class is among the `guessesOf(numClasses)` likeliest. */
  readonly topKAccuracy: number;
  /** Each class against the rest, the mean over the classes. */
  readonly rocAucOvr: number;
  readonly logLoss: number;
  readonly brierScoreLoss: number;
  readonly expectedCalibrationError: number;
}

/** How many guesses top-k accuracy allows: 3, or 2 where there are 5 classes or fewer. */
export function guessesOf(numClasses: number): number {
  return numClasses > 5 ? 3 : 2;
}

/**
 * The quality of probabilities.
 *
 * @param labels class numbers, [rows], each class at least once
 * @param probabilities [rows, classes]
 * @throws {ValueError} when a class does not occur, or a probability is not finite
 */
export function classificationQuality(
  labels: Int32Array,
  probabilities: ClassProbabilities,
): ClassificationQuality {
  const predicted = likeliestClasses(probabilities);
  const { numClasses } = probabilities;
  const scores = asScores(probabilities);
  const classes = Array.from({ length: numClasses }, (_, number) => number);
  return {
    accuracy: accuracyScore(labels, predicted),
    balancedAccuracy: balancedAccuracyScore(labels, predicted),
    f1Macro: f1Score(labels, predicted, { average: 'macro', labels: classes }),
    matthewsCorrcoef: matthewsCorrcoef(labels, predicted),
    topKAccuracy: topKAccuracyScore(labels, scores, { k: guessesOf(numClasses), labels: classes }),
    rocAucOvr:
      numClasses === 2
        ? rocAucScore(
            labels,
            probabilities.values.filter((_, place) => place % 2 === 1),
          )
        : rocAucScore(labels, scores, { multiClass: 'ovr' }),
    logLoss: logLoss(labels, scores, { labels: classes }),
    brierScoreLoss: brierScoreLoss(labels, scores, { labels: classes }),
    expectedCalibrationError: expectedCalibrationError(labels, scores, { labels: classes }),
  };
}
