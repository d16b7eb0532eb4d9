// Makes an optimizer's factory from its update rule, its defaults and its checks.
import * as tf from '@tensorflow/tfjs';
import { ValueError } from '../errors/index.ts';
import { checkNames } from '../schedules/checkNames.ts';
import { checkNumber, type NumberRange } from '../schedules/checkNumber.ts';
import type { Schedule } from '../schedules/index.ts';
import {
  checkGradientOptions,
  GRADIENT_OPTION_NAMES,
  type GradientOptions,
  revivedGradientOptions,
} from './gradientOptions.ts';
import { checkLearningRate, revivedLearningRate } from './learningRateConfig.ts';
import { RuleOptimizer, type RuleOptimizerParts } from './ruleOptimizer.ts';
import type { SlotTensors, UpdateRule } from './updateRule.ts';

/** The options that all optimizers have. */
export interface OptimizerOptions extends GradientOptions {
  /** At least 0, or a schedule; the default is that of Keras for each optimizer. */
  readonly learningRate?: number | Schedule;
}

/** Makes an optimizer; options may be left out. */
export type OptimizerFactory<Options> = (options?: Options) => tf.Optimizer;

/** Numbers and switches of an update rule, by name. */
type Hyperparameters = { readonly [name: string]: number | boolean };

/** All that distinguishes one optimizer from another. */
export interface OptimizerDefinition<Values, Slots extends SlotTensors> {
  /** As the user writes it: `adamW`. */
  readonly name: string;
  /** As a saved model names it. */
  readonly className: string;
  readonly learningRate: number;
  /** Gradient options that are not off by default. */
  readonly gradientDefaults?: GradientOptions;
  readonly defaults: Values;
  /** What numbers the hyperparameters may be; switches have no entry. */
  readonly ranges: { readonly [Name in keyof Values]?: NumberRange };
  rule(hyperparameters: Values): UpdateRule<Slots>;
}

/**
 * Registers an optimizer with TensorFlow.js, so that saved models can name it, and gives its
 * factory.
 *
 * The factory throws `ValueError` for unknown options and for numbers out of their range.
 */
export function defineOptimizer<
  Values extends Hyperparameters,
  Slots extends SlotTensors,
  Options extends OptimizerOptions,
>(definition: OptimizerDefinition<Values, Slots>): OptimizerFactory<Options> {
  class DefinedOptimizer extends RuleOptimizer<Slots> {
    static className = definition.className;

    constructor(options: OptimizerOptions) {
      super(partsOf(definition, options));
    }

    static override fromConfig<T extends tf.serialization.Serializable>(
      cls: tf.serialization.SerializableConstructor<T>,
      config: tf.serialization.ConfigDict,
    ): T {
      const { customObjects: _, learningRate = null, ...rest } = config; // tfjs adds customObjects
      return new cls({
        ...revivedGradientOptions(rest),
        ...(learningRate !== null && { learningRate: revivedLearningRate(learningRate) }),
      });
    }
  }
  tf.serialization.registerClass(DefinedOptimizer);
  return (options) => new DefinedOptimizer(options ?? {});
}

function partsOf<Values extends Hyperparameters, Slots extends SlotTensors>(
  definition: OptimizerDefinition<Values, Slots>,
  options: OptimizerOptions,
): RuleOptimizerParts<Slots> {
  const { learningRate = definition.learningRate, ...rest } = options;
  const { name, defaults } = definition;
  checkNames(name, options, ['learningRate', ...Object.keys(defaults), ...GRADIENT_OPTION_NAMES]);
  checkLearningRate(learningRate);
  const given = Object.entries(rest).filter(([name]) => Object.hasOwn(definition.defaults, name));
  const hyperparameters: Values = { ...definition.defaults, ...Object.fromEntries(given) };
  for (const [name, value] of Object.entries(hyperparameters)) {
    if (typeof definition.defaults[name] === 'number') {
      checkNumber(name, value, definition.ranges[name] ?? {});
    } else if (typeof value !== 'boolean') {
      throw new ValueError(`${name} is ${value}; expected true or false`);
    }
  }
  return {
    rule: definition.rule(hyperparameters),
    hyperparameters: { ...hyperparameters },
    learningRate,
    gradientOptions: checkGradientOptions({ ...definition.gradientDefaults, ...rest }),
  };
}
