// What the layers of a model give out at one batch.
import * as tf from '@tensorflow/tfjs';
import { type ArrayInputs, hostInputsOf } from '../training/fitData.ts';
import { predict } from '../training/predict.ts';

/** The output of one layer. */
export interface LayerActivation {
  readonly layer: string;
  /** Its activation function: `relu`, `sigmoid`, `linear`; null for a layer that has none. */
  readonly activation: string | null;
  /** [samples, ...] */
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Samples at once: bounds the memory of wide layers. */
const BATCH_SIZE = 256;

/**
 * The outputs of every layer of a model, as in prediction: dropout and noise do nothing.
 *
 * Layers that are used several times in the model, and models within it, are left out.
 *
 * @param x [samples, ...inputShape]; one array, or one an input
 * @returns in the order of the layers, inputs left out
 * @throws {ShapeError} when `x` does not fit the model
 * @example
 * const [hidden] = await probeActivations(model, [[1, 2]]);
 * hidden // { layer: 'dense_Dense1', activation: 'relu', shape: [1, 3], values: Float32Array [0, 1.2, 0] }
 */
export async function probeActivations(
  model: tf.LayersModel,
  x: ArrayInputs,
): Promise<readonly LayerActivation[]> {
  hostInputsOf(model, x); // builds a Sequential that has never run
  const layers = model.layers.filter(hasOneOutput);
  if (layers.length === 0) return [];
  const outputs = layers.map((layer) => layer.output as tf.SymbolicTensor);
  // It shares the layers and owns nothing: there is nothing to dispose.
  const probe = tf.model({ inputs: model.inputs, outputs });
  const activations = await predict(probe, x, { batchSize: BATCH_SIZE });
  return activations.map(({ values, shape }, index) => {
    const layer = layers[index] as tf.layers.Layer;
    const { name } = layer;
    return {
      layer: name,
      activation: activationOf(layer),
      shape,
      values: Float32Array.from(values),
    };
  });
}

function hasOneOutput(layer: tf.layers.Layer): boolean {
  if (layer.getClassName() === 'InputLayer' || 'layers' in layer) return false;
  return layer.inboundNodes.length === 1 && !Array.isArray(layer.output);
}

/** Layers that are an activation function and nothing else, and its name. */
const ACTIVATION_LAYERS: Readonly<Record<string, string>> = {
  ELU: 'elu',
  LeakyReLU: 'leakyRelu',
  PReLU: 'prelu',
  ReLU: 'relu',
  Softmax: 'softmax',
  ThresholdedReLU: 'thresholdedRelu',
};

function activationOf(layer: tf.layers.Layer): string | null {
  const own = ACTIVATION_LAYERS[layer.getClassName()];
  if (own) return own;
  const { activation } = layer as { activation?: { getClassName?(): string } | null };
  return activation?.getClassName?.() ?? null;
}
