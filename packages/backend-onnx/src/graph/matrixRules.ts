// What the results of matrix products, convolutions and pooling must be.
import {
  broadcast,
  type Fail,
  inputOf,
  integerOf,
  integersOf,
  jointDtype,
  type ShapeRule,
} from './shapeRule.ts';
import type { Node, Value } from './value.ts';

const matMul: ShapeRule = (node, fail) => {
  const [a, b] = [inputOf(node, 0, fail), inputOf(node, 1, fail)];
  const left = a.shape.length === 1 ? [1, ...a.shape] : a.shape;
  const right = b.shape.length === 1 ? [...b.shape, 1] : b.shape;
  if (left.at(-1) !== right.at(-2)) fail(`[${a.shape}] times [${b.shape}] does not fit`);
  const shape = broadcast([left.slice(0, -2), right.slice(0, -2)], fail);
  if (a.shape.length > 1) shape.push(left.at(-2) ?? 1);
  if (b.shape.length > 1) shape.push(right.at(-1) ?? 1);
  return [{ shape, dtype: jointDtype(node, 0, fail) }];
};

const gemm: ShapeRule = (node, fail) => {
  const turned = (index: number, attribute: string): readonly number[] => {
    const { shape } = inputOf(node, index, fail);
    if (shape.length !== 2) fail(`input ${index} has the shape [${shape}]; expected a matrix`);
    return integerOf(node, attribute, 0) === 1 ? [...shape].reverse() : shape;
  };
  const [a, b] = [turned(0, 'transA'), turned(1, 'transB')];
  if (a[1] !== b[0]) fail(`[${a}] times [${b}] does not fit`);
  const shape = [a[0] ?? 0, b[1] ?? 0];
  const c = node.inputs[2];
  if (c && `${broadcast([shape, c.shape], fail)}` !== `${shape}`) {
    fail(`[${c.shape}] cannot be added to [${shape}]`);
  }
  return [{ shape, dtype: jointDtype(node, 0, fail) }];
};

/** The numbers of outcomes along the spatial axes; null where `auto_pad` decides. */
function slidSizes(node: Node, x: Value, kernel: readonly number[], fail: Fail): number[] | null {
  const auto = node.attributes.auto_pad;
  if (typeof auto === 'string' && auto !== 'NOTSET' && auto !== 'VALID') return null;
  const spatial = x.shape.slice(2);
  if (kernel.length !== spatial.length) {
    fail(`a window of ${kernel.length} axes slides over ${spatial.length}`);
  }
  const list = (name: string, otherwise: number): readonly number[] =>
    integersOf(node, name) ?? kernel.map(() => otherwise);
  const [strides, dilations] = [list('strides', 1), list('dilations', 1)];
  const pads = integersOf(node, 'pads') ?? [...kernel, ...kernel].map(() => 0);
  const round = integerOf(node, 'ceil_mode', 0) === 1 ? Math.ceil : Math.floor;
  return spatial.map((dim, axis) => {
    const padded = dim + (pads[axis] ?? 0) + (pads[axis + kernel.length] ?? 0);
    const reach = ((kernel[axis] ?? 1) - 1) * (dilations[axis] ?? 1) + 1;
    return round((padded - reach) / (strides[axis] ?? 1)) + 1;
  });
}

const conv: ShapeRule = (node, fail) => {
  const [x, weights] = [inputOf(node, 0, fail), inputOf(node, 1, fail)];
  const dtype = jointDtype(node, 0, fail);
  const [numFilters = 0, channels = 0, ...kernel] = weights.shape;
  if (weights.shape.length < 3) fail(`the weights have the shape [${weights.shape}]`);
  const group = integerOf(node, 'group', 1);
  if (x.shape[1] !== channels * group) {
    fail(`${x.shape[1]} channels meet weights for ${channels * group}`);
  }
  if (numFilters % group !== 0) fail(`${numFilters} filters do not make ${group} groups`);
  const bias = node.inputs[2];
  if (bias && `${bias.shape}` !== `${numFilters}`) {
    fail(`the bias has the shape [${bias.shape}]; expected [${numFilters}]`);
  }
  const sizes = slidSizes(node, x, kernel, fail);
  return [{ shape: sizes && [x.shape[0] ?? 0, numFilters, ...sizes], dtype }];
};

const pool: ShapeRule = (node, fail) => {
  const x = inputOf(node, 0, fail);
  const kernel = integersOf(node, 'kernel_shape') ?? fail('kernel_shape is missing');
  const sizes = slidSizes(node, x, kernel, fail);
  const shape = sizes && [...x.shape.slice(0, 2), ...sizes];
  return [
    { shape, dtype: x.dtype },
    { shape, dtype: 'int64' },
  ];
};

const globalPool: ShapeRule = (node, fail) => {
  const x = inputOf(node, 0, fail);
  return [{ shape: x.shape.map((dim, axis) => (axis < 2 ? dim : 1)), dtype: x.dtype }];
};

const batchNormalization: ShapeRule = (node, fail) => {
  const x = inputOf(node, 0, fail);
  for (const index of [1, 2, 3, 4]) {
    const { shape } = inputOf(node, index, fail);
    if (`${shape}` !== `${x.shape[1]}`) fail(`input ${index} has the shape [${shape}]`);
  }
  return [{ shape: x.shape, dtype: x.dtype }];
};

export const matrixRules: Readonly<Record<string, ShapeRule>> = {
  MatMul: matMul,
  Gemm: gemm,
  Conv: conv,
  MaxPool: pool,
  AveragePool: pool,
  GlobalAveragePool: globalPool,
  GlobalMaxPool: globalPool,
  BatchNormalization: batchNormalization,
};
