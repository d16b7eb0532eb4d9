import { ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { OTHER_RECORDS } from '../events/peerRecords.cases.ts';
import { eventsOfRecords } from '../testing/goldenFile.ts';
import { branchedNet } from '../testing/nets.ts';
import { writtenEvents } from '../testing/writtenRecord.ts';
import type { GraphNode } from './graph.ts';
import { modelGraph } from './modelGraph.ts';

describe('graphs', () => {
  it('are read as TensorFlow writes them', async () => {
    const [event] = await eventsOfRecords(OTHER_RECORDS);
    expect(event).toMatchObject({
      kind: 'graph',
      wallTime: 1.5,
      step: 0,
      nodes: [
        {
          name: 'a/x',
          op: 'Placeholder',
          inputs: [],
          attributes: { dtype: { dtype: 'float32' }, shape: { shape: [null, 4] } },
        },
        {
          name: 'a/y',
          op: 'Odd',
          inputs: ['a/x', '^a/z'],
          device: '/cpu:0',
          attributes: {
            n: -3,
            f: 0.5,
            b: false,
            s: 'text',
            ints: [1, 2],
            fn: { function: 'F' },
            _output_shapes: [{ shape: null }],
          },
        },
      ],
    });
  });

  it('come back as they are written', async () => {
    const nodes: GraphNode[] = [
      ...modelGraph(branchedNet()),
      {
        name: 'own',
        op: 'Odd',
        inputs: ['out'],
        device: '/gpu:0',
        attributes: {
          whole: 3,
          part: 0.25,
          yes: true,
          text: 'ü',
          wholes: [1, 2],
          mixed: [0.5, 1, 0.25],
          texts: ['a', ''],
          truths: [true, false],
          types: [{ dtype: 'int32' }, { dtype: 'string' }],
          shapes: [{ shape: [null, 2] }, { shape: [] }, { shape: null }],
          nobody: { shape: null },
          functions: [{ function: 'f' }],
        },
      },
    ];
    const [event] = await writtenEvents((writer) => writer.graph(nodes));
    expect(event).toMatchObject({ kind: 'graph', nodes });
  });

  it('are not written with tensors in them', async () => {
    const tensor = { dtype: 'float32', shape: [1], values: Float32Array.of(1) } as const;
    const node = { name: 'a', op: 'Const', inputs: [], attributes: { value: { tensor } } };
    await expect(writtenEvents((writer) => writer.graph([node]))).rejects.toThrow(ValueError);
  });
});
