// What the results of elementwise, shaping and reducing operators must be.
import { elementType } from './ops.ts';
import {
  axisOf,
  broadcast,
  type Expected,
  type Fail,
  inputOf,
  integerOf,
  integersOf,
  jointDtype,
  knownIntegers,
  type ShapeRule,
} from './shapeRule.ts';
import { type Dtype, type Node, sizeOf } from './value.ts';

/** Everything broadcast; the result has the type of the inputs, or the one given. */
const elementwise =
  (result: Dtype | null = null, operands: Dtype | null = null): ShapeRule =>
  (node, fail) => {
    const inputs = node.inputs.map((_, index) => inputOf(node, index, fail));
    const dtype = jointDtype(node, 0, fail);
    if (operands && dtype !== operands) fail(`the inputs are ${dtype}; expected ${operands}`);
    return [
      {
        shape: broadcast(
          inputs.map(({ shape }) => shape),
          fail,
        ),
        dtype: result ?? dtype,
      },
    ];
  };

/** As the first input, whatever the others are. */
const likeFirst =
  (dtype: Dtype | null = null): ShapeRule =>
  (node, fail) => {
    const x = inputOf(node, 0, fail);
    return [{ shape: x.shape, dtype: dtype ?? x.dtype }];
  };

const where: ShapeRule = (node, fail) => {
  const [condition, a, b] = [0, 1, 2].map((index) => inputOf(node, index, fail));
  if (condition?.dtype !== 'bool') fail(`the condition is ${condition?.dtype}; expected bool`);
  const shapes = [condition, a, b].flatMap((input) => (input ? [input.shape] : []));
  return [{ shape: broadcast(shapes, fail), dtype: jointDtype(node, 1, fail) }];
};

/** The types may differ: the first input's counts. */
const power: ShapeRule = (node, fail) => {
  const [base, exponent] = [inputOf(node, 0, fail), inputOf(node, 1, fail)];
  return [{ shape: broadcast([base.shape, exponent.shape], fail), dtype: base.dtype }];
};

const DTYPES: readonly Dtype[] = ['float32', 'int32', 'bool', 'int64', 'uint8', 'float64'];

const cast: ShapeRule = (node, fail) => {
  const to = integerOf(node, 'to', 0);
  const dtype = DTYPES.find((each) => elementType(each) === to);
  return [
    {
      shape: inputOf(node, 0, fail).shape,
      dtype: dtype ?? fail('the type to cast to is unknown'),
    },
  ];
};

const reshape: ShapeRule = (node, fail) => {
  const x = inputOf(node, 0, fail);
  const target = knownIntegers(inputOf(node, 1, fail));
  const given = node.outputs[0]?.shape ?? [];
  if (sizeOf(given) !== x.size) fail(`${x.size} elements become ${sizeOf(given)}`);
  if (!target) return [{ shape: null, dtype: x.dtype }];
  const copied = target.map((dim, axis) => (dim === 0 ? (x.shape[axis] ?? 0) : dim));
  const rest = sizeOf(copied.filter((dim) => dim !== -1));
  const shape = copied.map((dim) => (dim === -1 ? x.size / rest : dim));
  return [{ shape, dtype: x.dtype }];
};

const transpose: ShapeRule = (node, fail) => {
  const x = inputOf(node, 0, fail);
  const perm = integersOf(node, 'perm') ?? x.shape.map((_, axis) => x.shape.length - 1 - axis);
  const sorted = [...perm].sort((a, b) => a - b);
  if (perm.length !== x.shape.length || sorted.some((axis, index) => axis !== index)) {
    fail(`[${perm}] does not permute ${x.shape.length} axes`);
  }
  return [{ shape: perm.map((axis) => x.shape[axis] ?? 0), dtype: x.dtype }];
};

const concat: ShapeRule = (node, fail) => {
  const inputs = node.inputs.map((_, index) => inputOf(node, index, fail));
  const first = inputOf(node, 0, fail);
  const axis = axisOf(integerOf(node, 'axis', 0), first.shape.length, fail);
  const shape = [...first.shape];
  shape[axis] = 0;
  for (const input of inputs) {
    const fits = input.shape.every((dim, at) => at === axis || dim === first.shape[at]);
    if (input.shape.length !== shape.length || !fits) {
      fail(`[${input.shape}] cannot be joined to [${first.shape}] along axis ${axis}`);
    }
    shape[axis] = (shape[axis] ?? 0) + (input.shape[axis] ?? 0);
  }
  return [{ shape, dtype: jointDtype(node, 0, fail) }];
};

const split: ShapeRule = (node, fail) => {
  const x = inputOf(node, 0, fail);
  const axis = axisOf(integerOf(node, 'axis', 0), x.shape.length, fail);
  const sizes = knownIntegers(node.inputs[1]);
  if (!sizes) return [];
  const sum = sizes.reduce((total, size) => total + size, 0);
  if (sum !== x.shape[axis]) fail(`[${sizes}] does not cut an axis of ${x.shape[axis]}`);
  return sizes.map((size) => ({
    shape: x.shape.map((dim, at) => (at === axis ? size : dim)),
    dtype: x.dtype,
  }));
};

const expand: ShapeRule = (node, fail) => {
  const x = inputOf(node, 0, fail);
  const target = knownIntegers(inputOf(node, 1, fail));
  return [{ shape: target ? broadcast([x.shape, target], fail) : null, dtype: x.dtype }];
};

const gather: ShapeRule = (node, fail) => {
  const [x, indices] = [inputOf(node, 0, fail), inputOf(node, 1, fail)];
  if (indices.dtype !== 'int32' && indices.dtype !== 'int64') {
    fail(`the indices are ${indices.dtype}; expected int32 or int64`);
  }
  const axis = axisOf(integerOf(node, 'axis', 0), x.shape.length, fail);
  const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
  return [{ shape, dtype: x.dtype }];
};

function reduced(
  node: Node,
  axes: readonly number[] | null,
  dtype: Dtype | null,
  fail: Fail,
): Expected {
  const x = inputOf(node, 0, fail);
  const rank = x.shape.length;
  const gone = new Set((axes ?? x.shape.map((_, axis) => axis)).map((a) => axisOf(a, rank, fail)));
  const keep = integerOf(node, 'keepdims', 1) === 1;
  const shape = x.shape.flatMap((dim, axis) => (gone.has(axis) ? (keep ? [1] : []) : [dim]));
  return { shape, dtype: dtype ?? x.dtype };
}

const reduction: ShapeRule = (node, fail) => [reduced(node, integersOf(node, 'axes'), null, fail)];

const reductionByInput: ShapeRule = (node, fail) => {
  const axes = node.inputs[1];
  const known = knownIntegers(axes);
  return axes && !known ? [] : [reduced(node, known, null, fail)];
};

const argument: ShapeRule = (node, fail) => [
  reduced(node, [integerOf(node, 'axis', 0)], 'int64', fail),
];

function rows(operators: string, rule: ShapeRule): Record<string, ShapeRule> {
  return Object.fromEntries(operators.split(' ').map((operator) => [operator, rule]));
}

export const arrayRules: Readonly<Record<string, ShapeRule>> = {
  ...rows('Add Sub Mul Div Mod Max Min Sum Mean', elementwise()),
  ...rows('Greater Less GreaterOrEqual LessOrEqual Equal', elementwise('bool')),
  ...rows('And Or Xor Not', elementwise('bool', 'bool')),
  ...rows('Abs Neg Exp Log Sqrt Reciprocal Floor Ceil Round Sign Erf Identity', elementwise()),
  ...rows('Sin Cos Tan Asin Acos Atan Sinh Cosh Tanh Asinh Acosh Atanh', elementwise()),
  ...rows('Relu Sigmoid LeakyRelu Elu Selu Softplus Softsign HardSigmoid', elementwise()),
  ...rows('Softmax LogSoftmax Clip CumSum ScatterElements ScatterND Trilu', likeFirst()),
  ...rows('IsNaN IsInf', likeFirst('bool')),
  ...rows('ReduceMean ReduceMax ReduceMin ReduceProd ReduceL1 ReduceL2', reduction),
  ...rows('ReduceLogSum ReduceLogSumExp ReduceSumSquare', reduction),
  ...rows('ArgMax ArgMin', argument),
  ReduceSum: reductionByInput,
  Where: where,
  Pow: power,
  Cast: cast,
  Reshape: reshape,
  Transpose: transpose,
  Concat: concat,
  Split: split,
  Expand: expand,
  Gather: gather,
};
