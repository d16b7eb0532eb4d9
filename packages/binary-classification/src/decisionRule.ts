// From what a model says to a decision: calibration and threshold, both learned on validation rows.
import {
  type Calibration,
  type CalibrationKind,
  calibrate,
  fitCalibration,
} from './calibration/calibration.ts';
import { chooseThreshold } from './threshold/chooseThreshold.ts';
import type { ThresholdGoal } from './threshold/thresholdGoal.ts';

/** What decisions are made for. */
export interface DecisionOptions {
  /** Default `platt`. */
  readonly calibration?: CalibrationKind;
  /** Default `youden`. */
  readonly goal?: ThresholdGoal;
}

/** How a model's probabilities become decisions. */
export interface DecisionRule {
  readonly calibration: Calibration;
  readonly threshold: number;
  /** False where no threshold reaches the goal on the rows it was learned from. */
  readonly isReached: boolean;
}

/**
 * Learns calibration and threshold from rows that the model was not fitted to.
 *
 * @param probabilities what the model says of them, [rows]
 * @param y 0 or 1, [rows]
 * @throws {ShapeError | ValueError} see `fitCalibration`, `chooseThreshold`
 */
export function learnDecision(
  probabilities: ArrayLike<number>,
  y: ArrayLike<number>,
  options: DecisionOptions = {},
): DecisionRule {
  const { calibration: kind = 'platt', goal = { kind: 'youden' } } = options;
  const calibration = fitCalibration(kind, probabilities, y);
  return { calibration, ...chooseThreshold(calibrate(calibration, probabilities), y, goal) };
}
