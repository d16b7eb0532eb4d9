// What all optimizers of this package share: counters, slots, gradient options, exact state.
import * as tf from '@tensorflow/tfjs';
import { ValueError } from '../errors/index.ts';
import type { Schedule } from '../schedules/index.ts';
import type { CheckedGradientOptions } from './gradientOptions.ts';
import { AVERAGE_SLOT, GradientPipeline, type PipelineCounters } from './gradientPipeline.ts';
import {
  type GradientsByName,
  type NamedGradient,
  namedGradients,
  type VariableGradient,
} from './namedGradients.ts';
import { type SlotSpecs, SlotStore } from './slotStore.ts';

/** Where an optimizer's state lies: what `captureOptimizerState` and its partner work on. */
export interface OptimizerStateAccess {
  /** Makes the state that the variables need; what is there already stays. */
  build(variables: readonly tf.Variable[]): void;
  /** Every variable of the state, by name. */
  stateVariables(): Map<string, tf.Variable>;
  /**
   * Replaces the state.
   *
   * @param tensors by the names of `stateVariables`; they remain the caller's
   * @param variables what is trained, in order; null where that is not known yet
   */
  loadState(
    tensors: ReadonlyMap<string, tf.Tensor>,
    variables: readonly tf.Variable[] | null,
  ): void;
}

/**
 * The ancestor of the optimizers of this package; they work wherever a `tf.Optimizer` does.
 *
 * All that changes from step to step is in tf.Variables (the learning rate and the counters too),
 * and `applyGradients` reads none of it on the host: a training step can be recorded once and
 * replayed. What the host does for a step, following a schedule, it does in `prepareStep`.
 *
 * Do not test for it with `instanceof`: TensorFlow.js makes that true of every optimizer.
 */
export abstract class StatefulOptimizer extends tf.Optimizer implements OptimizerStateAccess {
  protected readonly gradientOptions: CheckedGradientOptions;
  /** What sets the learning rate; null where it is a number. */
  readonly schedule: Schedule | null;
  protected readonly slots: SlotStore = new SlotStore();
  /** int32 scalars. */
  protected readonly counters: PipelineCounters;
  readonly #pipeline: GradientPipeline;
  #isPrepared = false;

  constructor(gradientOptions: CheckedGradientOptions, schedule: Schedule | null) {
    super();
    this.gradientOptions = gradientOptions;
    this.schedule = schedule;
    this.counters = tf.tidy(() => ({
      updates: tf.variable(tf.scalar(0, 'int32'), false),
      accumulated: tf.variable(tf.scalar(0, 'int32'), false),
      sinceOverwrite: tf.variable(tf.scalar(0, 'int32'), false),
    }));
    this.#pipeline = new GradientPipeline(gradientOptions, this.slots, this.counters);
  }

  /** The learning rate of the next update, as the host last set it. */
  abstract get learningRate(): number;

  /** The learning rate as the update sees it: a variable, or a number that a recording freezes. */
  abstract get learningRateInGraph(): tf.Scalar | number;

  /** Sets the learning rate of the next update, schedule or not. */
  abstract assignLearningRate(value: number): void;

  /** The slots that the update rule keeps for a variable. */
  protected abstract ruleSlots(shape: readonly number[]): SlotSpecs;

  /** The state that the rule keeps outside the slots, by name; see `isRuleState`. */
  protected abstract ruleState(): Map<string, tf.Variable>;

  /** Replaces that state; the names are those of `ruleState`. */
  protected abstract loadRuleState(
    tensors: ReadonlyMap<string, tf.Tensor>,
    variables: readonly tf.Variable[] | null,
  ): void;

  /** The update rule: changes the weights, the rule's slots and state. */
  protected abstract update(gradients: readonly VariableGradient[]): void;

  /** Readies the rule for a step; says what of the host a recorded step would freeze. */
  protected abstract prepareRule(step: number | null): string;

  /** How many times gradients were applied; with accumulation, every time counts. */
  override get iterations(): number {
    const [updates, accumulated] = [this.counters.updates, this.counters.accumulated].map(
      (counter) => counter.dataSync()[0] as number,
    ) as [number, number];
    return updates * (this.gradientOptions.gradientAccumulationSteps ?? 1) + accumulated;
  }

  /** Whether moving averages of the weights are kept. */
  get keepsAverages(): boolean {
    return this.gradientOptions.useEma;
  }

  /** @throws {ValueError} when the learning rate follows a schedule */
  setLearningRate(value: number): void {
    if (this.schedule) {
      throw new ValueError(
        `the learning rate follows the schedule ${this.schedule.name}; it cannot be set`,
        { hint: 'Make the optimizer with a number as learningRate to set it by hand.' },
      );
    }
    this.assignLearningRate(value);
  }

  /** See the function `prepareStep`. */
  prepareStep(step: number | null): string {
    if (this.schedule) this.assignLearningRate(this.schedule.at(step ?? this.iterations));
    this.#isPrepared = true;
    return this.prepareRule(step);
  }

  build(variables: readonly tf.Variable[]): void {
    this.slots.bind(variables);
    tf.tidy(() => {
      for (const variable of variables) {
        this.slots.ensure(variable.name, () => {
          return { ...this.ruleSlots(variable.shape), ...this.#pipeline.slotSpecs(variable) };
        });
      }
    });
  }

  override applyGradients(variableGradients: GradientsByName): void {
    const gradients = namedGradients(variableGradients);
    if (gradients.length === 0) return;
    this.build(gradients.map(({ variable }) => variable));
    if (!this.#isPrepared) this.prepareStep(null);
    this.#isPrepared = false;
    tf.tidy(() => {
      this.#pipeline.run({
        gradients,
        learningRate: this.learningRateInGraph,
        ruleState: () => [...this.ruleState().values(), ...this.#ruleSlotVariables(gradients)],
        update: (ready) => this.update(ready),
      });
    });
  }

  /** The moving averages of those variables that have one. */
  averagesOf(variables: readonly tf.Variable[]): Map<tf.Variable, tf.Variable> {
    this.slots.bind(variables);
    const averages = new Map<tf.Variable, tf.Variable>();
    for (const variable of variables) {
      const average = this.slots.of(variable.name)[AVERAGE_SLOT];
      if (average) averages.set(variable, average);
    }
    return averages;
  }

  stateVariables(): Map<string, tf.Variable> {
    return new Map([...this.#namedCounters(), ...this.ruleState(), ...this.slots.named()]);
  }

  loadState(
    tensors: ReadonlyMap<string, tf.Tensor>,
    variables: readonly tf.Variable[] | null,
  ): void {
    const rest = new Map(tensors);
    assignTaken(rest, this.#namedCounters());
    const ofRule = [...rest].filter(([name]) => isRuleState(name));
    for (const [name] of ofRule) rest.delete(name);
    this.loadRuleState(new Map(ofRule), variables);
    this.slots.load(rest);
    if (variables) this.build(variables);
    this.#isPrepared = false;
  }

  override async getWeights(): Promise<NamedGradient[]> {
    return [...this.stateVariables()].map(([name, tensor]) => ({ name, tensor }));
  }

  override async setWeights(weightValues: NamedGradient[]): Promise<void> {
    this.loadState(new Map(weightValues.map(({ name, tensor }) => [name, tensor])), null);
  }

  override dispose(): void {
    tf.dispose(Object.values(this.counters));
    this.slots.dispose();
  }

  #namedCounters(): Map<string, tf.Variable> {
    const { updates, accumulated, sinceOverwrite } = this.counters;
    return new Map(Object.entries({ iter: updates, accumulated, sinceOverwrite }));
  }

  #ruleSlotVariables(gradients: readonly VariableGradient[]): tf.Variable[] {
    return gradients.flatMap(({ variable: { name, shape } }) => {
      const slots = this.slots.of(name);
      return Object.keys(this.ruleSlots(shape)).map((slot) => slots[slot] as tf.Variable);
    });
  }
}

/** Takes a tensor of a state out of the map. */
export function takeFrom(tensors: Map<string, tf.Tensor>, name: string): tf.Tensor {
  const tensor = tensors.get(name);
  if (!tensor) {
    throw new ValueError(`the optimizer state has no "${name}"; it has ${[...tensors.keys()]}`, {
      hint: 'Load the state of an optimizer of the same kind with the same options.',
    });
  }
  tensors.delete(name);
  return tensor;
}

/** Assigns tensors of a state to variables by name, and takes them out of the map. */
export function assignTaken(
  tensors: Map<string, tf.Tensor>,
  variables: ReadonlyMap<string, tf.Variable>,
): void {
  const taken = [...variables].map(([name, variable]) => {
    return { variable, tensor: takeFrom(tensors, name) };
  });
  for (const { variable, tensor } of taken) variable.assign(tensor);
}

/** Slots are named `variable/slot`; what belongs to no variable has no slash, or this prefix. */
export const INNER_PREFIX = 'inner:';

function isRuleState(name: string): boolean {
  return name.startsWith(INNER_PREFIX) || !name.includes('/');
}
