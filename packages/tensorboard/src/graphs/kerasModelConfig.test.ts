import type { JsonValue } from '@dlqr/core';
import { describe, expect, it } from 'vitest';
import { branchedNet, stackedNet } from '../testing/nets.ts';
import { kerasModelConfig } from './kerasModelConfig.ts';

interface LayerJson {
  readonly class_name: string;
  readonly config: {
    readonly name: string;
    readonly layers?: readonly LayerJson[];
    readonly input_layers?: JsonValue;
    readonly output_layers?: JsonValue;
  };
  readonly inbound_nodes?: readonly {
    readonly args: readonly { readonly config: Readonly<Record<string, JsonValue>> }[];
  }[];
}

/** Class, name, what feeds it (name, use, output, shape, type), and the layers within. */
function outline({ class_name, config, inbound_nodes }: LayerJson): JsonValue {
  const { name, layers, input_layers, output_layers } = config;
  const inbound = inbound_nodes?.map(({ args }) =>
    args.map(({ config: { keras_history, shape, dtype } }) => [
      ...(keras_history as JsonValue[]),
      shape as JsonValue,
      dtype as JsonValue,
    ]),
  );
  return [
    class_name,
    name,
    inbound ?? null,
    layers
      ? { layers: layers.map(outline), ends: [input_layers ?? null, output_layers ?? null] }
      : null,
  ];
}

const float = (...parts: JsonValue[]): JsonValue => [...parts, 'float32'];

describe('kerasModelConfig', () => {
  // Keras 3.15's to_json() of the same model, except for the inputs of the inner model with two: there
  // Keras has [["left", 0, 0], ["right", 0, 0]], which TensorBoard leaves unconnected.
  it('says what Keras says of the model', () => {
    const encoder = [
      ['InputLayer', 'flat_input', null, null],
      ['Flatten', 'flat', null, null],
      ['Dense', 'hidden', null, null],
    ];
    const two = [
      ['InputLayer', 'left', [], null],
      ['InputLayer', 'right', [], null],
      [
        'Concatenate',
        'cat',
        [[float('left', 0, 0, [null, 2]), float('right', 0, 0, [null, 2])]],
        null,
      ],
    ];
    const layers = [
      ['InputLayer', 'tokens', [], null],
      ['Embedding', 'words', [[float('tokens', 0, 0, [null, 4])]], null],
      [
        'Sequential',
        'encoder',
        [[float('words', 0, 0, [null, 4, 3])]],
        { layers: encoder, ends: [null, null] },
      ],
      [
        'Dense',
        'shared',
        [[float('encoder', 0, 0, [null, 2])], [float('shared', 0, 0, [null, 2])]],
        null,
      ],
      ['Add', 'sum', [[float('encoder', 0, 0, [null, 2]), float('shared', 1, 0, [null, 2])]], null],
      [
        'Functional',
        'two',
        [[float('sum', 0, 0, [null, 2]), float('encoder', 0, 0, [null, 2])]],
        {
          layers: two,
          ends: [
            ['left', 'right'],
            ['cat', 0, 0],
          ],
        },
      ],
      ['Dense', 'out', [[float('two', 0, 0, [null, 4])]], null],
    ];
    const ends = [
      ['tokens', 0, 0],
      ['out', 0, 0],
    ];
    const config = kerasModelConfig(branchedNet()) as JsonValue as unknown as LayerJson;
    expect(outline(config)).toEqual(['Functional', 'net', null, { layers, ends }]);
  });

  it('gives an inner model that a Sequential begins with its input', () => {
    const config = kerasModelConfig(stackedNet()) as JsonValue as unknown as LayerJson;
    const layers = [
      ['InputLayer', 'conv_input', null, null],
      ['Conv2D', 'conv', null, null],
      ['Flatten', 'flat', null, null],
    ];
    const base = ['Sequential', 'base', null, { layers, ends: [null, null] }];
    expect(outline(config)).toEqual([
      'Sequential',
      'seq',
      null,
      { layers: [base, ['Dense', 'head', null, null]], ends: [null, null] },
    ]);
  });
});
