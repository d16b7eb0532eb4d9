// The sizes of a convolution, and images whose edges grow or shrink.
import { backend_util, type TensorInfo } from '@tensorflow/tfjs';
import type { Edges, WasmOps } from '../../runtime/compose.ts';

type Shape4D = [number, number, number, number];

/** How TensorFlow.js writes padding: a word, a number, or edges for each axis. */
export type Padding = Parameters<typeof backend_util.computeConv2DInfo>[4];

/** The part of a convolution's attributes that decides its sizes. */
export interface ConvolutionAttributes {
  readonly strides: [number, number] | number;
  readonly pad: Padding;
  readonly dilations?: [number, number] | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Sizes of a convolution over images with the channels last. */
export function convolutionSizes(
  xShape: number[],
  filterShape: number[],
  attributes: ConvolutionAttributes,
  depthwise = false,
): backend_util.Conv2DInfo {
  return backend_util.computeConv2DInfo(
    xShape as Shape4D,
    filterShape as Shape4D,
    attributes.strides,
    attributes.dilations ?? 1,
    attributes.pad,
    attributes.dimRoundingMode,
    depthwise,
  );
}

/** Edges as the attribute `pad` of a convolution or a pooling. */
export function explicitPadding({ top, bottom, left, right }: Edges): backend_util.ExplicitPadding {
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

/** Cuts off the negative edges of images [batch, height, width, channels]; the positive remain. */
function cropEdges(
  ops: WasmOps,
  x: TensorInfo,
  edges: Edges,
): { readonly x: TensorInfo; readonly edges: Edges } {
  const [batch, height, width, channels] = x.shape as Shape4D;
  const cut = (edge: number): number => Math.max(0, -edge);
  const [top, bottom, left, right] = [
    cut(edges.top),
    cut(edges.bottom),
    cut(edges.left),
    cut(edges.right),
  ];
  const kept = (edge: number): number => Math.max(0, edge);
  return {
    x:
      top + bottom + left + right === 0
        ? x
        : ops.slice(
            x,
            [0, top, left, 0],
            [batch, height - top - bottom, width - left - right, channels],
          ),
    edges: {
      top: kept(edges.top),
      bottom: kept(edges.bottom),
      left: kept(edges.left),
      right: kept(edges.right),
    },
  };
}

/**
 * Slides a filter over images, with any edges.
 *
 * @param x [batch, height, width, channels]
 * @param filter [height, width, channels, outputs]
 * @returns [batch, outHeight, outWidth, outputs]
 */
export function slide(
  ops: WasmOps,
  kernelName: 'Conv2D' | 'DepthwiseConv2dNative',
  x: TensorInfo,
  filter: TensorInfo,
  edges: Edges,
  dilations: [number, number] = [1, 1],
): TensorInfo {
  const cropped = cropEdges(ops, x, edges);
  return ops.run(
    kernelName,
    { x: cropped.x, filter },
    { strides: [1, 1], pad: explicitPadding(cropped.edges), dilations, dataFormat: 'NHWC' },
  );
}

/** Rows in reverse order: [rows, columns] to the same shape. */
export function reverseRows(ops: WasmOps, x: TensorInfo): TensorInfo {
  const rows = x.shape[0] as number;
  const order = Int32Array.from({ length: rows }, (_, row) => rows - 1 - row);
  const indices = ops.own(ops.backend.makeOutput([rows], 'int32', undefined, order));
  return ops.run('GatherV2', { x, indices }, { axis: 0, batchDims: 0 });
}
