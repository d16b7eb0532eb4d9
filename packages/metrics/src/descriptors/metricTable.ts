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
import { rocAucScore } from '../ranking/rocAucScore.ts';
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
import type { Metric, MetricOptions, PredictionKind } from './metric.ts';

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

type Compute = (yTrue: NumericInput, yPred: NumericInput, options?: MetricOptions) => number;
