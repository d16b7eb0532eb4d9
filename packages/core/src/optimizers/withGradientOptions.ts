// Gives clipping, weight decay, averaging, accumulation and schedules to any optimizer.
import * as tf from '@tensorflow/tfjs';
import { ValueError } from '../errors/index.ts';
import { checkNames } from '../schedules/checkNames.ts';
import type { Schedule } from '../schedules/index.ts';
import { buildOptimizer } from './buildOptimizer.ts';
import type { OptimizerOptions } from './defineOptimizer.ts';
import {
  type CheckedGradientOptions,
  checkGradientOptions,
  GRADIENT_OPTION_NAMES,
  type GradientOptions,
  gradientOptionsConfig,
  revivedGradientOptions,
} from './gradientOptions.ts';
import { isStateful } from './isStateful.ts';
import { learningRateOf, setLearningRate } from './learningRate.ts';
import {
  checkLearningRate,
  learningRateConfig,
  revivedLearningRate,
} from './learningRateConfig.ts';
import type { VariableGradient } from './namedGradients.ts';
import { prepareStep } from './prepareStep.ts';
import type { SlotSpecs } from './slotStore.ts';
import { stateAccessOf } from './stateAccess.ts';
import { INNER_PREFIX, StatefulOptimizer } from './statefulOptimizer.ts';
import { disposeOptimizer } from './stockOptimizer.ts';

/**
 * An optimizer whose gradients are clipped or accumulated, whose weights are decayed or averaged,
 * whose learning rate follows a schedule.
 *
 * The optimizers of this package take the same options themselves; this is for those of `tf.train`.
 *
 * @param optimizer belongs to the result, which disposes it
 * @param options as for the optimizers of this package; a learning rate replaces the optimizer's
 * @throws {ValueError} when an option is unknown or out of its range, or accumulation is asked for
 * and the optimizer is neither of this package nor of `tf.train`
 * @example
 * const optimizer = withGradientOptions(tf.train.adam(1e-3), { globalClipNorm: 1, useEma: true });
 * model.compile({ optimizer, loss: 'meanSquaredError' });
 */
export function withGradientOptions(
  optimizer: tf.Optimizer,
  options: OptimizerOptions,
): tf.Optimizer {
  checkNames('withGradientOptions', options, ['learningRate', ...GRADIENT_OPTION_NAMES]);
  const wrapped = new GradientOptionsOptimizer({ ...options, optimizer });
  const { learningRate } = options;
  if (typeof learningRate === 'number') wrapped.assignLearningRate(learningRate);
  else if (learningRate) wrapped.assignLearningRate(learningRate.at(0));
  return wrapped;
}

interface GradientOptionsOptimizerOptions extends OptimizerOptions {
  readonly optimizer: tf.Optimizer;
}

class GradientOptionsOptimizer extends StatefulOptimizer {
  static className = 'DlqrGradientOptions';
  readonly #optimizer: tf.Optimizer;

  constructor({ optimizer, learningRate, ...options }: GradientOptionsOptimizerOptions) {
    const schedule = typeof learningRate === 'object' ? learningRate : null;
    super(checkedFor(optimizer, learningRate, options), schedule);
    this.#optimizer = optimizer;
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    const { customObjects: _, optimizer, learningRate = null, ...rest } = config;
    return new cls({
      ...revivedGradientOptions(rest),
      ...(learningRate !== null && { learningRate: revivedLearningRate(learningRate) }),
      optimizer: revivedOptimizer(optimizer as tf.serialization.ConfigDict),
    });
  }

  override get learningRate(): number {
    return learningRateOf(this.#optimizer);
  }

  override get learningRateInGraph(): tf.Scalar | number {
    const optimizer = this.#optimizer;
    return isStateful(optimizer) ? optimizer.learningRateInGraph : learningRateOf(optimizer);
  }

  override assignLearningRate(value: number): void {
    if (isStateful(this.#optimizer)) this.#optimizer.assignLearningRate(value);
    else setLearningRate(this.#optimizer, value);
  }

  override setLearningRate(value: number): void {
    if (this.schedule) super.setLearningRate(value);
    else setLearningRate(this.#optimizer, value);
  }

  override get keepsAverages(): boolean {
    const optimizer = this.#optimizer;
    return super.keepsAverages || (isStateful(optimizer) && optimizer.keepsAverages);
  }

  override averagesOf(variables: readonly tf.Variable[]): Map<tf.Variable, tf.Variable> {
    const optimizer = this.#optimizer;
    const isOuter = super.keepsAverages || !isStateful(optimizer);
    return isOuter ? super.averagesOf(variables) : optimizer.averagesOf(variables);
  }

  override build(variables: readonly tf.Variable[]): void {
    super.build(variables);
    buildOptimizer(this.#optimizer, variables);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      optimizer: {
        className: this.#optimizer.getClassName(),
        config: this.#optimizer.getConfig(),
      },
      ...(this.schedule && { learningRate: learningRateConfig(this.schedule) }),
      ...gradientOptionsConfig(this.gradientOptions),
    };
  }

  override dispose(): void {
    super.dispose();
    disposeOptimizer(this.#optimizer);
  }

  protected override ruleSlots(): SlotSpecs {
    return {};
  }

  protected override ruleState(): Map<string, tf.Variable> {
    const state = stateAccessOf(this.#optimizer).stateVariables();
    return new Map([...state].map(([name, variable]) => [INNER_PREFIX + name, variable]));
  }

  protected override loadRuleState(
    tensors: ReadonlyMap<string, tf.Tensor>,
    variables: readonly tf.Variable[] | null,
  ): void {
    const inner = [...tensors].map(([name, tensor]): [string, tf.Tensor] => [
      name.startsWith(INNER_PREFIX) ? name.slice(INNER_PREFIX.length) : name,
      tensor,
    ]);
    stateAccessOf(this.#optimizer).loadState(new Map(inner), variables);
  }

  protected override update(gradients: readonly VariableGradient[]): void {
    // Stock optimizers know variables by position: those without a gradient keep their place.
    const named = gradients.map(({ variable: { name }, gradient }) => {
      return { name, tensor: gradient as tf.Tensor };
    });
    this.#optimizer.applyGradients(named);
  }

  protected override prepareRule(step: number | null): string {
    if (step === null) return prepareStep(this.#optimizer);
    const { gradientAccumulationSteps } = this.gradientOptions;
    return prepareStep(this.#optimizer, Math.floor(step / (gradientAccumulationSteps ?? 1)));
  }
}

tf.serialization.registerClass(GradientOptionsOptimizer);

/** Checks everything before any variable is made. */
function checkedFor(
  optimizer: tf.Optimizer,
  learningRate: number | Schedule | undefined,
  options: GradientOptions,
): CheckedGradientOptions {
  if (learningRate !== undefined) {
    checkLearningRate(learningRate);
    if (isStateful(optimizer) && optimizer.schedule) {
      throw new ValueError('a learning rate is given, and the optimizer follows a schedule', {
        hint: 'Leave out one of the two.',
      });
    }
  }
  if (options.gradientAccumulationSteps !== undefined) stateAccessOf(optimizer);
  return checkGradientOptions(options);
}

function revivedOptimizer({ className, config }: tf.serialization.ConfigDict): tf.Optimizer {
  const registered = tf.serialization.SerializationMap.getMap().classNameMap[String(className)];
  if (!registered) {
    throw new ValueError(`the optimizer class "${className}" is not registered`, {
      hint: 'Register it with tf.serialization.registerClass before loading.',
    });
  }
  const [cls, fromConfig] = registered;
  return fromConfig(cls, config as tf.serialization.ConfigDict) as tf.Optimizer;
}
