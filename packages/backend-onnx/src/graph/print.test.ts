import { expect, it } from 'vitest';
import { add, reshape, split, unary, where } from './ops.ts';
import { print } from './print.ts';
import { constant, hostValue, integers, multiNode, node, placeholder, scalar } from './value.ts';

it('numbers nodes in the order of running and writes types, attributes and small constants', () => {
  const x = placeholder([2, 3], 'float32');
  const sum = add(x, scalar(-0));
  const soft = unary('Softmax', sum, { axis: -1 });
  const leaky = unary('LeakyRelu', soft, { alpha: { float: 0.25 } });
  const padded = node('Pad', [leaky, integers([0, 0, 0, 1]), null], [2, 4], 'float32', {
    mode: 'constant',
  });
  const turned = node('Transpose', [padded], [4, 2], 'float32', { perm: [1, 0] });
  expect(print({ inputs: [x], outputs: [turned, sum] })).toMatchInlineSnapshot(`
    "inputs %i0: float32[2,3]
    %0: float32[2,3] = Add(%i0, -0)
    %1: float32[2,3] = Softmax(%0, axis=-1)
    %2: float32[2,3] = LeakyRelu(%1, alpha=0.25f)
    %3: float32[2,4] = Pad(%2, [0, 0, 0, 1], _, mode="constant")
    %4: float32[4,2] = Transpose(%3, perm=[1, 0])
    outputs %4, %0"
  `);
});

it('abbreviates constants and tells them from arrays that are merely known', () => {
  const large = constant([2, 4], 'float32', Float32Array.of(0.1, 2, NaN, Infinity, 5, 6, 7, 8));
  const long = integers([1, 2, 3, 4, 5, 6, 7]);
  const known = hostValue([2, 4], 'float32', new Float32Array(8));
  const flags = constant([2, 1], 'bool', Uint8Array.of(1, 0));
  const chosen = where(flags, large, known);
  const count = node('Size', [long], [], 'int64');
  const axis = constant([2], 'int32', Int32Array.of(3, 4));
  const rows = node('Gather', [chosen, scalar(1, 'int32')], [4], 'float32', { axis: 0 });
  const taken = node('Take', [rows, axis, placeholder([1], 'bool')], [2], 'float32');
  expect(print({ inputs: [], outputs: [taken, count] })).toMatchInlineSnapshot(`
    "inputs
    %0: float32[2,4] = Where(bool[2,1] {1, 0}, float32[2,4] {0.1, 2, NaN, Infinity, 5, 6, …}, known float32[2,4])
    %1: float32[4] = Gather(%0, int32 1, axis=0)
    %2: float32[2] = Take(%1, int32 [3, 4], unknown bool[1])
    %3: int64[] = Size(int64[7] {1, 2, 3, 4, 5, 6, …})
    outputs %2, %3"
  `);
});

it('numbers several results and indents bodies', () => {
  const x = placeholder([4, 2], 'float32');
  const bias = add(reshape(x, [8]), scalar(1));
  const [left, right] = split(x, [1, 3], 0);
  const state = placeholder([8], 'float32');
  const row = placeholder([2], 'float32');
  const next = add(state, bias);
  const [last, rows] = multiNode(
    'Scan',
    [constant([8], 'float32', new Float32Array(8)), x],
    [
      { shape: [8], dtype: 'float32' },
      { shape: [4, 2], dtype: 'float32' },
    ],
    { num_scan_inputs: 1, body: { graph: { inputs: [state, row], outputs: [next, row] } } },
    [bias],
  );
  const outputs = [left, right, last, rows].flatMap((value) => value ?? []);
  expect(print({ inputs: [x], outputs })).toMatchInlineSnapshot(`
    "inputs %i0: float32[4,2]
    %0.0: float32[1,2], %0.1: float32[3,2] = Split(%i0, [1, 3], axis=0)
    %1: float32[8] = Reshape(%i0, [8])
    %2: float32[8] = Add(%1, 1)
    %3.0: float32[8], %3.1: float32[4,2] = Scan(float32[8] {0, 0, 0, 0, 0, 0, …}, %i0, num_scan_inputs=1)
      body %3.body0: float32[8], %3.body1: float32[2]
      %4: float32[8] = Add(%3.body0, %2)
      outputs %4, %3.body1
    outputs %0.0, %0.1, %3.0, %3.1"
  `);
});
