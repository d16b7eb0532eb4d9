// The layers of a model, those of models within it included.
import type * as tf from '@tensorflow/tfjs';

/** All layers that are no models themselves, in order. */
export function layersInside(model: tf.LayersModel): tf.layers.Layer[] {
  return model.layers.flatMap((layer) => (isModel(layer) ? layersInside(layer) : [layer]));
}

function isModel(layer: tf.layers.Layer): layer is tf.LayersModel {
  return 'layers' in layer;
}
