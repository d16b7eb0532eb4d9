// Curves of scores while training in fixed memory: scores in equal bins, those of a bin being ties.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import type { ThresholdCounts } from '../ranking/thresholdCounts.ts';
import type { Accumulator } from './accumulator.ts';
import { type Batch, weightOf } from './batch.ts';
import { trueClasses } from './classBatch.ts';

/**
 * Counts positives and negatives by score.
 *
 * @param numThresholds how many thresholds divide the scores from 0 to 1, as in Keras
 * @param areaOf the metric of the counts; NaN where it is not defined
 */
export function histogramAccumulator(
  numThresholds: number,
  areaOf: (counts: ThresholdCounts) => number,
): Accumulator {
  if (!Number.isInteger(numThresholds) || numThresholds < 2) {
    throw new ValueError(
      `numThresholds is ${numThresholds}; expected a whole number of at least 2`,
    );
  }
  const positives = new Float64Array(numThresholds);
  const negatives = new Float64Array(numThresholds);
  return {
    reset() {
      positives.fill(0);
      negatives.fill(0);
    },
    add(batch) {
      const scores = positiveScores(batch);
      const truth = trueClasses(batch);
      scores.forEach((score, sample) => {
        const bin = Math.ceil(score * (numThresholds - 1));
        const counts = truth[sample] === 1 ? positives : negatives;
        counts[bin] = (counts[bin] as number) + weightOf(batch, sample);
      });
    },
    result() {
      return areaOf({
        thresholds: positives.map((_, bin) => (numThresholds - 1 - bin) / (numThresholds - 1)),
        truePositives: cumulativeFromTop(positives),
        falsePositives: cumulativeFromTop(negatives),
      });
    },
    save: () => ({ positives: positives.slice(), negatives: negatives.slice() }),
    load(saved) {
      requireBins(saved.positives, numThresholds);
      positives.set(saved.positives ?? []);
      negatives.set(saved.negatives ?? []);
    },
  };
}

/** The score of the positive class: the only column, or the second of two. */
function positiveScores({ yPred, predWidth, numSamples }: Batch): Float64Array {
  if (predWidth > 2) {
    throw new ShapeError(`yPred has ${predWidth} columns; numThresholds needs one or two`, {
      hint: 'Leave numThresholds out for more than two classes.',
    });
  }
  return Float64Array.from({ length: numSamples }, (_, sample) => {
    const score = yPred[sample * predWidth + predWidth - 1] as number;
    if (score >= 0 && score <= 1) return score;
    throw new ValueError(`yPred holds ${score}; numThresholds needs scores from 0 to 1`, {
      hint: "Put a 'sigmoid' behind the model's last layer, or leave numThresholds out.",
    });
  });
}

function cumulativeFromTop(bins: Float64Array): Float64Array {
  let total = 0;
  return bins.toReversed().map((count) => {
    total += count;
    return total;
  });
}

function requireBins(bins: ArrayLike<number> | undefined, numThresholds: number): void {
  if (bins?.length === numThresholds) return;
  throw new ValueError(`the state has ${bins?.length} bins; expected ${numThresholds}`, {
    hint: 'Resume with the same numThresholds as before.',
  });
}
