// A net as something to be compared.
import type { NamedClassWeight } from '@dlqr/core';
import type { BinaryRecipe } from '../nets/recipe.ts';
import { netProbabilities, trainNetOnRows } from '../nets/trainNetOnRows.ts';
import type { Learner } from './learner.ts';

/**
 * A net after a recipe.
 *
 * @param name camelCase, its key in results
 * @param title for people
 */
export function netLearner(
  name: string,
  title: string,
  recipe: BinaryRecipe,
  options: { readonly classWeight?: NamedClassWeight } = {},
): Learner {
  return {
    name,
    title,
    async learn(data, { seed, signal, checkpointDirectory, ...rows }) {
      const { model, history, samplesOf } = await trainNetOnRows(data, rows, recipe, {
        seed,
        ...options,
        ...(signal && { signal }),
        ...(checkpointDirectory && {
          checkpoint: { directory: checkpointDirectory },
          resume: true,
        }),
      });
      try {
        const predict = (side: Int32Array): Promise<Float64Array> =>
          netProbabilities(model, samplesOf(side).x, signal ? { signal } : {});
        return {
          validation: await predict(rows.validation),
          test: await predict(rows.test),
          history,
        };
      } finally {
        model.dispose();
      }
    },
  };
}
