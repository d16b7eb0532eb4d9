import { describe, expect, it } from 'vitest';
import { add, binary, concat, multiply, reduce, reshape, split, unary } from './ops.ts';
import { signatureOf } from './signature.ts';
import {
  constant,
  type Dtype,
  hostValue,
  multiNode,
  node,
  placeholder,
  scalar,
  type Value,
  zeros,
} from './value.ts';

const given = (shape: readonly number[], dtype: Dtype = 'float32'): Value =>
  hostValue(
    shape,
    dtype,
    zeros(
      dtype,
      shape.reduce((product, dim) => product * dim, 1),
    ),
  );

const keyOf = (...outputs: Value[]): string => signatureOf(outputs).key;

/** Runs `step` over the rows of x, with a state. */
function scan(
  x: Value,
  step: (state: Value, row: Value) => Value,
  captures: readonly Value[] = [],
): Value {
  const shape = x.shape.slice(1);
  const state = placeholder(shape, 'float32');
  const row = placeholder(shape, 'float32');
  const result = step(state, row);
  const start = constant(shape, 'float32', new Float32Array(result.size));
  const outputs = [
    { shape, dtype: 'float32' as const },
    { shape: x.shape, dtype: 'float32' as const },
  ];
  const body = { graph: { inputs: [state, row], outputs: [result, result] } };
  const attributes = { num_scan_inputs: 1, body };
  return multiNode('Scan', [start, x], outputs, attributes, captures)[1] as Value;
}

describe('signatureOf', () => {
  it('gives the same key for the same structure over other arrays, and lists what is read', () => {
    const build = (x: Value, y: Value): Value =>
      concat([add(multiply(x, scalar(2)), y), reduce('ReduceSum', x, [0], true)], 0);
    const [a, b, c, d] = [given([2, 3]), given([3]), given([2, 3]), given([3])];
    expect(keyOf(build(a, b))).toBe(keyOf(build(c, d)));
    expect(signatureOf([build(a, b)]).leaves).toEqual([a, b]);
    expect(signatureOf([build(a, b)]).leaves[0]).toBe(a);
  });

  it('lists an array once that is read twice, and tells it from two arrays', () => {
    const [x, y] = [given([2]), given([2])];
    expect(signatureOf([add(x, x), unary('Neg', x)]).leaves).toEqual([x]);
    expect(keyOf(add(x, x))).not.toBe(keyOf(add(x, y)));
  });

  it('tells a value computed once from one computed twice', () => {
    const x = given([2]);
    const once = unary('Exp', x);
    expect(keyOf(add(once, once))).not.toBe(keyOf(add(unary('Exp', x), unary('Exp', x))));
  });

  const x = given([2, 3]);
  it.each<[string, Value[], Value[]]>([
    ['operators', [unary('Sin', x)], [unary('Cos', x)]],
    ['shapes that are read', [unary('Sin', x)], [unary('Sin', given([3, 2]))]],
    ['types that are read', [unary('Neg', x)], [unary('Neg', given([2, 3], 'int32'))]],
    [
      'ranks of constants',
      [add(x, scalar(1))],
      [add(x, constant([1], 'float32', Float32Array.of(1)))],
    ],
    ['constants', [add(x, scalar(1))], [add(x, scalar(1.0000001))]],
    ['signs of zero', [binary('Div', x, scalar(0))], [binary('Div', x, scalar(-0))]],
    [
      'types of constants',
      [node('Where', [scalar(1, 'bool')], [], 'float32')],
      [node('Where', [scalar(1, 'int32')], [], 'float32')],
    ],
    ['constants and arrays', [add(x, scalar(0))], [add(x, given([]))]],
    ['shapes to take', [reshape(x, [6])], [reshape(x, [6, 1])]],
    ['integers', [unary('Softmax', x, { axis: 0 })], [unary('Softmax', x, { axis: 1 })]],
    [
      'floats',
      [unary('Elu', x, { alpha: { float: 1 } })],
      [unary('Elu', x, { alpha: { float: 2 } })],
    ],
    [
      'floats and integers',
      [unary('Elu', x, { alpha: { float: 1 } })],
      [unary('Elu', x, { alpha: 1 })],
    ],
    ['lists', [reduce('ReduceMax', x, [0])], [reduce('ReduceMax', x, [1])]],
    ['names of attributes', [unary('Elu', x, { a: 1 })], [unary('Elu', x, { b: 1 })]],
    ['attributes that are absent', [unary('Softmax', x)], [unary('Softmax', x, { axis: 0 })]],
    ['orders of inputs', [binary('Sub', unary('Sin', x), x)], [binary('Sub', x, unary('Sin', x))]],
    [
      'inputs left out',
      [node('Clip', [x, null, scalar(1)], [2, 3], 'float32')],
      [node('Clip', [x, scalar(1), null], [2, 3], 'float32')],
    ],
    ['numbers of outputs', [unary('Sin', x)], [unary('Sin', x), x]],
    ['results of one node', [split(x, [1, 2], 1)[0] as Value], [split(x, [1, 2], 1)[1] as Value]],
  ])('tells %s apart', (_, a, b) => {
    expect(keyOf(...a)).not.toBe(keyOf(...b));
  });

  it('tells the order of outputs apart', () => {
    const [a, b] = [unary('Sin', x), unary('Cos', x)];
    expect(keyOf(a, b)).not.toBe(keyOf(b, a));
  });

  it('takes large constants by identity', () => {
    const [a, b] = [0, 0].map(() => constant([65], 'float32', new Float32Array(65)));
    const [y, z] = [given([65]), given([65])];
    expect(keyOf(add(y, a as Value))).toBe(keyOf(add(z, a as Value)));
    expect(keyOf(add(y, a as Value))).not.toBe(keyOf(add(y, b as Value)));
  });

  it('compares bodies by what they compute', () => {
    const sums = (): Value => scan(given([4, 2]), (state, row) => add(state, row));
    const products = scan(given([4, 2]), (state, row) => multiply(state, row));
    const swapped = scan(given([4, 2]), (state, row) => add(row, state));
    expect(keyOf(sums())).toBe(keyOf(sums()));
    expect(keyOf(sums())).not.toBe(keyOf(products));
    expect(keyOf(sums())).not.toBe(keyOf(swapped));
  });

  it('lists what bodies read from outside, and compares it', () => {
    const [weights, bias] = [given([2]), given([2])];
    const scaled = multiply(weights, scalar(3));
    const captured = scan(given([4, 2]), (state, row) => add(multiply(state, scaled), row), [
      scaled,
    ]);
    const direct = scan(given([4, 2]), (state, row) => add(multiply(state, bias), row), [bias]);
    expect(signatureOf([captured]).leaves).toContain(weights);
    expect(signatureOf([direct]).leaves).toContain(bias);
    expect(keyOf(captured)).not.toBe(keyOf(direct));
    const other = scan(given([4, 2]), (state, row) => add(multiply(state, scaled), row), [scaled]);
    expect(keyOf(captured)).toBe(keyOf(other));
  });

  it('tells the rows of a body from those of the body around it', () => {
    // the inner scan is the first node of the outer body, and both have rows of the same type
    const nested = (pick: (outer: Value, inner: Value) => Value): Value =>
      scan(given([4, 2]), (_, outer) => {
        const step = (state: Value, inner: Value): Value => add(state, pick(outer, inner));
        return reduce('ReduceMax', scan(given([3, 2]), step, [outer]), [0]);
      });
    const [ofOuter, ofInner] = [nested((outer) => outer), nested((_, inner) => inner)];
    expect(keyOf(ofOuter)).not.toBe(keyOf(ofInner));
    expect(keyOf(ofInner)).toBe(keyOf(nested((_, inner) => inner)));
  });
});
