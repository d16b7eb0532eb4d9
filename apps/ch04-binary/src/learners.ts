// The learners that are compared: the net, and what it has to beat.
import { parseClassWeight } from '@dlqr/app-kit';
import {
  type BinaryData,
  type BinaryRecipe,
  forestLearner,
  type Learner,
  logisticLearner,
  majorityLearner,
  netLearner,
} from '@dlqr/binary-classification';
import { bookRecipeOf, type Config, numTreesOf } from './config.ts';

/** What stands for the net in titles, by the name of its recipe. */
export const NET_TITLES: Readonly<Record<string, string>> = {
  table: 'net for tables',
  signal: 'net for signals',
  book: "book's net",
};

/** The run's own net as a learner. */
export function mainLearner(config: Config, recipe: BinaryRecipe): Learner {
  const classWeight = parseClassWeight(config.classWeight);
  const options = classWeight ? { classWeight } : {};
  return netLearner('net', NET_TITLES[recipe.name] ?? recipe.name, recipe, options);
}

/** Majority, a line, a forest, and the book's net where that is not the run's own. */
export function baselineLearners(config: Config, data: BinaryData): Learner[] {
  const book = netLearner('bookNet', "book's net", bookRecipeOf(config, data));
  return [
    majorityLearner,
    logisticLearner,
    forestLearner(numTreesOf(config)),
    ...(config.net === 'book' ? [] : [book]),
  ];
}
