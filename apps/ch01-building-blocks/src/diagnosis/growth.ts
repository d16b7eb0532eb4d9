// Grows a net and then its data set, and has each stage diagnosed.
import {
  type CrossValidation,
  diagnoseFit,
  type FitDiagnosis,
  learningCurve,
  type ScoreSummary,
  validationCurve,
} from '@dlqr/core';
import type { ChapterData } from '../chapterData.ts';
import type { SectionContext } from '../section.ts';
import {
  crossValidateNet,
  foldsOf,
  METRIC,
  type NetShape,
  parametersOf,
} from './crossValidatedNet.ts';

/** A gap below this share of the error of a constant does not matter. */
const TOLERANCE = 0.03;

/** A net on so many rows, with what is wrong there. */
export interface Stage {
  readonly shape: NetShape;
  readonly numParameters: number;
  /** Train rows of a fold. */
  readonly numRows: number;
  /** Mean absolute errors over the folds. */
  readonly train: ScoreSummary;
  readonly validation: ScoreSummary;
  readonly diagnosis: FitDiagnosis;
}

/** All stages, and what they are measured against. */
export interface Growth {
  /** Nets of growing width, a linear model first, on all rows. */
  readonly nets: readonly Stage[];
  /** The linear model and the widest net, on growing numbers of rows. */
  readonly lineOnMoreRows: readonly Stage[];
  readonly widestOnMoreRows: readonly Stage[];
  /** The widest net, regularised, on all rows. */
  readonly regularised: Stage;
  /** The lowest error on unseen rows of all nets: what is known to be possible. */
  readonly reference: number;
  readonly tolerance: number;
}

/** A stage before it is diagnosed: for that all must have been scored. */
type Scored = Omit<Stage, 'diagnosis'>;

/** Trains and scores all stages. */
export async function grow({ seed, data, effort, signal }: SectionContext): Promise<Growth> {
  const splits = foldsOf(data, seed);
  const training = { splits, numSteps: effort.curveSteps, seed, signal };
  const widest = { width: Math.max(...effort.widths) };
  const [linear, ...wider] = effort.widths.map((width): NetShape => ({ width }));
  const shapes = [linear as NetShape, ...wider, { ...widest, regularised: true }];
  const points = await validationCurve(({ value }) => crossValidateNet(data, value, training), {
    values: shapes,
    seeds: [seed],
  });
  const all = points.map((point) => scored(data, point.value, point.runs[0] as CrossValidation));
  const onMoreRows = async (shape: NetShape): Promise<Scored[]> => {
    const sizes = await learningCurve(
      (point) => crossValidateNet(data, shape, { ...training, splits: point.splits }),
      { splits, trainSizes: effort.trainShares, seeds: [seed] },
    );
    return sizes.map(({ runs }) => scored(data, shape, runs[0] as CrossValidation));
  };
  const [ofLine, ofWidest] = [await onMoreRows(linear as NetShape), await onMoreRows(widest)];
  const reference = Math.min(...all.map(({ validation }) => validation.mean));
  const tolerance = TOLERANCE * errorOfMedian(data.regression.train.y);
  const judged = (stage: Scored): Stage => {
    const { train, validation } = stage;
    const { direction } = METRIC;
    const diagnosis = diagnoseFit({ direction, train, validation, reference, tolerance });
    return { ...stage, diagnosis };
  };
  return {
    nets: all.slice(0, -1).map(judged),
    lineOnMoreRows: ofLine.map(judged),
    widestOnMoreRows: ofWidest.map(judged),
    regularised: judged(all.at(-1) as Scored),
    reference,
    tolerance,
  };
}

function scored(data: ChapterData, shape: NetShape, result: CrossValidation): Scored {
  const { folds, scores, trainScores } = result;
  return {
    shape,
    numParameters: parametersOf(data, shape),
    numRows: Math.min(...folds.map(({ rows }) => rows.train.length)),
    train: trainScores?.[METRIC.name] as ScoreSummary,
    validation: scores[METRIC.name] as ScoreSummary,
  };
}

/** The mean absolute error of the best constant. */
function errorOfMedian(y: Float32Array): number {
  const median = y.toSorted()[y.length >> 1] as number;
  return y.reduce((sum, value) => sum + Math.abs(value - median), 0) / y.length;
}
