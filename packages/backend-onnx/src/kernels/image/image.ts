// Every image kernel.
import { slice } from '../../graph/ops.ts';
import type { Value } from '../../graph/value.ts';
import type { Lowerings } from '../lowering.ts';
import { cropAndResize } from './cropAndResize.ts';
import { dilation2d, dilation2dFilterGradient, dilation2dInputGradient } from './dilation2d.ts';
import { resizeBilinear, resizeBilinearGradient } from './resizeBilinear.ts';
import { resizeNearest, resizeNearestGradient } from './resizeNearest.ts';
import type { ResizeAttributes } from './resizeSources.ts';
import { type RotateAttributes, rotateWithOffset } from './rotate.ts';
import { type TransformAttributes, transform } from './transform.ts';

interface SizedResize extends ResizeAttributes {
  readonly size: readonly [number, number];
}

function flipLeftRight(image: Value): Value {
  const width = image.shape[2] as number;
  return slice(image, [width - 1], [width], [2], [-1]);
}

export const image: Lowerings = {
  CropAndResize: cropAndResize,
  Dilation2D: dilation2d,
  Dilation2DBackpropFilter: dilation2dFilterGradient,
  Dilation2DBackpropInput: dilation2dInputGradient,
  FlipLeftRight: (inputs) => flipLeftRight(inputs.image as Value),
  ResizeBilinear: ({ images }, attrs: SizedResize) =>
    resizeBilinear(images as Value, attrs.size, attrs),
  ResizeBilinearGrad: ({ images, dy }, attrs: ResizeAttributes) =>
    resizeBilinearGradient(dy as Value, images as Value, attrs),
  ResizeNearestNeighbor: ({ images }, attrs: SizedResize) =>
    resizeNearest(images as Value, attrs.size, attrs),
  ResizeNearestNeighborGrad: ({ images, dy }, attrs: ResizeAttributes) =>
    resizeNearestGradient(dy as Value, images as Value, attrs),
  RotateWithOffset: (inputs, attrs: RotateAttributes) =>
    rotateWithOffset(inputs.image as Value, attrs),
  Transform: (inputs, attrs: TransformAttributes) =>
    transform(inputs.image as Value, inputs.transforms as Value, attrs),
};
