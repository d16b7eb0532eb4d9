// What happens around an update rule: gradients accumulated and clipped, weights decayed and averaged.
import * as tf from '@tensorflow/tfjs';
import { clipByGlobalNorm, clipByNorm, clipByValue } from './clipGradients.ts';
import { type CheckedGradientOptions, isExcludedFromDecay } from './gradientOptions.ts';
import { type PresentGradient, presentGradients, type VariableGradient } from './namedGradients.ts';
import type { SlotSpecs, SlotStore } from './slotStore.ts';

/** The slot that holds the moving average of a variable. */
export const AVERAGE_SLOT = 'average';
const ACCUMULATOR_SLOT = 'gradientAccumulator';

/**
 * Counters of the pipeline, int32 scalars: updates made, gradients held, updates since the weights
 * were overwritten by their averages.
 */
export type PipelineCounters = Readonly<
  Record<'updates' | 'accumulated' | 'sinceOverwrite', tf.Variable>
>;

/** What a step needs from the optimizer that owns the pipeline. */
interface PipelineStep {
  readonly gradients: readonly VariableGradient[];
  readonly learningRate: tf.Scalar | number;
  /** Every variable of the optimizer that `update` may change. */
  ruleState(): tf.Variable[];
  /** The update rule: changes the weights and its own state. */
  update(gradients: readonly VariableGradient[]): void;
}

/**
 * Runs a step in the order of Keras: average accumulated gradients, clip, decay the weights,
 * update them, average them.
 *
 * Every step does the same computation and all counters are tensors, so a step can be recorded
 * once and replayed. With accumulation an update is therefore computed at every step and, unless
 * due, replaced by what was before. Deviation from Keras: averages move, and overwrite the weights,
 * once an update, not once a gradient; so accumulating equal batches changes nothing.
 */
export class GradientPipeline {
  readonly #options: CheckedGradientOptions;
  readonly #slots: SlotStore;
  readonly #counters: PipelineCounters;

  constructor(options: CheckedGradientOptions, slots: SlotStore, counters: PipelineCounters) {
    this.#options = options;
    this.#slots = slots;
    this.#counters = counters;
  }

  /** The slots that the pipeline itself keeps for a variable. */
  slotSpecs(variable: tf.Variable): SlotSpecs {
    const { useEma, gradientAccumulationSteps } = this.#options;
    const { shape } = variable;
    return {
      ...(useEma && { [AVERAGE_SLOT]: { shape, fill: variable } }),
      ...(gradientAccumulationSteps !== null && { [ACCUMULATOR_SLOT]: { shape, fill: 0 } }),
    };
  }

  /** Runs one step; call inside `tf.tidy`. */
  run(step: PipelineStep): void {
    const { gradientAccumulationSteps: numSteps } = this.#options;
    if (numSteps === null) this.#update(step);
    else this.#accumulate(step, numSteps);
  }

  #accumulate(step: PipelineStep, numSteps: number): void {
    const { accumulated, updates, sinceOverwrite } = this.#counters;
    const numHeld = tf.add(accumulated, tf.scalar(1, 'int32'));
    const isDue = tf.equal(numHeld, tf.scalar(numSteps, 'int32'));
    const gradients = step.gradients.map((entry) => {
      if (entry.gradient === null) return entry;
      const accumulator = this.#slot(entry.variable, ACCUMULATOR_SLOT);
      const sum = tf.add(accumulator, entry.gradient);
      accumulator.assign(tf.where(isDue, tf.zerosLike(sum), sum));
      return { variable: entry.variable, gradient: tf.div(sum, numSteps) };
    });
    accumulated.assign(tf.where(isDue, tf.zerosLike(numHeld), numHeld));
    const guarded = [
      ...step.gradients.flatMap(({ variable }) => [variable, ...this.#averageOf(variable)]),
      ...step.ruleState(),
      updates,
      sinceOverwrite,
    ];
    const before = guarded.map((variable) => variable.clone());
    this.#update({ ...step, gradients });
    for (const [index, variable] of guarded.entries()) {
      variable.assign(tf.where(isDue, variable, before[index] as tf.Tensor));
    }
  }

  #update(step: PipelineStep): void {
    const gradients = this.#clip(step.gradients);
    this.#decay(presentGradients(gradients), step.learningRate);
    step.update(gradients);
    this.#moveAverages(gradients.map(({ variable }) => variable));
    const { updates } = this.#counters;
    updates.assign(tf.add(updates, tf.scalar(1, 'int32')));
  }

  #clip(gradients: readonly VariableGradient[]): VariableGradient[] {
    const clipped = this.#clippedValues(presentGradients(gradients).map((entry) => entry.gradient));
    let next = 0;
    return gradients.map(({ variable, gradient }) => {
      return { variable, gradient: gradient && (clipped[next++] ?? null) };
    });
  }

  #clippedValues(gradients: tf.Tensor[]): tf.Tensor[] {
    const { clipValue, clipNorm, globalClipNorm } = this.#options;
    if (clipValue !== null) return gradients.map((gradient) => clipByValue(gradient, clipValue));
    if (clipNorm !== null) return gradients.map((gradient) => clipByNorm(gradient, clipNorm));
    if (globalClipNorm !== null) return clipByGlobalNorm(gradients, globalClipNorm);
    return gradients;
  }

  #decay(present: readonly PresentGradient[], learningRate: tf.Scalar | number): void {
    const { weightDecay } = this.#options;
    if (weightDecay === null) return;
    for (const { variable } of present) {
      if (isExcludedFromDecay(this.#options, variable.name)) continue;
      const loss = tf.mul(tf.mul(variable, weightDecay), learningRate);
      variable.assign(tf.sub(variable, loss));
    }
  }

  #moveAverages(variables: readonly tf.Variable[]): void {
    const { useEma, emaMomentum, emaOverwriteFrequency } = this.#options;
    if (!useEma) return;
    const isLater = tf.cast(tf.greater(this.#counters.updates, tf.scalar(0, 'int32')), 'float32');
    const momentum = tf.mul(isLater, emaMomentum); // 0 at first: the average begins as the weights
    const rest = tf.sub(1, momentum);
    for (const variable of variables) {
      const average = this.#slot(variable, AVERAGE_SLOT);
      average.assign(tf.add(tf.mul(momentum, average), tf.mul(rest, variable)));
    }
    if (emaOverwriteFrequency !== null) this.#overwrite(variables, emaOverwriteFrequency);
  }

  #overwrite(variables: readonly tf.Variable[], frequency: number): void {
    const { sinceOverwrite } = this.#counters;
    const numSince = tf.add(sinceOverwrite, tf.scalar(1, 'int32'));
    const isDue = tf.equal(numSince, tf.scalar(frequency, 'int32'));
    for (const variable of variables) {
      variable.assign(tf.where(isDue, this.#slot(variable, AVERAGE_SLOT), variable));
    }
    sinceOverwrite.assign(tf.where(isDue, tf.zerosLike(numSince), numSince));
  }

  #averageOf(variable: tf.Variable): tf.Variable[] {
    return this.#options.useEma ? [this.#slot(variable, AVERAGE_SLOT)] : [];
  }

  #slot(variable: tf.Variable, slot: string): tf.Variable {
    return this.#slots.of(variable.name)[slot] as tf.Variable;
  }
}
