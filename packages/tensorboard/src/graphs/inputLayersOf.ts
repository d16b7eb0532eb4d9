// The layers through which a model takes its inputs.
import type * as tf from '@tensorflow/tfjs';

/** The input layers; a Sequential that was never built has no list of them yet. */
export function inputLayersOf(model: tf.LayersModel): tf.layers.Layer[] {
  return model.inputs.map(({ sourceLayer }) => sourceLayer);
}
