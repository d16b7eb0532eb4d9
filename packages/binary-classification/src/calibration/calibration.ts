// From what a net says to how probable it is: none, Platt, isotonic or temperature, fitted and applied.
import { FileError } from '@dlqr/core/errors';
import { fitIsotonicRegression, type IsotonicCurve, isotonicAt } from './isotonicRegression.ts';
import { fitPlattScaling, type PlattScaling } from './plattScaling.ts';
import { logit, sigmoid } from './sigmoid.ts';
import { fitTemperatureScaling, type TemperatureScaling } from './temperatureScaling.ts';

/** The ways to calibrate. */
export type CalibrationKind = Calibration['kind'];

/** A fitted calibration; plain data, fit for JSON. */
export type Calibration = NoCalibration | PlattScaling | IsotonicCurve | TemperatureScaling;

/** The net's own probabilities, as they are. */
export interface NoCalibration {
  readonly kind: 'none';
}

/**
 * Fits a calibration on rows that the net was not fitted to.
 *
 * @param probabilities of the positive class, as the net gives them, [rows]
 * @param y 0 or 1, [rows]
 * @throws {ShapeError | ValueError} see `fitPlattScaling`
 */
export function fitCalibration(
  kind: CalibrationKind,
  probabilities: ArrayLike<number>,
  y: ArrayLike<number>,
): Calibration {
  if (kind === 'none') return { kind };
  if (kind === 'isotonic') return fitIsotonicRegression(probabilities, y);
  const scores = Float64Array.from(probabilities, logit);
  return kind === 'platt' ? fitPlattScaling(scores, y) : fitTemperatureScaling(scores, y);
}

/** Calibrated probabilities, [rows]; the order of rows is kept, though isotonic regression makes ties. */
export function calibrate(
  calibration: Calibration,
  probabilities: ArrayLike<number>,
): Float64Array {
  return Float64Array.from(probabilities, (probability) => calibrated(calibration, probability));
}

function calibrated(calibration: Calibration, probability: number): number {
  switch (calibration.kind) {
    case 'none':
      return probability;
    case 'platt':
      return sigmoid(calibration.slope * logit(probability) + calibration.intercept);
    case 'temperature':
      return sigmoid(logit(probability) / calibration.temperature);
    case 'isotonic':
      return isotonicAt(calibration, probability);
    default:
      throw new FileError(
        `the calibration "${(calibration as Calibration).kind}" is unknown to this version of dlqr`,
        { hint: 'Upgrade dlqr to use this model.' },
      );
  }
}
