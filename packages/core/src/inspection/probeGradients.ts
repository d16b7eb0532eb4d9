// Gradients of the loss at one batch, by layer, without a training step.
import * as tf from '@tensorflow/tfjs';
import { Random, withSeededMathRandom } from '../random/index.ts';
import { compiledModelOf } from '../training/compiledModel.ts';
import { type ArrayData, hostDataOf } from '../training/fitData.ts';
import { gatherRows } from '../training/hostArray.ts';
import { gradientStep } from '../training/trainStep.ts';
import { layersInside } from './layersInside.ts';

/** The batch that is looked at: one row a sample. */
export type ProbeData = ArrayData;

/** The gradient of the loss by one weight. */
export interface WeightGradient {
  /** The layer that owns the weight: `dense_1`. */
  readonly layer: string;
  /** The weight's name within the layer: `kernel`, `bias`. */
  readonly weight: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * The gradients of the loss by every trainable weight at one batch, as a training step would take
 * them: with dropout, penalties and sample weights, before clipping.
 *
 * Nothing of the model changes: moving averages of batch normalisation are put back.
 *
 * @param model compiled
 * @param data the batch, all rows at once; about 256 rows tell enough
 * @param options.seed of dropout and noise; default 0
 * @returns in the order of the model's trainable weights
 * @throws {ValueError | ShapeError} when the model is not compiled or the data does not fit it
 * @example
 * const gradients = await probeGradients(model, { x: [[1]], y: [[2]] });
 * gradients[0] // { layer: 'dense_Dense1', weight: 'kernel', shape: [1, 1], values: Float32Array [-4] }
 */
export async function probeGradients(
  model: tf.LayersModel,
  data: ProbeData,
  options: { readonly seed?: number } = {},
): Promise<readonly WeightGradient[]> {
  const compiled = compiledModelOf(model);
  const { inputs, targets, sampleWeight, numSamples } = hostDataOf(model, data);
  const rows = Int32Array.from({ length: numSamples }, (_, row) => row);
  const step = gradientStep(compiled, {
    numInputs: inputs.length,
    numTargets: targets.length,
    hasWeights: sampleWeight !== null,
    lossWeights: [],
    wantsPredictions: false,
  });
  const gradients = keepingFixedWeights(model, () =>
    tf.tidy(() => {
      const feeds = [...inputs, ...targets].map((array) => gatherRows(array, rows));
      if (sampleWeight) feeds.push(tf.tensor1d(sampleWeight));
      const random = new Random(options.seed ?? 0, 'probe');
      return withSeededMathRandom(random, () => step(feeds));
    }),
  );
  try {
    const owners = weightOwners(model);
    return await Promise.all(
      gradients.map(async (gradient, index) => ({
        ...(owners[index] as Pick<WeightGradient, 'layer' | 'weight'>),
        shape: gradient.shape,
        values: Float32Array.from(await gradient.data()),
      })),
    );
  } finally {
    tf.dispose(gradients);
  }
}

/** Puts back what a forward pass changes beside the output: weights that are not trained. */
function keepingFixedWeights<T>(model: tf.LayersModel, run: () => T): T {
  const fixed = model.nonTrainableWeights;
  const before = tf.tidy(() => fixed.map((weight) => tf.clone(weight.read())));
  try {
    return run();
  } finally {
    fixed.forEach((weight, index) => {
      weight.write(before[index] as tf.Tensor);
    });
    tf.dispose(before);
  }
}

/** The layer and the short name of each trainable weight, in the model's order. */
function weightOwners(model: tf.LayersModel): Pick<WeightGradient, 'layer' | 'weight'>[] {
  const ownerOf = new Map(
    layersInside(model).flatMap((layer) =>
      layer.trainableWeights.map((weight) => [weight.id, layer.name] as const),
    ),
  );
  return model.trainableWeights.map(({ id, originalName }) => ({
    layer: ownerOf.get(id) ?? '',
    weight: originalName.split('/').at(-1) ?? originalName,
  }));
}
