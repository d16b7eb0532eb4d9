import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import {
  add,
  concat,
  divide,
  expand,
  gemm,
  multiply,
  reduce,
  reshape,
  subtract,
  transpose,
  unary,
} from '../graph/ops.ts';
import { print } from '../graph/print.ts';
import { nodesInOrder, type Program } from '../graph/program.ts';
import { multiNode, node, placeholder, scalar, type Value } from '../graph/value.ts';
import { verify } from '../graph/verify.ts';
import { runProgram } from '../testing/runProgram.ts';
import { combineLinear } from './combineLinear.ts';
import { divideReductions } from './divideReductions.ts';
import { flattenState } from './flattenState.ts';
import { fuseBias } from './fuseBias.ts';
import { mergeEqual } from './mergeEqual.ts';
import { optimize } from './optimize.ts';
import { readMasksFromRelu } from './readMasksFromRelu.ts';
import { simplify } from './simplify.ts';
import { sinkTransposes } from './sinkTransposes.ts';

function operators({ outputs }: Program): string[] {
  return nodesInOrder(outputs).map(({ operator }) => operator);
}

/** A pass must not change what a program computes. */
function changed(pass: (program: Program) => Program, program: Program): Program {
  const after = pass(program);
  verify(after);
  const [expected, actual] = [runProgram(program), runProgram(after)];
  expected.forEach((values, index) => {
    expectAllClose(actual[index] as number[], values, { relative: 1e-5, absolute: 1e-5 });
  });
  return after;
}

const x = placeholder([2, 3], 'float32');
const image = placeholder([2, 4, 5, 3], 'float32');
const toChannelsFirst = [0, 3, 1, 2];
const toChannelsLast = [0, 2, 3, 1];

describe('simplify', () => {
  const cases: readonly (readonly [string, Value, readonly string[]])[] = [
    ['a reshape of a reshape', reshape(reshape(x, [6]), [3, 2]), ['Reshape']],
    ['a reshape back', reshape(reshape(x, [6]), [2, 3]), []],
    ['transpositions that cancel', transpose(transpose(x, [1, 0]), [1, 0]), []],
    ['a transposition that moves ones', transpose(reshape(x, [2, 1, 3]), [1, 0, 2]), ['Reshape']],
    ['a factor of one', multiply(x, scalar(1)), []],
    ['a sum with zero', add(scalar(0), x), []],
    ['a quotient by one', divide(x, scalar(1)), []],
    ['a repeated operand', multiply(x, expand(scalar(3), [2, 3])), ['Mul']],
    ['a sum over nothing', reduce('ReduceSum', reshape(x, [2, 1, 3]), [1]), []],
    ['arithmetic of constants', multiply(x, add(scalar(1), scalar(2))), ['Mul']],
  ];
  it.each(cases)('shortens %s', (_, output, expected) => {
    const twice = (program: Program): Program => simplify(simplify(program));
    const after = changed(twice, { inputs: [x], outputs: [unary('Abs', output)] });
    expect(operators(after).slice(0, -1)).toEqual(expected);
  });

  it('leaves subtraction from zero and division of one alone', () => {
    const output = add(subtract(scalar(0), x), divide(scalar(1), x));
    expect(operators(changed(simplify, { inputs: [x], outputs: [output] }))).toHaveLength(3);
  });
});

describe('mergeEqual', () => {
  it('computes once what has the same operator, inputs and attributes', () => {
    const output = add(unary('Exp', x), unary('Exp', x));
    expect(operators(changed(mergeEqual, { inputs: [x], outputs: [output] }))).toEqual([
      'Exp',
      'Add',
    ]);
  });

  it('keeps apart what differs in an attribute, in a constant or in its results', () => {
    const sums = [reduce('ReduceSum', x, [0]), reduce('ReduceSum', x, [1])];
    const scaled = [divide(x, scalar(2)), divide(x, scalar(0)), divide(x, scalar(-0))];
    const pooled = { shape: [2, 4, 5, 3], dtype: 'float32' } as const;
    const found = { shape: [2, 4, 5, 3], dtype: 'int64' } as const;
    const pools = [[pooled], [pooled, found]].map(
      (results) => multiNode('MaxPool', [image], results, { kernel_shape: [1, 1] })[0] as Value,
    );
    const program = { inputs: [x, image], outputs: [...sums, ...scaled, ...pools] };
    expect(operators(changed(mergeEqual, program))).toHaveLength(7);
  });
});

describe('sinkTransposes', () => {
  /** A stand-in for a convolution: channels first, hemmed in by transpositions. */
  const layer = (value: Value): Value =>
    transpose(unary('LRN', transpose(value, toChannelsFirst), { size: 3 }), toChannelsLast);
  const bias = placeholder([3], 'float32');

  it('leaves one transposition in and one out around layers with bias and activation', () => {
    const inner = unary('Relu', add(layer(image), bias));
    const output = layer(multiply(inner, scalar(2)));
    const after = changed(optimize, { inputs: [image, bias], outputs: [output] });
    expect(operators(after).filter((operator) => operator === 'Transpose')).toHaveLength(2);
  });

  it('turns the axes of reductions', () => {
    const outputs = [
      reduce('ReduceSum', layer(image), [0, 1, 2]),
      reduce('ReduceMean', layer(image), [1, 2], true),
      reduce('ReduceMax', layer(image), [0, 3]),
      reduce('ReduceSum', layer(image), [2]),
    ];
    const after = changed(optimize, { inputs: [image], outputs: outputs.slice(0, 1) });
    expect(operators(after).filter((operator) => operator === 'Transpose')).toHaveLength(1);
    changed(sinkTransposes, { inputs: [image], outputs });
  });

  it('joins what is turned alike', () => {
    const output = concat([layer(image), layer(image)], 3);
    const after = changed(optimize, { inputs: [image], outputs: [output] });
    expect(operators(after).filter((operator) => operator === 'Transpose')).toHaveLength(2);
  });

  it('does not go through when another large input is not turned', () => {
    const other = placeholder([2, 4, 5, 3], 'float32');
    const output = add(layer(image), other);
    const after = changed(sinkTransposes, { inputs: [image, other], outputs: [output] });
    expect(operators(after)).toEqual(['Transpose', 'LRN', 'Transpose', 'Add']);
  });
});

describe('combineLinear', () => {
  const values = placeholder([8, 16, 64], 'float32');
  const upstream = placeholder([8, 16, 64], 'float32');
  const gain = placeholder([64], 'float32');
  const large = ({ outputs }: Program): string[] =>
    nodesInOrder(outputs)
      .filter(({ outputs: [result] }) => (result?.size ?? 0) >= 8192)
      .map(({ operator }) => operator);

  it('adds up what is scaled by channel in one go', () => {
    const scaled = multiply(multiply(upstream, gain), gain);
    const output = add(
      subtract(scaled, multiply(values, gain)),
      multiply(add(upstream, gain), gain),
    );
    const program = { inputs: [values, upstream, gain], outputs: [unary('Sin', output)] };
    const after = changed(combineLinear, program);
    expect(large(after).sort()).toEqual(['Add', 'Mul', 'Mul', 'Sin', 'Sub']);
  });

  it('takes factors out of sums', () => {
    const centered = subtract(values, gain);
    const product = multiply(multiply(centered, gain), multiply(upstream, gain));
    const outputs = [
      reduce('ReduceSum', product, [0, 1]),
      reduce('ReduceSum', add(multiply(upstream, gain), gain), [0, 1]),
      reduce('ReduceMean', subtract(multiply(upstream, gain), gain), [1], true),
    ];
    const after = changed(combineLinear, { inputs: [values, upstream, gain], outputs });
    expect(large(after).sort()).toEqual(['Mul', 'Sub']);
  });

  it('does not take out of a sum what varies along it', () => {
    const output = reduce('ReduceSum', multiply(values, gain), [2]);
    const after = changed(combineLinear, { inputs: [values, gain], outputs: [output] });
    expect(large(after)).toEqual(['Mul']);
  });

  it('does not turn a variance into a difference of large numbers', () => {
    const centered = subtract(values, gain);
    const output = reduce('ReduceMean', multiply(centered, centered), [0, 1]);
    const after = changed(combineLinear, { inputs: [values, gain], outputs: [output] });
    expect(operators(after)).toEqual(['Sub', 'Mul', 'ReduceMean']);
  });

  it('divides by channel, negates, and leaves small arrays alone', () => {
    const output = divide(unary('Neg', values), expand(scalar(2), [64]));
    changed(combineLinear, { inputs: [values], outputs: [unary('Sin', output)] });
    const small = { inputs: [x], outputs: [add(x, multiply(x, scalar(2)))] };
    expect(operators(changed(combineLinear, small))).toEqual(['Mul', 'Add']);
  });
});

describe('fuseBias', () => {
  const left = placeholder([4, 3], 'float32');
  const right = placeholder([3, 5], 'float32');
  const bias = placeholder([5], 'float32');
  const inputs = [left, right, bias];

  it('hands a row or a whole matrix to the product that it is added to', () => {
    const outputs = [
      add(gemm(left, right), bias),
      add(gemm(right, left, true, true), transpose(gemm(left, right), [1, 0])),
    ];
    const after = changed(fuseBias, { inputs, outputs });
    expect(operators(after).sort()).toEqual(['Gemm', 'Gemm', 'Gemm', 'Transpose']);
  });

  it('hands one number a channel to a convolution', () => {
    const filter = placeholder([2, 4, 3, 3], 'float32');
    const perChannel = placeholder([1, 2, 1, 1], 'float32');
    const convolved = node('Conv', [image, filter], [2, 2, 3, 1], 'float32', {
      kernel_shape: [3, 3],
    });
    const program = { inputs: [image, filter, perChannel], outputs: [add(convolved, perChannel)] };
    expect(operators(changed(fuseBias, program))).toEqual(['Reshape', 'Conv']);
  });

  it('leaves a product alone that others read, or that has another bias', () => {
    const shared = gemm(left, right);
    const column = placeholder([4, 1], 'float32');
    const outputs = [add(shared, bias), unary('Sin', shared), add(gemm(left, right), column)];
    const after = changed(fuseBias, { inputs: [...inputs, column], outputs });
    expect(operators(after).filter((name) => name === 'Add')).toHaveLength(2);
  });
});

describe('readMasksFromRelu', () => {
  const steepest = { alpha: { float: 3.4028234663852886e38 }, beta: { float: 0 } };

  it('takes the mask of a gradient from the result, so that the input can go', () => {
    const outputs = [unary('Relu', x), unary('HardSigmoid', x, steepest)];
    const after = changed(readMasksFromRelu, { inputs: [x], outputs });
    expect(after.outputs[1]?.producer?.inputs[0]).toBe(after.outputs[0]);
  });

  it('leaves activations alone that are no masks', () => {
    const outputs = [unary('Relu', x), unary('HardSigmoid', x, { alpha: { float: 0.2 } })];
    const after = changed(readMasksFromRelu, { inputs: [x], outputs });
    expect(after.outputs[1]?.producer?.inputs[0]).toBe(x);
  });
});

describe('divideReductions', () => {
  it.each(['ReduceSum', 'ReduceMean'])('takes %s by rows and by channels apart', (operator) => {
    const wide = placeholder([4, 64, 64, 2], 'float32');
    const images = placeholder([16, 8, 16, 16], 'float32');
    const rows = placeholder([32, 7], 'float32');
    const outputs = [
      reduce(operator, rows, [0]),
      reduce(operator, rows, [0], true),
      reduce(operator, rows, [1]),
      reduce(operator, images, [0, 2, 3]),
      reduce(operator, images, [0, 2, 3], true),
      reduce(operator, images, [0, 1]),
      reduce(operator, wide, [0, 2, 3]),
    ];
    const program = { inputs: [wide, images, rows], outputs };
    const after = operators(changed(divideReductions, program));
    expect(after.filter((name) => name === 'MatMul')).toHaveLength(4);
    expect(after.filter((name) => name === operator)).toHaveLength(5);
  });

  it('leaves whole numbers and few rows alone', () => {
    const counts = placeholder([32, 7], 'int32');
    const few = placeholder([2, 7], 'float32');
    const outputs = [reduce('ReduceSum', counts, [0]), reduce('ReduceSum', few, [0])];
    const after = changed(divideReductions, { inputs: [counts, few], outputs });
    expect(operators(after)).toEqual(['ReduceSum', 'ReduceSum']);
  });
});

describe('flattenState', () => {
  const rate = placeholder([], 'float32');
  const shapes = [[2, 3], [3], [3, 1], [1]];
  const weights = shapes.map((shape) => placeholder(shape, 'float32'));
  const momenta = shapes.map((shape) => placeholder(shape, 'float32'));
  const gradients = weights.map((weight) => unary('Sin', weight));
  const newMomenta = momenta.map((momentum, index) =>
    add(multiply(momentum, scalar(0.9)), gradients[index] as Value),
  );
  const newWeights = weights.map((weight, index) =>
    subtract(weight, multiply(rate, newMomenta[index] as Value)),
  );
  const loss = reduce('ReduceSum', unary('Abs', weights[0] as Value), [0, 1]);
  const pairs = [...weights, ...momenta].map((before, index) => ({
    before,
    after: [...newWeights, ...newMomenta][index] as Value,
  }));

  it('updates all variables of a kind at once', () => {
    const { groups, outputs } = flattenState(pairs, [loss]);
    expect(groups.map(({ indices }) => indices)).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
    const program = {
      inputs: [rate, ...groups.map(({ before }) => before)],
      outputs: [...groups.map(({ after }) => after), ...outputs],
    };
    verify(program);
    const updates = operators(program).filter((operator) =>
      ['Add', 'Mul', 'Sub'].includes(operator),
    );
    expect(updates.sort()).toEqual(['Add', 'Mul', 'Mul', 'Sub']);
  });

  it('computes what the separate updates compute', () => {
    const { groups, outputs } = flattenState(pairs, [loss]);
    // The same numbers for both: each variable's start is what the flat array holds there.
    const [flatWeights, flatMomenta] = groups.map(({ before }) => before) as [Value, Value];
    const flat = {
      inputs: [flatWeights, flatMomenta, rate],
      outputs: [...groups.map(({ after }) => after), ...outputs],
    };
    const [weightsAfter, momentaAfter, lossAfter] = runProgram(flat) as [
      number[],
      number[],
      number[],
    ];
    const starts = runProgram({ inputs: flat.inputs, outputs: flat.inputs });
    const [w, m, [r]] = starts as [number[], number[], [number]];
    const g = w.map(Math.sin);
    const expectedM = m.map((value, index) => value * 0.9 + (g[index] as number));
    expectAllClose(momentaAfter, expectedM, { relative: 1e-5, absolute: 1e-6 });
    expectAllClose(
      weightsAfter,
      w.map((value, index) => value - r * (expectedM[index] as number)),
      { relative: 1e-5, absolute: 1e-6 },
    );
    const sum = w.slice(0, 6).reduce((total, value) => total + Math.abs(value), 0);
    expectAllClose(lossAfter, [sum], { relative: 1e-5, absolute: 1e-6 });
  });

  it('keeps variables with updates of their own alone', () => {
    const odd = placeholder([2], 'float32');
    const own = [...pairs, { before: odd, after: unary('Exp', odd) }];
    const { groups } = flattenState(own, []);
    expect(groups.at(-1)?.indices).toEqual([8]);
    expect(print({ inputs: [odd], outputs: [groups.at(-1)?.after as Value] })).toContain('Exp');
  });

  it('does not mix counters with weights', () => {
    const counter = placeholder([1], 'int32');
    const after = node('Add', [counter, scalar(1, 'int32')], [1], 'int32');
    const { groups } = flattenState([...pairs, { before: counter, after }], []);
    expect(groups.at(-1)?.indices).toEqual([8]);
  });
});
