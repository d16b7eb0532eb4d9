// Scores over the values of one setting: too simple on one side, too complex on the other.
import { ShapeError } from '../errors/index.ts';
import type { CrossValidation } from './crossValidation.ts';
import { type ScoreSummary, summariseScores } from './scoreSummary.ts';

/** One value of a setting, cross-validated. */
export interface CurvePoint<Value> {
  readonly value: Value;
  /** Each metric of the test rows, over the folds of all seeds. */
  readonly scores: Readonly<Record<string, ScoreSummary>>;
  /** The same of the train rows; null where these were not predicted. */
  readonly trainScores: Readonly<Record<string, ScoreSummary>> | null;
  /** One cross-validation a seed. */
  readonly runs: readonly CrossValidation[];
}

/** What `validationCurve` is told. */
export interface ValidationCurveOptions<Value> {
  /** The values to try, in the order in which they come back. */
  readonly values: readonly Value[];
  /** Each value is tried with each of them; default [0]. */
  readonly seeds?: readonly number[];
}

/**
 * Cross-validates for each value of a setting, such as the width of a net.
 *
 * Where scores of train and test rows are both poor, the model is too simple (bias); where they part, it
 * is too complex for the data (variance). Train rows are needed for that: ask for `trainScores`.
 *
 * @param run cross-validates with one value; take the same splits for all
 * @throws {ShapeError} when there is no value or no seed
 * @example
 * const points = await validationCurve(
 *   ({ value, seed }) => crossValidate(netOfWidth(value), { x, y }, { ...options, trainScores: true, seed }),
 *   { values: [1, 4, 16, 64], seeds: [1, 2, 3] },
 * );
 * points[0].scores.meanAbsoluteError; // { mean, standardDeviation, values }, of width 1
 * @see sklearn.model_selection.validation_curve
 */
export async function validationCurve<Value>(
  run: (point: { readonly value: Value; readonly seed: number }) => Promise<CrossValidation>,
  { values, seeds = [0] }: ValidationCurveOptions<Value>,
): Promise<CurvePoint<Value>[]> {
  if (values.length === 0) throw new ShapeError('values is empty; expected at least one');
  if (seeds.length === 0) throw new ShapeError('seeds is empty; expected at least one');
  const points: CurvePoint<Value>[] = [];
  for (const value of values) {
    const runs: CrossValidation[] = [];
    for (const seed of seeds) runs.push(await run({ value, seed }));
    points.push(pointOf(value, runs));
  }
  return points;
}

function pointOf<Value>(value: Value, runs: readonly CrossValidation[]): CurvePoint<Value> {
  const trainScores = runs.flatMap((run) => (run.trainScores ? [run.trainScores] : []));
  return {
    value,
    scores: joined(runs.map(({ scores }) => scores)),
    trainScores: trainScores.length === runs.length ? joined(trainScores) : null,
    runs,
  };
}

/** The scores of several cross-validations as those of one with all their folds. */
function joined(
  scores: readonly Readonly<Record<string, ScoreSummary>>[],
): Record<string, ScoreSummary> {
  return Object.fromEntries(
    Object.keys(scores[0] ?? {}).map((name) => [
      name,
      summariseScores(scores.flatMap((each) => each[name]?.values ?? [])),
    ]),
  );
}
