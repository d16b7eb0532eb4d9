// The registry: every data set by its name.
import { ValueError } from '@dlqr/core/errors';
import type { ImageSplits } from '../images/imageSplits.ts';
import { cars } from './cars.ts';
import { cifar10 } from './cifar10.ts';
import type { Dataset } from './dataset.ts';
import type { TableData } from './datasetData.ts';
import { gapminder } from './gapminder.ts';
import { mnist } from './mnist.ts';
import { seizure } from './seizure.ts';
import { singleHopSensors } from './singleHopSensors.ts';
import { wineQuality } from './wineQuality.ts';

/** The data sets by name. */
export interface DatasetRegistry {
  readonly 'wine-quality': Dataset<TableData>;
  readonly cars: Dataset<TableData>;
  readonly gapminder: Dataset<TableData>;
  readonly seizure: Dataset<TableData>;
  readonly 'single-hop-sensors': Dataset<TableData>;
  readonly mnist: Dataset<ImageSplits>;
  readonly cifar10: Dataset<ImageSplits>;
}

/** Every data set that dlqr knows. */
export const datasets: DatasetRegistry = {
  'wine-quality': wineQuality,
  cars,
  gapminder,
  seizure,
  'single-hop-sensors': singleHopSensors,
  mnist,
  cifar10,
};

/** Whether the registry has a data set of that name. */
export function isDatasetName(name: string): name is keyof DatasetRegistry {
  return Object.hasOwn(datasets, name);
}

/**
 * The data set of a name that a user has given.
 *
 * @throws {ValueError} when there is none; the message lists those there are
 */
export function datasetNamed(name: string): Dataset {
  if (isDatasetName(name)) return datasets[name];
  throw new ValueError(
    `there is no data set "${name}"; the data sets are ${Object.keys(datasets).join(', ')}`,
  );
}
