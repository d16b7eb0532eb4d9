// Everything that decides a run's result; kept in run.json, and taken from there when it is resumed.
import { parseClassWeight, type SharedOptions } from '@dlqr/app-kit';
import { UsageError } from '@dlqr/core/errors';
import {
  asInBook,
  BOOK_RECIPES,
  type ClassifierData,
  type ClassifierRecipe,
  convolutionalRecipe,
  tableRecipe,
} from '@dlqr/multiclass-classification';
import type { Options } from './options.ts';

/** What a run was asked for. */
export interface Config extends Options {
  readonly data: string;
  readonly quick: boolean;
  readonly seed: number;
  readonly epochs?: number;
  readonly batchSize?: number;
}

/** Names of the book's nets. */
type BookNet = keyof typeof BOOK_RECIPES;

/** Optimizer steps of `--quick`: most of the way is gone by then, and a minute is not over. */
const QUICK_STEPS = { dense: 400, convolutional: 150 } as const;

/** Epochs of the nets beside the main one, as a share of its own. */
const OTHERS_SHARE = 0.4;

/**
 * The part of the options that decides the result.
 *
 * @throws {UsageError} when options contradict each other
 */
export function configOf(options: SharedOptions & Options): Config {
  const { data, target, group, split, net, compare, classWeight, labelSmoothing } = options;
  const { imageSize, asInBook: inBook, quick, seed, epochs, batchSize } = options;
  if (inBook && net === 'convolutional') {
    throw new UsageError('--as-in-book is about the nets of the book; convolutional is none', {
      hint: 'Give --net plain, dropout or l2.',
    });
  }
  parseClassWeight(classWeight); // said before the data is read
  return {
    ...{ data, split, net, compare, classWeight, imageSize, quick, seed, asInBook: inBook },
    ...(target !== undefined && { target }),
    ...(group !== undefined && { group }),
    ...(labelSmoothing !== undefined && { labelSmoothing }),
    ...(epochs !== undefined && { epochs }),
    ...(batchSize !== undefined && { batchSize }),
  };
}

/**
 * The recipe of the net that was asked for, with the user's numbers in it. By default the book's net
 * with dropout for its digits, a convolutional one for other images, and for tables what fits them.
 *
 * @throws {UsageError} when convolutions are asked for, and rows are no images
 */
export function recipeOf(
  config: Config,
  data: ClassifierData,
  isBookData: boolean,
): ClassifierRecipe {
  const rowShape = data.train.x.shape.slice(1);
  const isImages = rowShape.length === 3;
  const numRows = data.train.labels.length;
  if (config.net === 'convolutional' && !isImages) {
    throw new UsageError('--net convolutional needs images; this is a table', {
      hint: 'Leave --net out, or give --net plain, dropout or l2.',
    });
  }
  const usual = isImages ? convolutionalRecipe(rowShape, numRows) : tableRecipe(numRows);
  const asked =
    config.net === 'default' && (isBookData || config.asInBook) ? 'dropout' : config.net;
  const recipe =
    asked === 'default' || asked === 'convolutional' ? usual : bookRecipe(asked, config.asInBook);
  return withNumbers(recipe, config, numRows);
}

/**
 * The book's nets that are trained beside the main one: the other two, where that is one of them. They
 * get two fifths of its epochs: dropout learns slower, and a run should stay within three minutes.
 */
export function othersOf(
  config: Config,
  recipe: ClassifierRecipe,
  numRows: number,
): ClassifierRecipe[] {
  const names = Object.keys(BOOK_RECIPES) as BookNet[];
  if (!config.compare || !names.includes(recipe.name as BookNet)) return [];
  return names
    .filter((name) => name !== recipe.name)
    .map((name) => {
      const other = withNumbers(bookRecipe(name, config.asInBook), config, numRows);
      const epochs = config.asInBook ? other.epochs : Math.ceil(OTHERS_SHARE * recipe.epochs);
      return { ...other, epochs };
    });
}

function bookRecipe(name: BookNet, inBook: boolean): ClassifierRecipe {
  return inBook ? asInBook(BOOK_RECIPES[name]) : BOOK_RECIPES[name];
}

function withNumbers(recipe: ClassifierRecipe, config: Config, numRows: number): ClassifierRecipe {
  const batchSize = config.batchSize ?? recipe.batchSize;
  const steps = recipe.filters.length > 0 ? QUICK_STEPS.convolutional : QUICK_STEPS.dense;
  const quickEpochs = Math.max(2, Math.round(steps / Math.ceil(numRows / batchSize)));
  const planned = config.quick ? Math.min(recipe.epochs, quickEpochs) : recipe.epochs;
  return {
    ...recipe,
    batchSize,
    epochs: config.epochs ?? planned,
    labelSmoothing: config.labelSmoothing ?? recipe.labelSmoothing,
  };
}
