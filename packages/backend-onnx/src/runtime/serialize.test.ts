import { InferenceSession, type Tensor, Tensor as TensorOf } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import {
  add,
  cast,
  concat,
  multiply,
  reduce,
  reshape,
  split,
  transpose,
  unary,
} from '../graph/ops.ts';
import type { Program } from '../graph/program.ts';
import {
  constant,
  hostValue,
  integers,
  multiNode,
  node,
  placeholder,
  scalar,
  type Value,
} from '../graph/value.ts';
import { type GraphProto, graphProto, modelProto, type NodeProto } from './onnxMessages.ts';
import { type SerializeOptions, serialize } from './serialize.ts';

/** x is [[1, 2, 3], [4, 5, 6]]. */
const X = Float32Array.of(1, 2, 3, 4, 5, 6);

async function run(
  program: Program,
  options: SerializeOptions = {},
): Promise<{ readonly session: InferenceSession; readonly results: Record<string, Tensor> }> {
  const bytes = serialize(program, options);
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 3 });
  const feeds = session.inputNames.map((name) => [name, new TensorOf('float32', X, [2, 3])]);
  return { session, results: { ...(await session.run(Object.fromEntries(feeds))) } };
}

const numbers = (tensor?: Tensor): number[] =>
  Array.from((tensor?.data ?? []) as ArrayLike<number | bigint>, Number);

/** The sum over the rows of x of what `step` makes of each; [3] */
function scan(x: Value, step: (row: Value) => Value, captures: readonly Value[] = []): Value {
  const shape = x.shape.slice(1);
  const state = placeholder(shape, 'float32');
  const row = placeholder(shape, 'float32');
  const sum = add(state, step(row));
  const start = constant(shape, 'float32', new Float32Array(sum.size));
  const body = { graph: { inputs: [state, row], outputs: [sum] } };
  const attributes = { num_scan_inputs: 1, body };
  return multiNode(
    'Scan',
    [start, x],
    [{ shape, dtype: 'float32' }],
    attributes,
    captures,
  )[0] as Value;
}

/** All names that values of a model and its bodies have, one for each that makes them. */
function madeNames(bytes: Uint8Array): string[] {
  // lists without items are absent
  const ofGraph = ({ input = [], initializer = [], node = [] }: Partial<GraphProto>): string[] => [
    ...input.map(({ name }) => name),
    ...initializer.map(({ name }) => name),
    ...node.flatMap(({ output, attribute = [] }: Partial<NodeProto>) => [
      ...(output ?? []),
      ...attribute.flatMap(({ g }) => (g ? ofGraph(graphProto.decode(g)) : [])),
    ]),
  ];
  return ofGraph(modelProto.decode(bytes).graph);
}

const placeholderX = (): Value => placeholder([2, 3], 'float32');

describe('serialize', () => {
  it('writes every kind of attribute', async () => {
    const x = placeholderX();
    const results = [
      unary('LeakyRelu', unary('Neg', x), { alpha: { float: 0.5 } }),
      transpose(x, [1, 0]),
      unary('Softmax', multiply(x, scalar(0)), { axis: -1 }),
      node('Pad', [x, integers([0, 1, 0, 0])], [2, 4], 'float32', { mode: 'reflect' }),
      scan(x, (row) => unary('Neg', row)),
    ];
    const { o0, o1, o2, o3, o4 } = (await run({ inputs: [x], outputs: results })).results;
    expect(numbers(o0)).toEqual([-0.5, -1, -1.5, -2, -2.5, -3]);
    expect(numbers(o1)).toEqual([1, 4, 2, 5, 3, 6]);
    expect(numbers(o2)).toEqual(new Array(6).fill(Math.fround(1 / 3)));
    expect(numbers(o3)).toEqual([2, 1, 2, 3, 5, 4, 5, 6]);
    expect(numbers(o4)).toEqual([-5, -7, -9]);
  });

  it('writes constants and known arrays of every type', async () => {
    const x = placeholderX();
    const outputs = [
      add(x, hostValue([3], 'float32', X.subarray(3))),
      add(cast(x, 'int32'), constant([1], 'int32', Int32Array.of(-7))),
      node('And', [cast(x, 'bool'), constant([3], 'bool', Uint8Array.of(1, 0, 1))], [2, 3], 'bool'),
      add(cast(x, 'int64'), integers([-1, 2 ** 40, 0])),
      cast(constant([2], 'uint8', Uint8Array.of(0, 255)), 'int32'),
    ];
    const { o0, o1, o2, o3, o4 } = (await run({ inputs: [x], outputs })).results;
    expect(numbers(o0)).toEqual([5, 7, 9, 8, 10, 12]);
    expect(numbers(o1)).toEqual([-6, -5, -4, -3, -2, -1]);
    expect(numbers(o2)).toEqual([1, 0, 1, 1, 0, 1]);
    expect(numbers(o3)).toEqual([0, 2 ** 40 + 2, 3, 3, 2 ** 40 + 5, 6]);
    expect(numbers(o4)).toEqual([0, 255]);
    expect([o0, o1, o2, o3].map((tensor) => tensor?.type)).toEqual([
      'float32',
      'int32',
      'bool',
      'int64',
    ]);
  });

  it('leaves optional inputs out', async () => {
    const x = placeholderX();
    const clipped = node('Clip', [x, null, scalar(4)], [2, 3], 'float32');
    const { o0 } = (await run({ inputs: [x], outputs: [clipped] })).results;
    expect(numbers(o0)).toEqual([1, 2, 3, 4, 4, 4]);
  });

  it('answers inputs, known arrays and one value several times', async () => {
    const x = placeholderX();
    const known = hostValue([2], 'float32', Float32Array.of(8, 9));
    const y = unary('Neg', x);
    const { results } = await run({ inputs: [x], outputs: [x, known, y, y] });
    const [o0, o1, o2, o3] = Object.values(results).map(numbers);
    expect([o0, o1, o2, o3]).toEqual([[...X], [8, 9], o3, [-1, -2, -3, -4, -5, -6]]);
  });

  it('gives names and free axes', async () => {
    const x = placeholderX();
    const { session } = await run(
      { inputs: [x], outputs: [unary('Neg', x)] },
      {
        inputNames: ['image'],
        outputNames: ['class'],
        shapeOf: ({ shape }) => ['batch', ...shape.slice(1)],
      },
    );
    const rest = { isTensor: true, type: 'float32', shape: ['batch', 3] };
    expect(session.inputMetadata).toEqual([{ name: 'image', ...rest }]);
    expect(session.outputMetadata).toEqual([{ name: 'class', ...rest }]);
  });

  it('makes no name twice, in nested bodies neither', async () => {
    const x = placeholderX();
    const two = unary('Neg', scalar(-2));
    const inner = (row: Value): Value => {
      const sum = scan(reshape(row, [3, 1]), (cell) => multiply(cell, two), [two]);
      return multiply(row, sum);
    };
    const [left, right] = split(scan(x, inner, [two]), [1, 2], 0) as [Value, Value];
    const twice = concat([left, right, reduce('ReduceSum', scan(x, inner, [two]), [0], true)], 0);
    const program = { inputs: [x], outputs: [twice] };
    const names = madeNames(serialize(program)).filter((name) => name !== '');
    expect(names.length).toBeGreaterThan(20);
    expect(new Set(names).size).toBe(names.length);
    // rows sum to 6 and 15, doubled: 12 * [1, 2, 3] + 30 * [4, 5, 6]
    expect(numbers((await run(program)).results.o0)).toEqual([132, 174, 216, 522]);
  });

  it('keeps branches apart that only answer what is there already', async () => {
    const x = placeholderX();
    const branch = (of: Value): { readonly graph: Program } => ({
      graph: { inputs: [], outputs: [of] },
    });
    const doubled = add(x, x);
    const choice = (flag: number): Value =>
      multiNode(
        'If',
        [scalar(flag, 'bool')],
        [{ shape: [2, 3], dtype: 'float32' }],
        { then_branch: branch(doubled), else_branch: branch(x) },
        [doubled, x],
      )[0] as Value;
    const program = { inputs: [x], outputs: [choice(1), choice(0)] };
    const names = madeNames(serialize(program));
    expect(new Set(names).size).toBe(names.length);
    const { o0, o1 } = (await run(program)).results;
    expect(numbers(o0)).toEqual([2, 4, 6, 8, 10, 12]);
    expect(numbers(o1)).toEqual([...X]);
  });

  it('keeps clear of the names that are given', async () => {
    const x = placeholderX();
    const outputs = [add(multiply(x, scalar(2)), scalar(1)), scan(x, (row) => unary('Neg', row))];
    const inputNames = ['v2'];
    for (const outputNames of [
      ['c2', 'v1'],
      ['c1', 's4'],
      ['r2_0', 'v3'],
    ]) {
      const { results } = await run({ inputs: [x], outputs }, { inputNames, outputNames });
      const [first, second] = outputNames.map((name) => numbers(results[name]));
      expect(first).toEqual([3, 5, 7, 9, 11, 13]);
      expect(second).toEqual([-5, -7, -9]);
      const names = madeNames(serialize({ inputs: [x], outputs }, { inputNames, outputNames }));
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('declares the operators of onnxruntime where they are used, also in bodies', async () => {
    const x = placeholderX();
    const gelu = (of: Value): Value => unary('com.microsoft.Gelu', of);
    const domains = (output: Value): string[] =>
      modelProto
        .decode(serialize({ inputs: [x], outputs: [output] }))
        .opsetImport.map(({ domain }) => domain);
    expect(domains(unary('Neg', x))).toEqual(['']);
    expect(domains(gelu(x))).toEqual(['', 'com.microsoft']);
    expect(domains(scan(x, gelu))).toEqual(['', 'com.microsoft']);
    const { o0 } = (await run({ inputs: [x], outputs: [gelu(x)] })).results;
    expect(numbers(o0)[0]).toBeCloseTo(0.8413, 4); // x times the normal distribution of x
  });
});
