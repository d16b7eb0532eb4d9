// The honest figure beside a split that let copies of rows stand on both sides.
import type { LoadedTable, Terminal } from '@dlqr/app-kit';
import type { Run } from '@dlqr/core';
import {
  assessRegressor,
  prepareRegression,
  type RegressionAssessment,
  type RegressionData,
  type RegressionRecipe,
  type TrainRegressorOptions,
  trainRegressor,
} from '@dlqr/regression';

/**
 * Trains the same recipe once more with all copies of a row on one side, and measures it there.
 *
 * @returns null where no test row has a copy among the training rows
 */
export async function assessGrouped(
  run: Run,
  table: LoadedTable,
  random: RegressionData,
  recipe: RegressionRecipe,
  options: TrainRegressorOptions & { readonly terminal: Terminal },
): Promise<RegressionAssessment | null> {
  if (random.leakedShare === 0) return null;
  const { terminal, ...training } = options;
  const percent = (100 * random.leakedShare).toFixed(1);
  terminal.say(`${percent} % of the test rows have copies among the training rows;`);
  terminal.say('training once more with all copies on one side, for an honest figure');
  const { target, seed } = { target: random.target, seed: training.seed };
  const data = prepareRegression(table.table, { target, seed, split: 'grouped' });
  const { regressor } = await trainRegressor(data, recipe, {
    ...training,
    checkpoint: { directory: run.path('checkpoints', 'grouped') },
  });
  try {
    return await assessRegressor(regressor, data, training);
  } finally {
    regressor.dispose();
  }
}
