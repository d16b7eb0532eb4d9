// All metrics by name: which way each is good and what it compares.
import { ValueError } from '@dlqr/core/errors';
import { accuracyScore } from '../classification/accuracyScore.ts';
import { balancedAccuracyScore } from '../classification/balancedAccuracyScore.ts';
import { brierScoreLoss } from '../classification/brierScoreLoss.ts';
import { cohenKappaScore } from '../classification/cohenKappaScore.ts';
import { f1Score } from '../classification/f1Score.ts';
import { logLoss } from '../classification/logLoss.ts';
import { matthewsCorrcoef } from '../classification/matthewsCorrcoef.ts';
import { precisionScore } from '../classification/precisionScore.ts';
import { recallScore } from '../classification/recallScore.ts';
import { topKAccuracyScore } from '../classification/topKAccuracyScore.ts';
import type { NumericInput } from '../inputs/tensorLike.ts';
import { averagePrecisionScore } from '../ranking/averagePrecisionScore.ts';
import { type RocAucOptions, rocAucScore } from '../ranking/rocAucScore.ts';
import { explainedVarianceScore } from '../regression/explainedVarianceScore.ts';
import { maxError } from '../regression/maxError.ts';
import { meanAbsoluteError } from '../regression/meanAbsoluteError.ts';
import { meanAbsolutePercentageError } from '../regression/meanAbsolutePercentageError.ts';
import { meanPinballLoss } from '../regression/meanPinballLoss.ts';
import { meanSquaredError } from '../regression/meanSquaredError.ts';
import { meanSquaredLogError } from '../regression/meanSquaredLogError.ts';
import { medianAbsoluteError } from '../regression/medianAbsoluteError.ts';
import { pearsonCorrelation } from '../regression/pearsonCorrelation.ts';
import { r2Score } from '../regression/r2Score.ts';
import { rootMeanSquaredError } from '../regression/rootMeanSquaredError.ts';
import { rootMeanSquaredLogError } from '../regression/rootMeanSquaredLogError.ts';
import type { Metric } from './metric.ts';

/** The name of a metric of this package. */
export type MetricName =
  | 'meanAbsoluteError'
  | 'meanSquaredError'
  | 'rootMeanSquaredError'
  | 'medianAbsoluteError'
  | 'meanAbsolutePercentageError'
  | 'meanSquaredLogError'
  | 'rootMeanSquaredLogError'
  | 'meanPinballLoss'
  | 'maxError'
  | 'r2'
  | 'explainedVariance'
  | 'pearsonCorrelation'
  | 'accuracy'
  | 'balancedAccuracy'
  | 'precision'
  | 'precisionMicro'
  | 'precisionMacro'
  | 'precisionWeighted'
  | 'recall'
  | 'recallMicro'
  | 'recallMacro'
  | 'recallWeighted'
  | 'f1'
  | 'f1Micro'
  | 'f1Macro'
  | 'f1Weighted'
  | 'matthewsCorrcoef'
  | 'cohenKappa'
  | 'quadraticKappa'
  | 'topKAccuracy'
  | 'rocAuc'
  | 'rocAucOvr'
  | 'rocAucOvrWeighted'
  | 'rocAucOvo'
  | 'rocAucOvoWeighted'
  | 'averagePrecision'
  | 'logLoss'
  | 'brierScoreLoss';

/** A metric without its name, which its place in the table gives. */
export type MetricRow = Omit<Metric, 'name'>;

/** Every metric by name. */
export const metricTable: Readonly<Record<MetricName, MetricRow>> = {
  meanAbsoluteError: error(meanAbsoluteError),
  meanSquaredError: error(meanSquaredError),
  rootMeanSquaredError: error(rootMeanSquaredError),
  medianAbsoluteError: error(medianAbsoluteError),
  meanAbsolutePercentageError: error(meanAbsolutePercentageError),
  meanSquaredLogError: error(meanSquaredLogError),
  rootMeanSquaredLogError: error(rootMeanSquaredLogError),
  meanPinballLoss: error(meanPinballLoss),
  maxError: error(unweighted('maxError', maxError)),
  r2: goodness(r2Score),
  explainedVariance: goodness(explainedVarianceScore),
  pearsonCorrelation: goodness(pearsonCorrelation),
  accuracy: labelScore(accuracyScore),
  balancedAccuracy: labelScore(balancedAccuracyScore),
  precision: labelScore(precisionScore),
  precisionMicro: labelScore(averaged(precisionScore, 'micro')),
  precisionMacro: labelScore(averaged(precisionScore, 'macro')),
  precisionWeighted: labelScore(averaged(precisionScore, 'weighted')),
  recall: labelScore(recallScore),
  recallMicro: labelScore(averaged(recallScore, 'micro')),
  recallMacro: labelScore(averaged(recallScore, 'macro')),
  recallWeighted: labelScore(averaged(recallScore, 'weighted')),
  f1: labelScore(f1Score),
  f1Micro: labelScore(averaged(f1Score, 'micro')),
  f1Macro: labelScore(averaged(f1Score, 'macro')),
  f1Weighted: labelScore(averaged(f1Score, 'weighted')),
  matthewsCorrcoef: labelScore(matthewsCorrcoef),
  cohenKappa: labelScore(cohenKappaScore),
  quadraticKappa: labelScore((yTrue, yPred, options) =>
    cohenKappaScore(yTrue, yPred, { ...options, weights: 'quadratic' }),
  ),
  topKAccuracy: ranking(topKAccuracyScore),
  rocAuc: ranking(rocAucScore),
  rocAucOvr: probabilityRanking({ multiClass: 'ovr' }),
  rocAucOvrWeighted: probabilityRanking({ multiClass: 'ovr', average: 'weighted' }),
  rocAucOvo: probabilityRanking({ multiClass: 'ovo' }),
  rocAucOvoWeighted: probabilityRanking({ multiClass: 'ovo', average: 'weighted' }),
  averagePrecision: ranking(averagePrecisionScore),
  logLoss: probabilityLoss(logLoss),
  brierScoreLoss: probabilityLoss(brierScoreLoss),
};

type Compute = Metric['compute'];

function error(compute: Compute): MetricRow {
  return { direction: 'min', predictions: 'values', compute };
}

function goodness(compute: Compute): MetricRow {
  return { direction: 'max', predictions: 'values', compute };
}

function labelScore(compute: Compute): MetricRow {
  return { direction: 'max', predictions: 'labels', compute };
}

function ranking(compute: Compute): MetricRow {
  return { direction: 'max', predictions: 'scores', compute };
}

function probabilityLoss(compute: Compute): MetricRow {
  return { direction: 'min', predictions: 'probabilities', compute };
}

function probabilityRanking(
  how: Pick<RocAucOptions<'macro' | 'weighted'>, 'multiClass' | 'average'>,
): MetricRow {
  return {
    direction: 'max',
    predictions: 'probabilities',
    compute: (yTrue, yPred, options) =>
      rocAucScore(yTrue, yPred as NumericInput, { ...options, ...how }),
  };
}

/** A score of labels with classes averaged in a certain way. */
function averaged(score: typeof f1Score, average: 'micro' | 'macro' | 'weighted'): Compute {
  return (yTrue, yPred, options) => score(yTrue, yPred, { ...options, average });
}

/** Refuses weights, where ignoring them would give a wrong number. */
function unweighted(name: string, compute: Compute): Compute {
  return (yTrue, yPred, options) => {
    if (options?.sampleWeight) {
      throw new ValueError(`sampleWeight is not defined for ${name}; leave it out`);
    }
    return compute(yTrue, yPred);
  };
}
