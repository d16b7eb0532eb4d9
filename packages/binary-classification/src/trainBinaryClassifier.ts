// Trains a classifier: the net, and a decision rule learned on rows that it was not fitted to.
import type { FitHistory } from '@dlqr/core';
import { BinaryClassifier } from './binaryClassifier.ts';
import type { BinaryData } from './data/binaryData.ts';
import { type DecisionOptions, learnDecision } from './decisionRule.ts';
import type { BinaryRecipe } from './nets/recipe.ts';
import {
  netProbabilities,
  type TrainNetOnRowsOptions,
  trainNetOnRows,
} from './nets/trainNetOnRows.ts';

/** What `trainBinaryClassifier` may be told beside the recipe. */
export interface TrainBinaryClassifierOptions extends TrainNetOnRowsOptions, DecisionOptions {}

/** A trained classifier and how it came to be. */
export interface TrainedClassifier {
  readonly classifier: BinaryClassifier;
  readonly history: FitHistory;
  /** The epoch whose weights were kept, from 0. */
  readonly bestEpoch: number;
  /** False where no threshold reaches the goal on the validation rows. */
  readonly isGoalReached: boolean;
}

/**
 * Trains a net, keeps the weights of its best epoch, calibrates its probabilities and chooses its
 * threshold, the last three by the validation rows.
 *
 * @throws {ValueError} when class weights do not fit the classes, or the goal cannot be used
 * @throws {DivergenceError} when the net's outputs are not finite
 * @throws {InterruptedError} when `signal` stops it, after a checkpoint was saved
 * @example
 * const data = prepareBinary(table, { target: 'churned', seed: 1 });
 * const { classifier } = await trainBinaryClassifier(data, defaultRecipe(data), {
 *   seed: 1,
 *   classWeight: 'balanced',
 *   goal: { kind: 'recall', atLeast: 0.9 },
 * });
 * await classifier.save('model');
 */
export async function trainBinaryClassifier(
  data: BinaryData,
  recipe: BinaryRecipe,
  options: TrainBinaryClassifierOptions,
): Promise<TrainedClassifier> {
  const { calibration, goal, ...training } = options;
  const trained = await trainNetOnRows(data, data.rows, recipe, training);
  const { model, preprocessor, history, bestEpoch } = trained;
  try {
    const { x, y } = trained.samplesOf(data.rows.validation);
    const rule = learnDecision(await netProbabilities(model, x, options), y, {
      ...(calibration && { calibration }),
      ...(goal && { goal }),
    });
    const { target, classNames } = data;
    const { isReached, ...decision } = rule;
    return {
      classifier: new BinaryClassifier({ model, preprocessor, target, classNames, ...decision }),
      history,
      bestEpoch,
      isGoalReached: isReached,
    };
  } catch (error) {
    model.dispose();
    throw error;
  }
}
