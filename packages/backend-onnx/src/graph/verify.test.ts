import { describe, expect, it } from 'vitest';
import { GraphError } from '../errors.ts';
import { add, binary, cast, concat, gather, multiply, reduce, slice, split, where } from './ops.ts';
import type { Program } from './program.ts';
import {
  type Attributes,
  constant,
  type Dtype,
  hostValue,
  integers,
  multiNode,
  node,
  placeholder,
  scalar,
  underKernel,
  type Value,
  zeros,
} from './value.ts';
import { verify } from './verify.ts';

const known = (shape: readonly number[], dtype: Dtype = 'float32'): Value =>
  hostValue(
    shape,
    dtype,
    zeros(
      dtype,
      shape.reduce((product, dim) => product * dim, 1),
    ),
  );

/** A node of which nothing but its results is wrong. */
const wrong = (
  operator: string,
  inputs: readonly (Value | null)[],
  shape: readonly number[],
  attributes: Attributes = {},
  dtype: Dtype = 'float32',
): Program => ({ inputs: [], outputs: [node(operator, inputs, shape, dtype, attributes)] });

interface ScanParts {
  readonly states?: readonly Value[];
  readonly scanned?: readonly Value[];
  readonly numScanned?: number;
  readonly numBodyInputs?: number;
  readonly bodyOutputs?: (state: Value, row: Value) => readonly Value[];
  readonly shapes?: readonly (readonly number[])[];
  readonly captures?: readonly Value[];
}

/** Sums the rows of [4, 2] and keeps the sums; with parts exchanged. */
function scan(parts: ScanParts = {}): Program {
  const state = placeholder([2], 'float32');
  const row = placeholder([2], 'float32');
  const sum = add(state, row);
  const outputs = multiNode(
    'Scan',
    [...(parts.states ?? [known([2])]), ...(parts.scanned ?? [known([4, 2])])],
    (parts.shapes ?? [[2], [4, 2]]).map((shape) => ({ shape, dtype: 'float32' })),
    {
      num_scan_inputs: parts.numScanned ?? 1,
      body: {
        graph: {
          inputs: [state, row].slice(0, parts.numBodyInputs),
          outputs: parts.bodyOutputs?.(state, row) ?? [sum, sum],
        },
      },
    },
    parts.captures ?? [],
  );
  return { inputs: [], outputs };
}

function messageOf(program: Program): string {
  try {
    verify(program);
  } catch (error) {
    expect(error).toBeInstanceOf(GraphError);
    return (error as GraphError).message;
  }
  return 'nothing';
}

describe('verify', () => {
  it('accepts what the helpers record', () => {
    const x = placeholder([2, 3], 'float32');
    const masked = where(cast(x, 'bool'), x, scalar(0));
    const [left] = split(concat([masked, x], 1), [2, 4], 1);
    const rows = gather(left as Value, constant([1], 'int32', Int32Array.of(1)), 0);
    const sum = reduce('ReduceSum', slice(rows, [1], [1], [1]), [0]);
    verify({ inputs: [x], outputs: [multiply(sum, scalar(2)), x] });
    verify(scan());
    const bias = add(known([2]), scalar(1));
    verify(scan({ bodyOutputs: (state, row) => [add(state, bias), row], captures: [bias] }));
  });

  it('names the node by its number, operator and kernel', () => {
    const x = known([2, 3]);
    const fine = add(x, x);
    const bad = underKernel('Multiply', () => node('Mul', [fine, x], [2, 4], 'float32'));
    expect(messageOf({ inputs: [], outputs: [bad] })).toBe(
      'node 1, Mul for the kernel Multiply: output 0 is float32[2,4]; expected float32[2,3]',
    );
  });

  it('numbers the nodes of bodies as print does', () => {
    const program = scan({
      bodyOutputs: (state, row) => [add(state, row), node('Neg', [row], [3], 'float32')],
    });
    expect(messageOf(program)).toMatch('node 2, Neg: output 0 is float32[3]');
  });

  it('finds values that come from nowhere', () => {
    const x = placeholder([2], 'float32');
    expect(messageOf({ inputs: [], outputs: [add(x, x)] })).toBe(
      'node 0, Add: input 0, float32[2], is neither computed, known, declared nor captured',
    );
    expect(messageOf({ inputs: [], outputs: [x] })).toMatch('output 0 of the program');
    const stray = scan({ bodyOutputs: (state) => [state, x] });
    expect(messageOf(stray)).toMatch('output 1 of the body of node 0, Scan');
    expect(messageOf(scan({ captures: [x] }))).toMatch('capture 0, float32[2], is neither');
  });

  it('finds results of the graph outside that a body reads without capturing them', () => {
    const outer = add(known([2]), known([2]));
    const program = scan({ states: [outer], bodyOutputs: (_, row) => [outer, row] });
    expect(messageOf(program)).toMatch('node 2, Add: it stands in two graphs');
  });

  it('finds arrays of the wrong length', () => {
    const x = hostValue([3], 'float32', new Float32Array(2));
    expect(messageOf({ inputs: [], outputs: [add(x, x)] })).toMatch('holds 2 elements');
  });

  it('finds cycles', () => {
    const inputs = [known([2])];
    const first = node('Add', inputs, [2], 'float32');
    const second = node('Neg', [first], [2], 'float32');
    inputs.push(second);
    expect(messageOf({ inputs: [], outputs: [second] })).toMatch(/needs this node: a cycle/);
  });

  it('finds results that belong to another node', () => {
    const x = add(known([2]), known([2]));
    const y = node('Neg', [x], [2], 'float32');
    const claimed = node('Abs', [y], [2], 'float32');
    if (x.producer) x.producer.outputs = [x];
    if (y.producer) y.producer.outputs = [y];
    if (claimed.producer) claimed.producer.outputs = [y];
    expect(messageOf({ inputs: [], outputs: [claimed] })).toMatch('output 0 claims to come from');
  });

  it.each([
    ['Add', [1, 1], 'it has 2 outputs; expected 1'],
    ['TopK', [1], 'it has 1 outputs; expected 2'],
    ['GRU', [1, 1, 1], 'it has 3 outputs; expected 1 to 2'],
  ])('counts the outputs of %s', (operator, sizes, message) => {
    const outputs = sizes.map((size) => ({ shape: [size], dtype: 'float32' as const }));
    const results = multiNode(operator, [known([1]), known([1])], outputs);
    expect(messageOf({ inputs: [], outputs: results })).toMatch(message);
  });

  it('counts the outputs of Split and of bodies', () => {
    const outputs = [{ shape: [4], dtype: 'float32' as const }];
    const parts = multiNode('Split', [known([4]), integers([2, 2])], outputs, { axis: 0 });
    expect(messageOf({ inputs: [], outputs: parts })).toMatch('it has 1 outputs; expected 2');
    expect(messageOf(scan({ shapes: [[2]] }))).toMatch('it has 1 outputs; expected 2');
  });

  const ints = known([2], 'int32');
  const x23 = known([2, 3]);
  it.each<[string, Program, string]>([
    ['shapes that do not broadcast', wrong('Add', [x23, known([2])], [2, 3]), '[2,3] and [2]'],
    ['mixed types', wrong('Mul', [known([2]), ints], [2]), 'the inputs are float32 and int32'],
    ['comparisons that are not bool', wrong('Less', [x23, x23], [2, 3]), 'expected bool[2,3]'],
    ['logic of numbers', wrong('Not', [ints], [2], {}, 'bool'), 'are int32; expected bool'],
    ['a missing input', wrong('Add', [x23, null], [2, 3]), 'input 1 is missing'],
    ['a wrong power', wrong('Pow', [x23, ints], [2, 3]), '[2,3] and [2]'],
    ['a wrong softmax', wrong('Softmax', [x23], [3, 2]), 'expected float32[2,3]'],
    ['a condition of numbers', wrong('Where', [x23, x23, x23], [2, 3]), 'the condition is float32'],
    ['a wrong cast', wrong('Cast', [x23], [2, 3], { to: 6 }), 'expected int32[2,3]'],
    ['a cast to nothing known', wrong('Cast', [x23], [2, 3]), 'the type to cast to'],
    ['lost elements', wrong('Reshape', [x23, integers([5])], [5]), '6 elements become 5'],
    ['another reshape', wrong('Reshape', [x23, integers([0, -1, 1])], [6]), 'float32[2,3,1]'],
    ['no permutation', wrong('Transpose', [x23], [3, 3], { perm: [1, 1] }), 'does not permute'],
    ['a wrong transpose', wrong('Transpose', [x23], [2, 3], { perm: [1, 0] }), 'float32[3,2]'],
    ['a wrong join', wrong('Concat', [x23, known([3, 2])], [5, 3], { axis: 0 }), '[3,2] cannot'],
    ['a wrong length', wrong('Concat', [x23, x23], [2, 3], { axis: 0 }), 'float32[4,3]'],
    ['an axis too far', wrong('Concat', [x23, x23], [4, 3], { axis: 2 }), 'axis 2 is outside'],
    ['a wrong cut', wrong('Split', [x23, integers([3])], [3, 3], { axis: 0 }), 'does not cut'],
    ['a wrong part', wrong('Split', [x23, integers([2])], [1, 3], { axis: 0 }), 'float32[2,3]'],
    ['a wrong expansion', wrong('Expand', [x23, integers([4, 1, 3])], [4, 3]), 'float32[4,2,3]'],
    ['picks by fractions', wrong('Gather', [x23, known([2])], [2, 3]), 'the indices are float32'],
    ['a wrong pick', wrong('Gather', [x23, ints], [2, 3], { axis: 1 }), 'float32[2,2]'],
    ['a wrong maximum', wrong('ReduceMax', [x23], [2, 1], { axes: [0] }), 'float32[1,3]'],
    ['a wrong sum', wrong('ReduceSum', [x23, integers([1])], [3], { keepdims: 0 }), 'float32[2]'],
    ['a wrong place', wrong('ArgMax', [x23], [2, 1], { axis: 1 }), 'expected int64[2,1]'],
    ['factors that do not fit', wrong('MatMul', [x23, x23], [2, 3]), '[2,3] times [2,3]'],
    ['a wrong product', wrong('MatMul', [x23, known([5, 3, 4])], [2, 4]), 'float32[5,2,4]'],
    ['a wrong Gemm', wrong('Gemm', [x23, x23], [2, 3], { transA: 1 }), 'float32[3,3]'],
    ['a Gemm that does not fit', wrong('Gemm', [x23, x23], [2, 3]), '[2,3] times [2,3]'],
    ['a Gemm of vectors', wrong('Gemm', [known([3]), x23], [2]), 'expected a matrix'],
    [
      'a wrong addend',
      wrong('Gemm', [x23, x23, known([2, 1, 1])], [2, 2], { transB: 1 }),
      '[2,1,1] cannot be added',
    ],
    [
      'a convolution of other channels',
      wrong('Conv', [known([1, 3, 5, 5]), known([4, 2, 3, 3])], [1, 4, 3, 3]),
      '3 channels meet weights for 2',
    ],
    [
      'uneven groups',
      wrong('Conv', [known([1, 4, 5]), known([3, 2, 3])], [1, 3, 3], { group: 2 }),
      '3 filters do not make 2 groups',
    ],
    [
      'a wrong bias',
      wrong('Conv', [known([1, 2, 5]), known([3, 2, 3]), known([2])], [1, 3, 3]),
      'expected [3]',
    ],
    [
      'a wrong convolution',
      wrong('Conv', [known([1, 2, 9]), known([3, 2, 3])], [1, 3, 5], {
        strides: [2],
        dilations: [2],
        pads: [1, 1],
      }),
      'expected float32[1,3,4]',
    ],
    [
      'another rank',
      wrong('Conv', [known([1, 2, 9]), known([3, 2, 3, 3])], [1, 3, 5]),
      'a window of 2 axes slides over 1',
    ],
    [
      'a wrong pool',
      wrong('MaxPool', [known([1, 2, 5])], [1, 2, 2], {
        kernel_shape: [2],
        strides: [2],
        ceil_mode: 1,
      }),
      'expected float32[1,2,3]',
    ],
    [
      'a wrong global pool',
      wrong('GlobalAveragePool', [known([1, 2, 5])], [1, 2]),
      'expected float32[1,2,1]',
    ],
    [
      'a wrong normalization',
      wrong('BatchNormalization', [x23, known([3]), known([3]), known([2]), known([3])], [2, 3]),
      'input 3 has the shape [2]',
    ],
    [
      'too few inputs of a scan',
      scan({ numScanned: 3 }),
      'it has 2 inputs, and num_scan_inputs is 3',
    ],
    [
      'a body with too few inputs',
      scan({ numBodyInputs: 1, bodyOutputs: (state) => [state, state] }),
      'its body has 1 inputs; expected 2',
    ],
    [
      'a body with too few outputs',
      scan({ bodyOutputs: () => [], shapes: [[2]] }),
      'its body has 0 outputs; expected at least its 1 states',
    ],
    ['a state of another shape', scan({ states: [known([3])] }), 'input 0 of its body is'],
    ['a scanned array of another shape', scan({ scanned: [known([4, 3])] }), 'input 1 of its body'],
    [
      'a state that changes its shape',
      scan({ bodyOutputs: (_, row) => [concat([row, row], 0), row] }),
      'output 0 of its body is float32[4]; expected float32[2]',
    ],
    ['a wrong stack', scan({ shapes: [[2], [3, 2]] }), 'output 1 is float32[3,2]'],
    [
      'uneven scans',
      scan({ states: [], scanned: [known([4, 2]), known([3, 2])], numScanned: 2 }),
      'it scans 4 and 3 steps',
    ],
  ])('finds %s', (_, program, message) => {
    expect(messageOf(program)).toContain(message);
  });

  it('lets operators pass whose rules it does not know', () => {
    verify(wrong('com.microsoft.Invented', [binary('Sub', x23, x23)], [7, 7]));
  });
});
