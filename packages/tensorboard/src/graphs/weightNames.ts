// The names of a layer's weights within the layer.
import type * as tf from '@tensorflow/tfjs';

type Weight = tf.layers.Layer['weights'][number];

/** A weight of a layer and its short name: `kernel`. */
export interface NamedWeight {
  readonly weight: Weight;
  readonly short: string;
}

/** The weights of a layer; where two have the same short name, the later are `kernel_1`, `kernel_2`. */
export function weightNames(layer: tf.layers.Layer): NamedWeight[] {
  const seen = new Map<string, number>();
  return layer.weights.map((weight) => {
    const name = weight.originalName.split('/').at(-1) ?? weight.originalName;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return { weight, short: count === 0 ? name : `${name}_${count}` };
  });
}
