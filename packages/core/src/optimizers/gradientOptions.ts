// What every optimizer can be asked for beside its own update rule, and the check at its door.
import type * as tf from '@tensorflow/tfjs';
import { ValueError } from '../errors/index.ts';
import { checkNumber } from '../schedules/checkNumber.ts';

/** Clipping, weight decay, averaging and accumulation; names and defaults are those of Keras. */
export interface GradientOptions {
  /** Each gradient element is brought into [-clipValue, clipValue]; above 0. */
  readonly clipValue?: number;
  /** Each variable's gradient is shrunk to at most this length; above 0. */
  readonly clipNorm?: number;
  /** All gradients together are shrunk to at most this length; above 0. */
  readonly globalClipNorm?: number;
  /** Before each update `w -= learningRate * weightDecay * w`; at least 0, default none. */
  readonly weightDecay?: number;
  /**
   * Variables without weight decay: parts of their names (`['bias', 'batch_normalization']`) or a
   * function of the name. Only names can be saved with a model.
   */
  readonly excludeFromWeightDecay?: readonly string[] | ((variableName: string) => boolean);
  /** Whether to keep a moving average of the weights; default false. */
  readonly useEma?: boolean;
  /** The share of the old average in the new one; 0 to 1, default 0.99. */
  readonly emaMomentum?: number;
  /** After every so many updates the weights are set to their average; at least 1, default never. */
  readonly emaOverwriteFrequency?: number;
  /**
   * Gradients of so many steps are averaged into one update; a whole number of at least 2, default
   * none.
   */
  readonly gradientAccumulationSteps?: number;
}

/** The options, checked, with their defaults filled in; null where there is none. */
export interface CheckedGradientOptions {
  readonly clipValue: number | null;
  readonly clipNorm: number | null;
  readonly globalClipNorm: number | null;
  readonly weightDecay: number | null;
  readonly excludeFromWeightDecay: readonly string[] | ((variableName: string) => boolean);
  readonly useEma: boolean;
  readonly emaMomentum: number;
  readonly emaOverwriteFrequency: number | null;
  readonly gradientAccumulationSteps: number | null;
}

const CLIPPING = ['clipValue', 'clipNorm', 'globalClipNorm'] as const;

/** The names of all gradient options. */
export const GRADIENT_OPTION_NAMES: readonly string[] = [
  ...CLIPPING,
  'weightDecay',
  'excludeFromWeightDecay',
  'useEma',
  'emaMomentum',
  'emaOverwriteFrequency',
  'gradientAccumulationSteps',
];

/**
 * Checks gradient options and fills in their defaults.
 *
 * @throws {ValueError} when a number is out of its range or more than one kind of clipping is given
 */
export function checkGradientOptions(options: GradientOptions): CheckedGradientOptions {
  const clipping = CLIPPING.filter((name) => options[name] !== undefined);
  if (clipping.length > 1) {
    throw new ValueError(`${clipping.join(' and ')} are given; expected at most one of them`, {
      hint: 'Keep globalClipNorm, which preserves the direction of the whole step.',
    });
  }
  for (const name of CLIPPING) checkGiven(name, options[name], { above: 0 });
  checkGiven('weightDecay', options.weightDecay, { least: 0 });
  checkGiven('emaMomentum', options.emaMomentum, { least: 0, most: 1 });
  checkGiven('emaOverwriteFrequency', options.emaOverwriteFrequency, { least: 1, whole: true });
  checkGiven('gradientAccumulationSteps', options.gradientAccumulationSteps, {
    least: 2,
    whole: true,
  });
  return {
    clipValue: options.clipValue ?? null,
    clipNorm: options.clipNorm ?? null,
    globalClipNorm: options.globalClipNorm ?? null,
    weightDecay: options.weightDecay ?? null,
    excludeFromWeightDecay: options.excludeFromWeightDecay ?? [],
    useEma: options.useEma ?? false,
    emaMomentum: options.emaMomentum ?? 0.99,
    emaOverwriteFrequency: options.emaOverwriteFrequency ?? null,
    gradientAccumulationSteps: options.gradientAccumulationSteps ?? null,
  };
}

/** Whether weight decay leaves a variable alone. */
export function isExcludedFromDecay(options: CheckedGradientOptions, name: string): boolean {
  const { excludeFromWeightDecay: excluded } = options;
  if (typeof excluded === 'function') return excluded(name);
  return excluded.some((part) => name.includes(part));
}

/**
 * The options as a saved model holds them; those that are not set are left out.
 *
 * @throws {ValueError} when `excludeFromWeightDecay` is a function
 */
export function gradientOptionsConfig(
  options: CheckedGradientOptions,
): tf.serialization.ConfigDict {
  const { excludeFromWeightDecay: excluded, useEma, emaMomentum, ...numbers } = options;
  if (typeof excluded === 'function') {
    throw new ValueError('excludeFromWeightDecay is a function, which cannot be saved', {
      hint: "Give parts of names, such as ['bias'], or save without the optimizer.",
    });
  }
  return {
    ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== null)),
    ...(excluded.length > 0 && { excludeFromWeightDecay: excluded.map(escapeName) }),
    ...(useEma && { useEma, emaMomentum }),
  };
}

/** The options of a config that `gradientOptionsConfig` gave, other entries untouched. */
export function revivedGradientOptions(
  config: tf.serialization.ConfigDict,
): tf.serialization.ConfigDict {
  const names = config.excludeFromWeightDecay;
  if (!Array.isArray(names)) return config;
  return { ...config, excludeFromWeightDecay: names.map((name) => unescapeName(String(name))) };
}

/** TensorFlow.js takes the underscores out of strings when it loads a training configuration. */
function escapeName(name: string): string {
  return name.replaceAll('%', '%25').replaceAll('_', '%5F');
}

function unescapeName(name: string): string {
  return name.replaceAll('%5F', '_').replaceAll('%25', '%');
}

function checkGiven(
  name: string,
  value: number | undefined,
  range: Parameters<typeof checkNumber>[2],
): void {
  if (value !== undefined) checkNumber(name, value, range);
}
