// The structure of a model as Keras 3 writes it, from which TensorBoard draws the conceptual graph.
import type { JsonValue } from '@dlqr/core';
import type * as tf from '@tensorflow/tfjs';

type Layer = tf.layers.Layer;
type JsonObject = { readonly [key: string]: JsonValue };

/**
 * A model's layers, and what feeds what, in the form of Keras 3.
 *
 * It is for TensorBoard to draw, and has no more than that needs: no options of layers.
 */
export function kerasModelConfig(model: tf.LayersModel): JsonObject {
  const isSequential = model.getClassName() === 'Sequential';
  const layers = [
    // TensorFlow.js leaves a Sequential's input out of its layers.
    ...model.inputLayers.filter(
      (layer) => !model.layers.includes(layer) && !isModel(model.layers[0]),
    ),
    ...model.layers,
  ];
  return {
    class_name: isSequential ? 'Sequential' : 'Functional',
    config: {
      name: model.name,
      layers: layers.map((layer) => ({
        ...layerConfig(layer),
        ...(isSequential ? {} : { inbound_nodes: inboundNodes(model, layer) }),
      })),
      ...(isSequential ? {} : endsOf(model)),
    },
  };
}

function layerConfig(layer: Layer): JsonObject {
  if (isModel(layer)) return kerasModelConfig(layer);
  return { class_name: layer.getClassName(), config: { name: layer.name, dtype: layer.dtype } };
}

/** Every use of a layer in the model, with the tensors that it is given. */
function inboundNodes(model: tf.LayersModel, layer: Layer): JsonObject[] {
  return layer.inboundNodes
    .filter(
      ({ inboundLayers }, index) =>
        model.containerNodes.has(`${layer.name}_ib-${index}`) && inboundLayers.length > 0,
    )
    .map(({ inboundLayers, inputTensors, tensorIndices }) => ({
      args: inboundLayers.map((source, index) => ({
        class_name: '__keras_tensor__',
        config: {
          shape: inputTensors[index]?.shape ?? [],
          dtype: inputTensors[index]?.dtype ?? 'float32',
          // The second number counts uses of the source from the first; TensorBoard does not look.
          keras_history: [source.name, 0, tensorIndices[index] ?? 0],
        },
      })),
      kwargs: {},
    }));
}

/**
 * Where the model begins and ends. One input stands alone, as Keras writes it; of several there are
 * but the names, since TensorBoard does not connect inner models with several inputs otherwise.
 */
function endsOf(model: tf.LayersModel): JsonObject {
  const inputs = model.inputLayers.map(({ name }) => name);
  const outputs = model.outputLayers.map(({ name }, index) => [
    name,
    0,
    model.outputLayersTensorIndices[index] ?? 0,
  ]);
  return {
    input_layers: inputs.length === 1 ? [inputs[0] ?? '', 0, 0] : inputs,
    output_layers: outputs,
  };
}

function isModel(layer: Layer | undefined): layer is tf.LayersModel {
  return layer !== undefined && 'layers' in layer;
}
