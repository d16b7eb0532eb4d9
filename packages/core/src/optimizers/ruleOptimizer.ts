// An optimizer made of an update rule; `defineOptimizer` makes its classes.
import * as tf from '@tensorflow/tfjs';
import type { Schedule } from '../schedules/index.ts';
import { type CheckedGradientOptions, gradientOptionsConfig } from './gradientOptions.ts';
import { learningRateConfig } from './learningRateConfig.ts';
import { presentGradients, type VariableGradient } from './namedGradients.ts';
import type { SlotSpecs } from './slotStore.ts';
import { assignTaken, StatefulOptimizer } from './statefulOptimizer.ts';
import type { SlotTensors, UpdateRule } from './updateRule.ts';

/** What a `RuleOptimizer` is made of; everything is checked. */
export interface RuleOptimizerParts<Slots extends SlotTensors> {
  readonly rule: UpdateRule<Slots>;
  /** The hyperparameters of the rule, for `getConfig`. */
  readonly hyperparameters: tf.serialization.ConfigDict;
  readonly learningRate: number | Schedule;
  readonly gradientOptions: CheckedGradientOptions;
}

type ScalarVariable = tf.Variable<tf.Rank.R0>;

/** Applies an update rule to each variable. */
export abstract class RuleOptimizer<Slots extends SlotTensors> extends StatefulOptimizer {
  readonly #rule: UpdateRule<Slots>;
  readonly #hyperparameters: tf.serialization.ConfigDict;
  readonly #globals: ReadonlyMap<string, ScalarVariable>;
  readonly #learningRateVariable: ScalarVariable;
  #learningRate: number;

  constructor({ rule, hyperparameters, learningRate, gradientOptions }: RuleOptimizerParts<Slots>) {
    const schedule = typeof learningRate === 'number' ? null : learningRate;
    super(gradientOptions, schedule);
    this.#rule = rule;
    this.#hyperparameters = hyperparameters;
    this.#learningRate = typeof learningRate === 'number' ? learningRate : learningRate.at(0);
    this.#learningRateVariable = scalarVariable(this.#learningRate);
    this.#globals = new Map(
      Object.entries(rule.globals ?? {}).map(([name, value]) => [name, scalarVariable(value)]),
    );
  }

  override get learningRate(): number {
    return this.#learningRate;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...this.#hyperparameters,
      learningRate: learningRateConfig(this.schedule ?? this.#learningRate),
      ...gradientOptionsConfig(this.gradientOptions),
    };
  }

  override dispose(): void {
    super.dispose();
    tf.dispose([this.#learningRateVariable, ...this.#globals.values()]);
  }

  override get learningRateInGraph(): tf.Scalar {
    return this.#learningRateVariable;
  }

  override assignLearningRate(value: number): void {
    if (value === this.#learningRate) return;
    this.#learningRate = value;
    tf.tidy(() => this.#learningRateVariable.assign(tf.scalar(value)));
  }

  protected override ruleSlots(shape: readonly number[]): SlotSpecs {
    return this.#rule.slots(shape);
  }

  protected override ruleState(): Map<string, tf.Variable> {
    return new Map([['learningRate', this.#learningRateVariable], ...this.#globals]);
  }

  protected override loadRuleState(tensors: ReadonlyMap<string, tf.Tensor>): void {
    assignTaken(new Map(tensors), this.ruleState());
    const stored = this.#learningRateVariable.dataSync()[0] as number;
    // The number on the host stays where it is the same in float32: 0.1 is not 0.10000000149.
    if (Math.fround(this.#learningRate) !== stored) this.#learningRate = stored;
  }

  protected override update(gradients: readonly VariableGradient[]): void {
    const updateNumber = tf.cast(tf.add(this.counters.updates, tf.scalar(1, 'int32')), 'float32');
    const { globals = {}, update } = this.#rule.prepare({
      learningRate: this.learningRateInGraph,
      updateNumber: updateNumber as tf.Scalar,
      globals: Object.fromEntries(this.#globals),
    });
    for (const { variable, gradient } of presentGradients(gradients)) {
      const slots = this.slots.of(variable.name);
      const updated = update(variable, gradient, slots as SlotTensors as Slots);
      for (const [slot, tensor] of Object.entries(updated.slots)) slots[slot]?.assign(tensor);
      variable.assign(updated.value);
    }
    for (const [name, tensor] of Object.entries(globals))
      this.#globals.get(name)?.assign(tensor as tf.Scalar);
  }

  protected override prepareRule(): string {
    return '';
  }
}

function scalarVariable(value: number): ScalarVariable {
  return tf.tidy(() => tf.variable(tf.scalar(value), false));
}
