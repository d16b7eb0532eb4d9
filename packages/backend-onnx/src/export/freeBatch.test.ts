import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { UnsupportedKernelError } from '../errors.ts';
import {
  add,
  cast,
  concat,
  expand,
  matMul,
  multiply,
  reduce,
  reshape,
  slice,
  transpose,
  unary,
} from '../graph/ops.ts';
import { print } from '../graph/print.ts';
import {
  constant,
  hostValue,
  multiNode,
  node,
  placeholder,
  scalar,
  underKernel,
  type Value,
} from '../graph/value.ts';
import { verify } from '../graph/verify.ts';
import { serialize } from '../runtime/serialize.ts';
import { type FreeProgram, freeBatch } from './freeBatch.ts';

const BATCHES = [5, 7, 13];

/** A function of x [batch, 3], recorded at all batch sizes and made free of them. */
function free(
  fn: (x: Value, batch: number) => Value,
  batches: readonly number[] = BATCHES,
): FreeProgram {
  const recordings = batches.map((batch) => {
    const x = placeholder([batch, 3], 'float32');
    return { inputs: [x], outputs: [fn(x, batch)] };
  });
  return freeBatch(recordings, batches);
}

/** What the free program answers for the rows 0 1 2, 3 4 5, …. */
async function answer(
  { program, shapeOf }: FreeProgram,
  batch: number,
): Promise<{ readonly dims: readonly number[]; readonly data: readonly number[] }> {
  verify(program);
  const session = await InferenceSession.create(serialize(program, { shapeOf }), {
    logSeverityLevel: 3,
  });
  const data = Float32Array.from({ length: 3 * batch }, (_, index) => index);
  const { o0 } = await session.run({ i0: new Tensor('float32', data, [batch, 3]) });
  await session.release();
  return { dims: o0?.dims ?? [], data: Array.from(o0?.data as Float32Array) };
}

/** A running sum over `x` [steps, batch, 1]; the steps' results are multiplied by `factor`. */
function scan(x: Value, start: Value, factor: Value, captures: readonly Value[]): Value {
  const shape = start.shape;
  const state = placeholder(shape, 'float32');
  const row = placeholder(shape, 'float32');
  const sum = add(state, row);
  const outputs = [sum, multiply(sum, factor)];
  const results = multiNode(
    'Scan',
    [start, x],
    [
      { shape, dtype: 'float32' },
      { shape: x.shape, dtype: 'float32' },
    ],
    { num_scan_inputs: 1, body: { graph: { inputs: [state, row], outputs } } },
    captures,
  );
  return results[1] as Value;
}

const floats = (size: number, at: (index: number) => number): Float32Array =>
  Float32Array.from({ length: size }, (_, index) => at(index));

describe('freeBatch', () => {
  it('leaves a graph alone that does not depend on the batch size, and names its axes', () => {
    const weights = hostValue(
      [3, 2],
      'float32',
      floats(6, () => 1),
    );
    const result = free((x) => concat([matMul(x, weights), multiply(x, scalar(2))], 1));
    expect(print(result.program)).toMatchInlineSnapshot(`
      "inputs %i0: float32[5,3]
      %0: float32[5,2] = MatMul(%i0, known float32[3,2])
      %1: float32[5,3] = Mul(%i0, 2)
      %2: float32[5,5] = Concat(%0, %1, axis=1)
      outputs %2"
    `);
    expect(result.shapeOf(result.program.inputs[0] as Value)).toEqual(['batch', 3]);
    expect(result.shapeOf(result.program.outputs[0] as Value)).toEqual(['batch', 5]);
  });

  it('leaves the one size of a Reshape open that varies', async () => {
    const result = free((x, batch) => reshape(x, [3 * batch, 1]));
    expect(print(result.program)).toContain('Reshape(%i0, [-1, 1])');
    expect(result.shapeOf(result.program.outputs[0] as Value)).toEqual(['3*batch', 1]);
    expect(await answer(result, 2)).toEqual({ dims: [6, 1], data: [0, 1, 2, 3, 4, 5] });
  });

  it('computes sizes and positions from the shape of the input', async () => {
    const result = free((x, batch) => {
      const twice = expand(reshape(x, [1, batch, 3]), [2, batch, 3]);
      return slice(twice, [batch - 1], [1], [1]);
    });
    expect(await answer(result, 1)).toEqual({ dims: [2, 1, 3], data: [0, 1, 2, 0, 1, 2] });
    expect(await answer(result, 3)).toEqual({ dims: [2, 1, 3], data: [6, 7, 8, 6, 7, 8] });
  });

  it('repeats arrays that say the same for every row', async () => {
    const result = free((x, batch) =>
      add(
        x,
        constant(
          [batch, 3],
          'float32',
          floats(3 * batch, (index) => 10 * (index % 3)),
        ),
      ),
    );
    expect(await answer(result, 2)).toEqual({ dims: [2, 3], data: [0, 11, 22, 3, 14, 25] });
  });

  it('counts as far as the batch size goes', async () => {
    const result = free((x, batch) => {
      const counted = constant(
        [2 * batch],
        'int32',
        Int32Array.from(floats(2 * batch, (i) => 2 * i - 1)),
      );
      return add(x, reshape(slice(cast(counted, 'float32'), [0], [batch]), [batch, 1]));
    });
    expect(await answer(result, 3)).toEqual({
      dims: [3, 3],
      data: [-1, 0, 1, 4, 5, 6, 9, 10, 11],
    });
  });

  it('computes numbers that grow with the batch size', async () => {
    const result = free((x, batch) => reduce('ReduceSum', multiply(x, scalar(2 * batch - 1)), [1]));
    expect(await answer(result, 2)).toEqual({ dims: [2], data: [9, 36] });
  });

  it('lets bodies read what is computed from the batch size', async () => {
    const result = free((x, batch) => {
      const steps = reshape(transpose(x, [1, 0]), [3, batch, 1]);
      const start = constant([batch, 1], 'float32', new Float32Array(batch));
      const outer = unary('Neg', scalar(1));
      const factor = multiply(scalar(batch), outer);
      const inner = constant(
        [batch, 1],
        'float32',
        floats(batch, () => 4),
      );
      const once = scan(steps, start, factor, [factor]);
      return add(once, scan(steps, start, inner, []));
    });
    expect(await answer(result, 2)).toEqual({ dims: [3, 2, 1], data: [0, 6, 2, 14, 6, 24] });
    const body = result.program.outputs[0]?.producer?.inputs[0]?.producer?.attributes.body;
    const state = typeof body === 'object' && 'graph' in body ? body.graph.inputs[0] : null;
    expect(state && result.shapeOf(state)).toEqual(['batch', 1]);
  });

  it.each<[string, (x: Value, batch: number) => Value, string]>([
    [
      'operators',
      (x, batch) => unary(batch > 6 ? 'Neg' : 'Abs', x),
      'the recordings use Abs(1,1,0), Neg(1,1,0), Neg(1,1,0)',
    ],
    [
      'names of attributes',
      (x, batch) => unary('Elu', x, batch > 6 ? { alpha: { float: 1 } } : {}),
      'the recordings use Elu(1,1,0), Elu(1,1,0,alpha)',
    ],
    [
      'numbers of inputs',
      (x, batch) => node('Sum', batch > 6 ? [x, x] : [x], x.shape, 'float32'),
      'the recordings use Sum(1,1,0), Sum(2,1,0)',
    ],
    [
      'numbers of nodes',
      (x, batch) => (batch > 6 ? unary('Neg', unary('Neg', x)) : unary('Neg', x)),
      'different numbers of nodes',
    ],
    [
      'attributes',
      (x, batch) => node('LeakyRelu', [x], x.shape, 'float32', { alpha: { float: 1 / batch } }),
      'its attribute alpha is 0.2, 0.14285714285714285, 0.07692307692307693',
    ],
    ['numbers', (x, batch) => multiply(x, scalar(1 / batch)), 'it reads the numbers 0.2'],
    [
      'rows',
      (x, batch) =>
        multiply(
          x,
          constant(
            [batch, 1],
            'float32',
            floats(batch, (index) => index),
          ),
        ),
      'it reads arrays of the shapes [5,1], [7,1], [13,1] whose contents differ',
    ],
    [
      'shapes',
      (x, batch) => node('Compress', [x], [Math.ceil(batch / 3), 3], 'float32'),
      'one of its arrays is float32[2,3], float32[3,3], float32[5,3]',
    ],
    [
      'values that are read',
      (x, batch) => {
        const [a, b] = [unary('Neg', x), unary('Neg', x)];
        return concat([a, b, batch > 6 ? a : b], 1);
      },
      'the recordings read different values',
    ],
  ])('names the kernel where %s differ', (_, fn, message) => {
    const record = (x: Value, batch: number): Value => underKernel('Named', () => fn(x, batch));
    expect(() => free(record)).toThrow(UnsupportedKernelError);
    expect(() => free(record)).toThrow(/^Named cannot be exported: with the batch sizes 5, 7, 13 /);
    expect(() => free(record)).toThrow(message);
  });

  it('finds functions that do not do the same at each call', () => {
    let calls = 0;
    const drawing = (x: Value): Value => {
      calls += 1;
      return multiply(x, scalar(calls));
    };
    expect(() => free(drawing, [4, 4])).toThrow(/cannot be exported: at each of 2 calls it reads/);
    expect(() => free((x) => multiply(x, scalar(2)), [4, 4])).not.toThrow();
  });
});
