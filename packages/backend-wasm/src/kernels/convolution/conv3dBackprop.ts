// Gradients of a 3-D convolution, depth tap by depth tap, out of those of 2-D convolutions.
import { backend_util, type TensorInfo } from '@tensorflow/tfjs';
import { compose, type WasmOps } from '../../runtime/compose.ts';
import { sizeOf } from '../../runtime/heap.ts';
import { type KernelDefinition, type Tensors, toKernelFunc } from '../../runtime/wasmKernel.ts';
import { explicitPadding } from './geometry.ts';

type Shape5D = [number, number, number, number, number];

interface Attributes {
  readonly strides: [number, number, number] | number;
  readonly pad: 'valid' | 'same';
}

export const conv3dBackpropFilter: KernelDefinition = {
  reason: 'wrong',
  note: 'The stock kernel is wrong for every stride above 1; now one 2-D filter gradient for each tap in depth.',
  build: () =>
    toKernelFunc<Tensors<'x' | 'dy'>, Attributes & { readonly filterShape: Shape5D }>(
      ({ inputs: { x, dy }, attrs, backend }) =>
        compose(backend, (ops) =>
          filterGradient(ops, x, dy, sizesOf(x.shape, attrs.filterShape, attrs)),
        ),
    ),
};

export const conv3dBackpropInput: KernelDefinition = {
  reason: 'wrong',
  note: 'The stock kernel gives wrong values for every filter; now one 2-D input gradient for each tap in depth.',
  build: () =>
    toKernelFunc<Tensors<'dy' | 'filter'>, Attributes & { readonly inputShape: Shape5D }>(
      ({ inputs: { dy, filter }, attrs, backend }) =>
        compose(backend, (ops) =>
          inputGradient(ops, dy, filter, sizesOf(attrs.inputShape, filter.shape, attrs)),
        ),
    ),
};

function sizesOf(
  xShape: number[],
  filterShape: number[],
  { strides, pad }: Attributes,
): backend_util.Conv3DInfo {
  return backend_util.computeConv3DInfo(xShape as Shape5D, filterShape as Shape5D, strides, 1, pad);
}

/** The attributes of the 2-D convolution that every slice in depth went through. */
function planeAttributes(sizes: backend_util.Conv3DInfo): object {
  return {
    strides: [sizes.strideHeight, sizes.strideWidth],
    pad: explicitPadding(sizes.padInfo),
    dataFormat: 'NHWC',
  };
}

function filterGradient(
  ops: WasmOps,
  x: TensorInfo,
  dy: TensorInfo,
  sizes: backend_util.Conv3DInfo,
): TensorInfo {
  const { batchSize, inHeight, inWidth, inChannels, outDepth, filterDepth } = sizes;
  const filterShape = [sizes.filterHeight, sizes.filterWidth, inChannels, sizes.outChannels];
  const padded = shiftDepth(ops, x, sizes.padInfo.front, sizes.padInfo.back);
  const planesOfDy = ops.view(dy, [batchSize * outDepth, ...dy.shape.slice(2)]);
  const taps: TensorInfo[] = [];
  for (let tap = 0; tap < filterDepth; tap++) {
    const depths = Int32Array.from({ length: outDepth }, (_, out) => out * sizes.strideDepth + tap);
    const indices = ops.own(ops.backend.makeOutput([outDepth], 'int32', undefined, depths));
    const seen = ops.run('GatherV2', { x: padded, indices }, { axis: 1, batchDims: 0 });
    const planes = ops.view(seen, [batchSize * outDepth, inHeight, inWidth, inChannels]);
    const gradient = ops.run(
      'Conv2DBackpropFilter',
      { x: planes, dy: planesOfDy },
      { ...planeAttributes(sizes), filterShape },
    );
    taps.push(ops.view(gradient, [1, ...filterShape]));
  }
  return taps.length === 1 ? (taps[0] as TensorInfo) : ops.concat(taps, 0);
}

function inputGradient(
  ops: WasmOps,
  dy: TensorInfo,
  filter: TensorInfo,
  sizes: backend_util.Conv3DInfo,
): TensorInfo {
  const { batchSize, inHeight, inWidth, inChannels, outDepth, filterDepth, strideDepth } = sizes;
  const inputShape = [batchSize * outDepth, inHeight, inWidth, inChannels];
  const planesOfDy = ops.view(dy, [batchSize * outDepth, ...dy.shape.slice(2)]);
  const plane = inHeight * inWidth * inChannels;
  const depth = outDepth * strideDepth + filterDepth - 1; // as long as any tap reaches
  let total: TensorInfo | undefined;
  for (let tap = 0; tap < filterDepth; tap++) {
    const taps = ops.slice(filter, [tap, 0, 0, 0, 0], [1, ...filter.shape.slice(1)]);
    const gradient = ops.run(
      'Conv2DBackpropInput',
      { dy: planesOfDy, filter: ops.view(taps, filter.shape.slice(1)) },
      { ...planeAttributes(sizes), inputShape },
    );
    const spaced = ops.pad(ops.view(gradient, [batchSize * outDepth, 1, plane]), [
      [0, 0],
      [0, strideDepth - 1],
      [0, 0],
    ]);
    const placed = ops.pad(ops.view(spaced, [batchSize, outDepth * strideDepth, plane]), [
      [0, 0],
      [tap, filterDepth - 1 - tap],
      [0, 0],
    ]);
    total = total === undefined ? placed : ops.add(total, placed);
  }
  const { front } = sizes.padInfo;
  const dx = shiftDepth(ops, total as TensorInfo, -front, sizes.inDepth - (depth - front));
  return ops.view(dx, [batchSize, sizes.inDepth, inHeight, inWidth, inChannels]);
}

/**
 * Adds zeros in front and behind along axis 1, or cuts off where negative. TensorFlow.js gives
 * "same" paddings below zero to 3-D filters that are smaller than their stride.
 */
function shiftDepth(ops: WasmOps, x: TensorInfo, front: number, back: number): TensorInfo {
  const [batch, depth, ...plane] = x.shape as [number, number, ...number[]];
  const size = sizeOf(plane);
  const padded = ops.pad(ops.view(x, [batch, depth, size]), [
    [0, 0],
    [Math.max(0, front), Math.max(0, back)],
    [0, 0],
  ]);
  const length = depth + front + back;
  const kept =
    front < 0 || back < 0
      ? ops.slice(padded, [0, Math.max(0, -front), 0], [batch, length, size])
      : padded;
  return ops.view(kept, [batch, length, ...plane]);
}
