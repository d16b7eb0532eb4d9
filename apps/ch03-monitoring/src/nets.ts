// The nets of the chapter: two of the book, a better one, and one that is broken on purpose.
import { UsageError } from '@dlqr/core/errors';
import {
  buildRegressionNet,
  DEEP_RECIPE,
  defaultRecipe,
  type RegressionNetOptions,
  type RegressionRecipe,
  SHALLOW_RECIPE,
} from '@dlqr/regression';
import * as tf from '@tensorflow/tfjs';

export const NET_NAMES = ['shallow', 'deep', 'default', 'broken'] as const;

export type NetName = (typeof NET_NAMES)[number];

/** A net of the chapter. */
export interface Net {
  readonly name: NetName;
  readonly recipe: RegressionRecipe;
  readonly build: (options: RegressionNetOptions) => tf.Sequential;
}

/** The net of that name, for so many training rows. */
export function netNamed(name: NetName, numRows: number): Net {
  const recipes: Record<NetName, RegressionRecipe> = {
    shallow: SHALLOW_RECIPE,
    deep: DEEP_RECIPE,
    default: defaultRecipe(numRows),
    // The book trains it for 200 epochs, where the deep net has 500.
    broken: { ...DEEP_RECIPE, name: 'broken', epochs: SHALLOW_RECIPE.epochs },
  };
  const build = name === 'broken' ? buildBrokenNet : buildRegressionNet;
  return { name, recipe: recipes[name], build };
}

/**
 * The names in a list such as `deep,broken`.
 *
 * @throws {UsageError} when there is none of that name
 */
export function netsOf(list: string): NetName[] {
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !(NET_NAMES as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`there is no net "${unknown}"`, {
      hint: `Choose among ${NET_NAMES.join(', ')}, divided by commas.`,
    });
  }
  return [...new Set(names as NetName[])];
}

/** The book's broken net: every weight that is trained is 0, every bias 1. */
function buildBrokenNet(options: RegressionNetOptions): tf.Sequential {
  const model = buildRegressionNet(options);
  for (const layer of model.layers) {
    if (!layer.trainable || layer.weights.length === 0) continue;
    tf.tidy(() => {
      const [kernel, bias] = layer.getWeights() as [tf.Tensor, tf.Tensor];
      layer.setWeights([tf.zerosLike(kernel), tf.onesLike(bias)]);
    });
  }
  return model;
}
