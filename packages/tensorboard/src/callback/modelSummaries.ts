// What there is to see of a model while it trains: weights, gradients, outputs of layers, embeddings.
import { ValueError } from '@dlqr/core/errors';
import { type ProbeData, probeActivations, probeGradients } from '@dlqr/core/inspection';
import type * as tf from '@tensorflow/tfjs';
import type { EventFileWriter } from '../events/eventFileWriter.ts';
import { weightNames } from '../graphs/weightNames.ts';
import type { Embedding } from '../projector/embedding.ts';
import { weightPixels } from './weightPixels.ts';

type Layer = tf.layers.Layer;

/** `dense/kernel/histogram` and, with pictures, `dense/kernel/image` of every weight. */
export async function writeWeights(
  writer: EventFileWriter,
  model: tf.LayersModel,
  step: number,
  withImages: boolean,
): Promise<void> {
  for (const layer of layersInside(model)) {
    for (const { weight, short } of weightNames(layer)) {
      const tensor = weight.read();
      const values = await tensor.data();
      writer.histogram(`${layer.name}/${short}/histogram`, values, step);
      const pixels = withImages ? weightPixels(values, tensor.shape) : null;
      if (pixels) writer.image(`${layer.name}/${short}/image`, pixels, step);
    }
  }
}

/** `dense/kernel/gradient` of every trainable weight and `dense/output` of every layer at the batch. */
export async function writeProbe(
  writer: EventFileWriter,
  model: tf.LayersModel,
  step: number,
  probe: ProbeData,
): Promise<void> {
  const seen = new Map<string, number>();
  for (const { layer, weight, values } of await probeGradients(model, probe)) {
    const name = `${layer}/${weight}`;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    writer.histogram(`${name}${count === 0 ? '' : `_${count}`}/gradient`, values, step);
  }
  for (const { layer, values } of await probeActivations(model, probe.x)) {
    writer.histogram(`${layer}/output`, values, step);
  }
}

/** The weights of the embedding layers, for the projector. */
export async function embeddingsOf(
  model: tf.LayersModel,
  metadata: string | Readonly<Record<string, string | readonly string[]>>,
): Promise<Embedding[]> {
  return Promise.all(
    embeddingLayers(model).map(async (layer): Promise<Embedding> => {
      const tensor = layer.weights[0]?.read() as tf.Tensor;
      const [rows = 0, columns = 0] = tensor.shape;
      const named = typeof metadata === 'string' ? metadata : metadata[layer.name];
      return {
        name: layer.name,
        values: await tensor.data(),
        shape: [rows, columns],
        ...(typeof named === 'string' && { metadataPath: named }),
        ...(typeof named === 'object' && { metadata: named }),
      };
    }),
  );
}

function embeddingLayers(model: tf.LayersModel): Layer[] {
  return layersInside(model).filter((layer) => layer.getClassName() === 'Embedding');
}

/** @throws {ValueError} when metadata are given for a layer that is no embedding layer */
export function checkEmbeddingNames(
  model: tf.LayersModel,
  metadata: string | Readonly<Record<string, unknown>>,
): void {
  if (typeof metadata === 'string') return;
  const names = embeddingLayers(model).map(({ name }) => name);
  const unknown = Object.keys(metadata).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new ValueError(
    `embeddingsMetadata names "${unknown}", which is no embedding layer of the model; there are: ${names.join(', ') || 'none'}`,
  );
}

/** All layers that are no models themselves, in order. */
function layersInside(model: tf.LayersModel): Layer[] {
  return model.layers.flatMap((layer) =>
    'layers' in layer ? layersInside(layer as tf.LayersModel) : [layer],
  );
}
