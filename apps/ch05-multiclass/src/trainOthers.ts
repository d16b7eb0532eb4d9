// The book's other nets, trained the same way, for one table.
import type { FitHistory, Run } from '@dlqr/core';
import {
  type ClassificationQuality,
  type ClassifierData,
  type ClassifierRecipe,
  type Part,
  qualityOfParts,
} from '@dlqr/multiclass-classification';
import { type TrainingOptions, trainNet } from './trainNet.ts';

/** A net beside the main one, and how it did. */
export interface ComparedNet {
  readonly recipe: ClassifierRecipe;
  readonly history: FitHistory;
  /** With calibrated probabilities, as for the main net. */
  readonly quality: Readonly<Record<Part, ClassificationQuality>>;
}

/**
 * Trains nets one after another and measures each on all parts.
 *
 * @throws {InterruptedError} when the signal stops it, after a checkpoint was saved
 */
export async function trainOthers(
  run: Run,
  data: ClassifierData,
  recipes: readonly ClassifierRecipe[],
  options: TrainingOptions,
): Promise<ComparedNet[]> {
  const compared: ComparedNet[] = [];
  for (const recipe of recipes) {
    options.terminal.say(`beside it: ${recipe.name}, ${recipe.epochs} epochs`);
    const { classifier, history } = await trainNet(run, data, recipe, recipe.name, options);
    const quality = await qualityOfParts(classifier, data, options);
    classifier.dispose();
    compared.push({ recipe, history, quality });
  }
  return compared;
}
