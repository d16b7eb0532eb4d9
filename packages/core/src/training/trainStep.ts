// The computation of one training step and of one evaluation step, as tensors in and tensors out.
import * as tf from '@tensorflow/tfjs';
import { type CompiledModel, trainableVariables } from './compiledModel.ts';
import type { Step } from './stepCompiler.ts';

/** How a step's flat list of inputs is laid out, and what it is asked for. */
export interface StepLayout {
  readonly numInputs: number;
  readonly numTargets: number;
  readonly hasWeights: boolean;
  /** One factor an output's loss. */
  readonly lossWeights: readonly number[];
  /** Whether the predictions are wanted, for streaming metrics. */
  readonly wantsPredictions: boolean;
}

/**
 * A step that trains on a batch.
 *
 * Inputs: model inputs, targets, and the sample weights [batch] where there are any.
 * Outputs: the loss, the metrics of `compile` (scalars), and the predictions where wanted.
 */
export function trainStep(compiled: CompiledModel, layout: StepLayout): Step {
  const variables = trainableVariables(compiled.model);
  return (inputs) => {
    let outputs: tf.Tensor[] = [];
    const loss = (): tf.Scalar => {
      outputs = forward(compiled, layout, inputs, true);
      for (const output of outputs) tf.keep(output); // the tape disposes what is not the loss
      return totalLoss(compiled, layout, inputs, outputs);
    };
    const { value, grads } = compiled.optimizer.computeGradients(loss, variables);
    const gradients = variables.map(({ name }) => ({ name, tensor: grads[name] as tf.Tensor }));
    compiled.optimizer.applyGradients(gradients);
    const metrics = metricValues(compiled, layout, inputs, outputs);
    if (layout.wantsPredictions) return [value, ...metrics, ...outputs];
    tf.dispose(outputs);
    return [value, ...metrics];
  };
}

/**
 * A step that gives the gradients of the loss and changes no weight: inputs as those of `trainStep`,
 * outputs one gradient a trainable variable, in their order.
 */
export function gradientStep(compiled: CompiledModel, layout: StepLayout): Step {
  const variables = trainableVariables(compiled.model);
  return (inputs) => {
    const loss = (): tf.Scalar =>
      totalLoss(compiled, layout, inputs, forward(compiled, layout, inputs, true));
    const { value, grads } = tf.variableGrads(loss, variables);
    value.dispose();
    return variables.map(({ name }) => grads[name] as tf.Tensor);
  };
}

/** A step that evaluates a batch without training; inputs and outputs as those of `trainStep`. */
export function evaluateStep(compiled: CompiledModel, layout: StepLayout): Step {
  return (inputs) => {
    const outputs = forward(compiled, layout, inputs, false);
    const loss = totalLoss(compiled, layout, inputs, outputs);
    const metrics = metricValues(compiled, layout, inputs, outputs);
    return layout.wantsPredictions ? [loss, ...metrics, ...outputs] : [loss, ...metrics];
  };
}

/** A step that predicts a batch: model inputs in, model outputs out. */
export function predictStep(model: tf.LayersModel): Step {
  return (inputs) => [model.call(inputs, { training: false })].flat();
}

function forward(
  compiled: CompiledModel,
  layout: StepLayout,
  inputs: tf.Tensor[],
  training: boolean,
): tf.Tensor[] {
  return [compiled.model.call(inputs.slice(0, layout.numInputs), { training })].flat();
}

/** Weighted mean loss of all outputs, plus the penalties of regularizers; []. */
function totalLoss(
  compiled: CompiledModel,
  layout: StepLayout,
  inputs: tf.Tensor[],
  outputs: tf.Tensor[],
): tf.Scalar {
  const { numInputs, numTargets } = layout;
  const sampleWeights = layout.hasWeights ? inputs[numInputs + numTargets] : undefined;
  const terms: tf.Tensor[] = compiled.losses.map((loss, index) => {
    const target = inputs[numInputs + index] as tf.Tensor;
    const perSample = loss(target, outputs[index] as tf.Tensor);
    const mean = sampleWeights ? weightedMean(perSample, sampleWeights) : tf.mean(perSample);
    const factor = layout.lossWeights[index] ?? 1;
    return factor === 1 ? mean : tf.mul(mean, factor);
  });
  for (const penalty of compiled.model.calculateLosses()) terms.push(tf.sum(penalty));
  return terms.reduce((sum, term) => tf.add(sum, term)) as tf.Scalar;
}

/** sum(loss * weight) / number of losses, as Keras reduces them; [batch, ...] and [batch] to []. */
function weightedMean(perSample: tf.Tensor, weights: tf.Tensor): tf.Tensor {
  const shape = [weights.size, ...new Array<number>(Math.max(0, perSample.rank - 1)).fill(1)];
  return tf.mean(tf.mul(perSample, tf.reshape(weights, shape)));
}

function metricValues(
  compiled: CompiledModel,
  layout: StepLayout,
  inputs: tf.Tensor[],
  outputs: tf.Tensor[],
): tf.Tensor[] {
  return compiled.metrics.map(({ compute, outputIndex }) => {
    const target = inputs[layout.numInputs + outputIndex] as tf.Tensor;
    return tf.mean(compute(target, outputs[outputIndex] as tf.Tensor));
  });
}
