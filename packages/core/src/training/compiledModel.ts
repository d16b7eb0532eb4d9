// The parts of a compiled LayersModel that TensorFlow.js keeps to itself, under the names of this project.
import type * as tf from '@tensorflow/tfjs';
import { ValueError } from '../errors/index.ts';
import type { MetricDirection } from './callback.ts';

/** Targets and predictions to losses: [batch, ...] and [batch, ...] to [batch], [batch, time] or []. */
export type LossFunction = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor;

/** A metric of `compile`, evaluated on tensors and averaged over the samples. */
export interface CompiledMetric {
  readonly name: string;
  readonly direction: MetricDirection | undefined;
  readonly compute: LossFunction;
  readonly outputIndex: number;
}

/** A model that has been compiled, opened up for the training loop. */
export interface CompiledModel {
  readonly model: tf.LayersModel;
  readonly optimizer: tf.Optimizer;
  readonly losses: readonly LossFunction[];
  readonly metrics: readonly CompiledMetric[];
  readonly outputNames: readonly string[];
}

/** What a compiled `tf.LayersModel` has beyond its declared type (tfjs-layers 4.x). */
interface CompiledInternals {
  readonly optimizer: tf.Optimizer | undefined;
  readonly lossFunctions: LossFunction[] | undefined;
  readonly metricsTensors: [LossFunction, number][];
  readonly metricsNames: string[];
  readonly outputNames: string[];
  /** A Sequential keeps the model proper inside. */
  readonly model?: CompiledInternals;
}

const METRIC_NAMES: Readonly<Record<string, readonly [string, MetricDirection]>> = {
  acc: ['accuracy', 'max'],
  ce: ['crossentropy', 'min'],
  binaryAccuracy: ['binaryAccuracy', 'max'],
  categoricalAccuracy: ['categoricalAccuracy', 'max'],
  sparseCategoricalAccuracy: ['sparseCategoricalAccuracy', 'max'],
  binaryCrossentropy: ['binaryCrossentropy', 'min'],
  categoricalCrossentropy: ['categoricalCrossentropy', 'min'],
  sparseCategoricalCrossentropy: ['sparseCategoricalCrossentropy', 'min'],
  mse: ['meanSquaredError', 'min'],
  MSE: ['meanSquaredError', 'min'],
  meanSquaredError: ['meanSquaredError', 'min'],
  mae: ['meanAbsoluteError', 'min'],
  MAE: ['meanAbsoluteError', 'min'],
  meanAbsoluteError: ['meanAbsoluteError', 'min'],
  mape: ['meanAbsolutePercentageError', 'min'],
  MAPE: ['meanAbsolutePercentageError', 'min'],
  meanAbsolutePercentageError: ['meanAbsolutePercentageError', 'min'],
  cosine: ['cosineProximity', 'min'],
  cosineProximity: ['cosineProximity', 'min'],
};

/**
 * Opens a compiled model.
 *
 * @throws {ValueError} when the model was not compiled, or asks for a metric of TensorFlow.js that
 * is known to be wrong
 */
export function compiledModelOf(model: tf.LayersModel): CompiledModel {
  const outer = model as tf.LayersModel & { readonly model?: CompiledInternals };
  const inner = outer.model ?? (model as tf.LayersModel & Partial<CompiledInternals>);
  if (!inner.optimizer || !inner.lossFunctions || !inner.metricsTensors || !inner.metricsNames) {
    throw new ValueError('the model has not been compiled', {
      hint: "Call model.compile({ optimizer: 'adam', loss: 'meanSquaredError' }) first.",
    });
  }
  const outputNames = inner.outputNames ?? [];
  const numLossEntries = outputNames.length > 1 ? outputNames.length : 0;
  const metrics = inner.metricsTensors
    .slice(numLossEntries)
    .map(([compute, outputIndex], index) => {
      const given = inner.metricsNames?.[1 + numLossEntries + index] ?? '';
      return compiledMetric(given, compute, outputIndex, outputNames, index);
    });
  return {
    model,
    optimizer: inner.optimizer,
    losses: inner.lossFunctions,
    metrics,
    outputNames,
  };
}

function compiledMetric(
  given: string,
  compute: LossFunction,
  outputIndex: number,
  outputNames: readonly string[],
  index: number,
): CompiledMetric {
  const prefix = outputNames.length > 1 ? (outputNames[outputIndex] ?? '') : '';
  const bare = prefix && given.startsWith(`${prefix}_`) ? given.slice(prefix.length + 1) : given;
  if (bare === 'precision' || bare === 'recall') {
    throw new ValueError(
      `TensorFlow.js computes the metric "${bare}" without a threshold, batch by batch: it is wrong`,
      { hint: 'Leave it out of compile and give fit a streaming metric of @dlqr/metrics.' },
    );
  }
  const [name, direction] = METRIC_NAMES[bare] ?? [bare || `metric${index + 1}`, undefined];
  return { name: prefixed(prefix, name), direction, compute, outputIndex };
}

/** A name in camelCase behind a prefix: ('val', 'loss') to 'valLoss'; no prefix, no change. */
export function prefixed(prefix: string, name: string): string {
  const camel = prefix.replace(/[_\-\s]+(\w)/g, (_, letter: string) => letter.toUpperCase());
  return camel === '' ? name : camel + name.charAt(0).toUpperCase() + name.slice(1);
}

/** What an optimizer updates, in the order of the model's trainable weights. */
export function trainableVariables(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}
