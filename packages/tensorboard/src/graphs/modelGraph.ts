// The graph of a model: its layers, their weights, and what feeds what.
import { ValueError } from '@dlqr/core/errors';
import type * as tf from '@tensorflow/tfjs';
import type { DataTypeName } from '../tensors/dataTypes.ts';
import type { GraphAttribute, GraphNode } from './graph.ts';
import { inputLayersOf } from './inputLayersOf.ts';
import { weightNames } from './weightNames.ts';

type Layer = tf.layers.Layer;
type Call = Layer['inboundNodes'][number];

/**
 * The graph of a model: a node for each use of a layer, with the shapes of its outputs and its
 * options as attributes, and one for each of its weights.
 *
 * Names are scopes: models within the model, the layer, the weight (`encoder/dense/kernel`). A layer
 * that is used again is `dense_call2`.
 *
 * @returns in an order in which every node comes after those that feed it
 * @throws {ValueError} when the model has no layers
 * @example
 * writer.graph(modelGraph(model)); // what writer.model(model) does
 */
export function modelGraph(model: tf.LayersModel): GraphNode[] {
  if (model.outputs.length === 0) {
    throw new ValueError(`the model "${model.name}" has no layers; there is no graph of it`);
  }
  // A Sequential puts its graph together when it is compiled or first used.
  if (Object.keys(model.nodesByDepth).length === 0) (model as tf.Sequential).build();
  const nodes: GraphNode[] = [];
  addModel(model, '', [], nodes);
  return nodes;
}

/** Adds the nodes of a model that the given nodes feed; gives those that hold its outputs. */
function addModel(
  model: tf.LayersModel,
  scope: string,
  feeds: readonly string[],
  nodes: GraphNode[],
): string[] {
  const scopes = scopesOf(model, scope);
  const outputs = new Map<Call, string[]>();
  const uses = new Map<Layer, number>();
  const outputOf = (layer: Layer, call: number, index: number): string =>
    outputs.get(layer.inboundNodes[call] as Call)?.[index] ?? layer.name;
  const depths = Object.keys(model.nodesByDepth).map(Number);
  for (const depth of depths.sort((a, b) => b - a)) {
    for (const call of model.nodesByDepth[depth] ?? []) {
      const layer: Layer = call.outboundLayer;
      const use = (uses.get(layer) ?? 0) + 1;
      uses.set(layer, use);
      const base = within(scopes.get(layer) ?? scope, layer.name);
      const name = use === 1 ? base : `${base}_call${use}`;
      const fed = model.inputLayers.indexOf(layer);
      const inputs =
        fed >= 0
          ? feeds.slice(fed, fed + 1)
          : call.inboundLayers.map((source, index) =>
              outputOf(
                source,
                call.nodeIndices[index] as number,
                call.tensorIndices[index] as number,
              ),
            );
      outputs.set(call, addCall(layer, call, name, inputs, nodes));
    }
  }
  return model.outputLayers.map((layer, index) =>
    outputOf(
      layer,
      model.outputLayersNodeIndices[index] as number,
      model.outputLayersTensorIndices[index] as number,
    ),
  );
}

function addCall(
  layer: Layer,
  call: Call,
  name: string,
  inputs: readonly string[],
  nodes: GraphNode[],
): string[] {
  if (isModel(layer)) return addModel(layer, name, inputs, nodes);
  const weights = weightNames(layer).map(({ weight, short }) => ({
    name: `${name}/${short}`,
    op: 'VariableV2',
    inputs: [],
    attributes: {
      dtype: { dtype: dataTypeOf(weight.dtype) },
      shape: { shape: weight.shape },
      _output_shapes: [{ shape: weight.shape }],
    },
  }));
  const shapes = call.outputTensors.map(({ shape }) => ({ shape }));
  const attributes = {
    dtype: { dtype: dataTypeOf(call.outputTensors[0]?.dtype ?? 'float32') },
    _output_shapes: shapes,
    ...optionsOf(layer),
  };
  nodes.push(...weights, {
    name,
    op: layer.getClassName(),
    inputs: [...inputs, ...weights.map((weight) => weight.name)],
    attributes,
  });
  return call.outputTensors.map((_, index) => (index === 0 ? name : `${name}:${index}`));
}

/** The scopes of layers that a Sequential took over from the model that it begins with. */
function scopesOf(model: tf.LayersModel, scope: string): Map<Layer, string> {
  return new Map(
    model.layers.flatMap((layer): [Layer, string][] =>
      isModel(layer)
        ? [
            ...scopesOf(layer, within(scope, layer.name)),
            ...inputLayersOf(layer).map((input): [Layer, string] => [
              input,
              within(scope, layer.name),
            ]),
          ]
        : [[layer, scope]],
    ),
  );
}

function within(scope: string, name: string): string {
  return scope === '' ? name : `${scope}/${name}`;
}

function isModel(layer: Layer): layer is tf.LayersModel {
  return 'layers' in layer;
}

/** What the layer was made with, as far as it is numbers, texts and truth values. */
function optionsOf(layer: Layer): Record<string, GraphAttribute> {
  try {
    const { name: _name, dtype: _dtype, ...config } = layer.getConfig();
    return Object.fromEntries(Object.entries<unknown>(config).filter(isPlain));
  } catch {
    return {}; // a layer of someone's own need not be able to describe itself
  }
}

function isPlain(entry: [string, unknown]): entry is [string, GraphAttribute] {
  const [, value] = entry;
  if (Array.isArray(value)) return value.length > 0 && value.every((item) => isNumber(item));
  return isNumber(value) || typeof value === 'string' || typeof value === 'boolean';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function dataTypeOf(dtype: tf.DataType): DataTypeName {
  return dtype;
}
