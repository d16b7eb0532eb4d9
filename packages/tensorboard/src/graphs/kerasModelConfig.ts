// The structure of a model as Keras 3 writes it, from which TensorBoard draws the conceptual graph.
import type { JsonValue } from '@dlqr/core';
import type * as tf from '@tensorflow/tfjs';
import { inputLayersOf } from './inputLayersOf.ts';

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
    ...inputLayersOf(model).filter(
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
  return usesOf(model, layer)
    .filter(({ inboundLayers }) => inboundLayers.length > 0)
    .map(({ inboundLayers, inputTensors, nodeIndices, tensorIndices }) => ({
      args: inboundLayers.map((source, index) => {
        const use = source.inboundNodes[nodeIndices[index] as number];
        return {
          class_name: '__keras_tensor__',
          config: {
            shape: inputTensors[index]?.shape ?? [],
            dtype: inputTensors[index]?.dtype ?? 'float32',
            keras_history: [
              source.name,
              usesOf(model, source).indexOf(use as Layer['inboundNodes'][number]),
              tensorIndices[index] ?? 0,
            ],
          },
        };
      }),
      kwargs: {},
    }));
}

function usesOf(model: tf.LayersModel, layer: Layer): Layer['inboundNodes'] {
  return layer.inboundNodes.filter((_, index) =>
    model.containerNodes.has(`${layer.name}_ib-${index}`),
  );
}

/**
 * Where the model begins and ends. A single input or output stands alone, as Keras writes it. Of
 * several inputs there are but the names: TensorBoard leaves inner models unconnected that have them
 * in Keras's own form.
 */
function endsOf(model: tf.LayersModel): JsonObject {
  const inputs = inputLayersOf(model).map(({ name }) => name);
  const outputs = model.outputLayers.map(({ name }, index) => [
    name,
    0,
    model.outputLayersTensorIndices[index] ?? 0,
  ]);
  return {
    input_layers: inputs.length === 1 ? [inputs[0] ?? '', 0, 0] : inputs,
    output_layers: outputs.length === 1 ? (outputs[0] ?? []) : outputs,
  };
}

function isModel(layer: Layer | undefined): layer is tf.LayersModel {
  return layer !== undefined && 'layers' in layer;
}
