// What r2Score and explainedVarianceScore share: one minus the unexplained part of the variance.
import type { WeightOptions } from '../inputs/readWeights.ts';
import { weightedMean } from '../inputs/weightedMean.ts';
import { type Averaged, averageOutputs, type Multioutput } from './multioutput.ts';

/** As for errors, or weighted by the variance of each output's truth. */
export type VarianceMultioutput = Multioutput | 'varianceWeighted';

/** What `r2Score` and `explainedVarianceScore` take. */
export interface VarianceOptions<M extends VarianceMultioutput = VarianceMultioutput>
  extends WeightOptions {
  /** How the outputs are put together; default 'uniformAverage'. */
  readonly multioutput?: M;
  /**
   * Where the truth is constant: 1 for perfect predictions and 0 for others (true, default), or
   * the formula's NaN and -Infinity (false).
   */
  readonly forceFinite?: boolean;
}

/** 1 - unexplained / variance for each output, put together as the caller asked. */
export function explainedFraction<M extends VarianceMultioutput>(
  unexplained: Float64Array,
  variance: Float64Array,
  options: VarianceOptions<M>,
): Averaged<M> {
  const { forceFinite = true } = options;
  const multioutput: VarianceMultioutput = options.multioutput ?? 'uniformAverage';
  const scores = unexplained.map((rest, output) => {
    const whole = variance[output] as number;
    if (whole === 0 && forceFinite) return rest === 0 ? 1 : 0;
    return 1 - rest / whole;
  });
  const result =
    multioutput === 'varianceWeighted'
      ? varianceWeighted(scores, variance)
      : averageOutputs(scores, multioutput);
  return result as Averaged<M>;
}

function varianceWeighted(scores: Float64Array, variance: Float64Array): number {
  const weights = variance.every((value) => value === 0) ? null : variance;
  return weightedMean(scores.length, weights, (output) => scores[output] as number);
}
