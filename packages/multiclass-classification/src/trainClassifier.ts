// Trains a classifier: the net, and a temperature fitted on rows that it was not trained on.
import type { FitHistory } from '@dlqr/core';
import type { ClassifierData } from './classifierData.ts';
import { MulticlassClassifier } from './multiclassClassifier.ts';
import type { ClassifierRecipe } from './recipe.ts';
import { fitTemperature } from './temperatureScaling.ts';
import { type TrainClassifierOptions, trainClassifierNet } from './trainClassifierNet.ts';

/**
 * Trains a net and fits its temperature on the validation rows, so that its probabilities can be
 * taken at their word.
 *
 * @throws {ValueError | ShapeError} when recipe or class weights do not fit the data
 * @throws {InterruptedError} when `signal` stops it, after a checkpoint was saved
 * @example
 * const data = prepareTable(table, { target: 'species', seed: 1 });
 * const recipe = tableRecipe(data.train.labels.length);
 * const { classifier } = await trainClassifier(data, recipe, { seed: 1 });
 * await classifier.save('model');
 */
export async function trainClassifier(
  data: ClassifierData,
  recipe: ClassifierRecipe,
  options: TrainClassifierOptions,
): Promise<{ classifier: MulticlassClassifier; history: FitHistory }> {
  const { validation, classNames, preparation } = data;
  const { model, history } = await trainClassifierNet(data, recipe, options);
  const parts = { model, classNames, preparation };
  const uncalibrated = new MulticlassClassifier({ ...parts, temperature: 1 });
  const probabilities = await uncalibrated.predictInputs(validation.x);
  const temperature = fitTemperature(validation.labels, probabilities);
  return { classifier: new MulticlassClassifier({ ...parts, temperature }), history };
}
