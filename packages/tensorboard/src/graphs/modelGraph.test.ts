import { ValueError } from '@dlqr/core/errors';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { branchedNet, stackedNet } from '../testing/nets.ts';
import { modelGraph } from './modelGraph.ts';

const layersOf = (model: tf.LayersModel) =>
  modelGraph(model)
    .filter(({ op }) => op !== 'VariableV2')
    .map(({ name, op, inputs }) => [name, op, inputs]);

describe('modelGraph', () => {
  it('connects inner models, layers that are used twice, and weights', () => {
    expect(layersOf(branchedNet())).toEqual([
      ['tokens', 'InputLayer', []],
      ['words', 'Embedding', ['tokens', 'words/embeddings']],
      ['encoder/flat_input', 'InputLayer', ['words']],
      ['encoder/flat', 'Flatten', ['encoder/flat_input']],
      ['encoder/hidden', 'Dense', ['encoder/flat', 'encoder/hidden/kernel', 'encoder/hidden/bias']],
      ['shared', 'Dense', ['encoder/hidden', 'shared/kernel', 'shared/bias']],
      ['shared_call2', 'Dense', ['shared', 'shared_call2/kernel', 'shared_call2/bias']],
      ['sum', 'Add', ['encoder/hidden', 'shared_call2']],
      ['two/left', 'InputLayer', ['sum']],
      ['two/right', 'InputLayer', ['encoder/hidden']],
      ['two/cat', 'Concatenate', ['two/left', 'two/right']],
      ['out', 'Dense', ['two/cat', 'out/kernel', 'out/bias']],
    ]);
  });

  it('keeps the scope of an inner model that a Sequential begins with', () => {
    expect(layersOf(stackedNet())).toEqual([
      ['base/conv_input', 'InputLayer', []],
      ['base/conv', 'Conv2D', ['base/conv_input', 'base/conv/kernel', 'base/conv/bias']],
      ['base/flat', 'Flatten', ['base/conv']],
      ['head', 'Dense', ['base/flat', 'head/kernel', 'head/bias']],
    ]);
  });

  it('has shapes, types and options of layers', () => {
    const nodes = new Map(modelGraph(stackedNet()).map((node) => [node.name, node]));
    expect(nodes.get('base/conv')?.attributes).toMatchObject({
      dtype: { dtype: 'float32' },
      _output_shapes: [{ shape: [null, 6, 6, 4] }],
      filters: 4,
      kernelSize: [3, 3],
      padding: 'valid',
      useBias: true,
    });
    expect(nodes.get('base/conv/kernel')?.attributes).toEqual({
      dtype: { dtype: 'float32' },
      shape: { shape: [3, 3, 3, 4] },
      _output_shapes: [{ shape: [3, 3, 3, 4] }],
    });
  });

  it('has each node after those that feed it, and only such as are there', () => {
    for (const model of [branchedNet(), stackedNet()]) {
      const seen = new Set<string>();
      for (const { name, inputs } of modelGraph(model)) {
        expect(inputs.every((input) => seen.has(input))).toBe(true);
        expect(seen.has(name)).toBe(false);
        seen.add(name);
      }
    }
  });

  it('counts the outputs of a layer that has several', () => {
    const input = tf.input({ shape: [5, 2], name: 'in' });
    const lstm = tf.layers.lstm({ units: 3, returnState: true, name: 'lstm' });
    const [output, , cell] = lstm.apply(input) as tf.SymbolicTensor[];
    const added = tf.layers.add({ name: 'add' }).apply([output, cell] as tf.SymbolicTensor[]);
    const model = tf.model({ inputs: input, outputs: added as tf.SymbolicTensor });
    const inputs = modelGraph(model).find(({ name }) => name === 'add')?.inputs;
    expect(inputs).toEqual(['lstm', 'lstm:2']);
  });

  it('does not ask for a model that was compiled, but for one with layers', () => {
    const model = tf.sequential({
      layers: [tf.layers.dense({ units: 1, inputShape: [2], name: 'a' })],
    });
    expect(layersOf(model)).toEqual([
      ['a_input', 'InputLayer', []],
      ['a', 'Dense', ['a_input', 'a/kernel', 'a/bias']],
    ]);
    expect(() => modelGraph(tf.sequential())).toThrow(ValueError);
  });
});
