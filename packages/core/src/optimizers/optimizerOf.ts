// Optimizers by name, for command lines, search spaces and configuration files.
import type * as tf from '@tensorflow/tfjs';
import { ValueError } from '../errors/index.ts';
import { type AdadeltaOptions, adadelta } from './adadelta.ts';
import { type AdafactorOptions, adafactor } from './adafactor.ts';
import { type AdagradOptions, adagrad } from './adagrad.ts';
import { type AdamOptions, adam } from './adam.ts';
import { type AdamaxOptions, adamax } from './adamax.ts';
import { adamW } from './adamW.ts';
import type { OptimizerFactory } from './defineOptimizer.ts';
import { type FtrlOptions, ftrl } from './ftrl.ts';
import { type LambOptions, lamb } from './lamb.ts';
import { type LionOptions, lion } from './lion.ts';
import { type NadamOptions, nadam } from './nadam.ts';
import { type RmspropOptions, rmsprop } from './rmsprop.ts';
import { type SgdOptions, sgd } from './sgd.ts';

/** Options by name; the table below must have an entry for each. */
interface OptionsByName {
  adadelta: AdadeltaOptions;
  adafactor: AdafactorOptions;
  adagrad: AdagradOptions;
  adam: AdamOptions;
  adamW: AdamOptions;
  adamax: AdamaxOptions;
  ftrl: FtrlOptions;
  lamb: LambOptions;
  lion: LionOptions;
  nadam: NadamOptions;
  rmsprop: RmspropOptions;
  sgd: SgdOptions;
}

const OPTIMIZERS: { readonly [Name in OptimizerName]: OptimizerFactory<OptionsByName[Name]> } = {
  adadelta,
  adafactor,
  adagrad,
  adam,
  adamW,
  adamax,
  ftrl,
  lamb,
  lion,
  nadam,
  rmsprop,
  sgd,
};

/** The names that `optimizerOf` knows. */
export type OptimizerName = keyof OptionsByName;

/** All names that `optimizerOf` knows. */
export const OPTIMIZER_NAMES: readonly OptimizerName[] = Object.keys(OPTIMIZERS) as OptimizerName[];

/** The options of the optimizer of that name. */
export type OptionsOfOptimizer<Name extends OptimizerName> = OptionsByName[Name];

/**
 * The optimizer of a name, with Keras's update rule and defaults.
 *
 * @param name upper and lower case are the same
 * @throws {ValueError} when the name or an option is unknown, or an option is out of its range
 * @example optimizerOf('adamW', { learningRate: 3e-4, weightDecay: 0.01 })
 */
export function optimizerOf<Name extends OptimizerName>(
  name: Name,
  options?: OptionsOfOptimizer<Name>,
): tf.Optimizer;
export function optimizerOf(
  name: string,
  options?: Readonly<Record<string, unknown>>,
): tf.Optimizer;
export function optimizerOf(name: string, options: object = {}): tf.Optimizer {
  const known = OPTIMIZER_NAMES.find((each) => each.toLowerCase() === name.toLowerCase());
  if (!known) {
    throw new ValueError(
      `there is no optimizer "${name}"; expected one of ${OPTIMIZER_NAMES.join(', ')}`,
    );
  }
  return OPTIMIZERS[known](options);
}
