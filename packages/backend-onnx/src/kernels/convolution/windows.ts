// How the windows of a kernel slide over a tensor, and the way between the layout of TensorFlow.js
// and the one of ONNX.
import * as tf from '@tensorflow/tfjs';
import { reshape, slice, transpose } from '../../graph/ops.ts';
import type { Value } from '../../graph/value.ts';

/** A window on its way along one axis. */
export interface WindowAxis {
  /** Elements of the input. */
  readonly size: number;
  /** Positions of the window. */
  readonly outputs: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** Padding before the first element; negative where the first window begins behind it. */
  readonly before: number;
}

/** From the begin of the first window to the end of the last one. */
function reach({ outputs, kernel, stride, dilation }: WindowAxis): number {
  return (outputs - 1) * stride + (kernel - 1) * dilation + 1;
}

/** Padding that the last window needs; negative for elements at the end that it does not reach. */
export function after(axis: WindowAxis): number {
  return reach(axis) - axis.before - axis.size;
}

/** What the kernels of two spatial axes say about their windows. */
export interface WindowAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dilations?: number | [number, number] | null;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** What the kernels of three spatial axes say about their windows. */
export interface WindowAttributes3D {
  readonly strides: number | [number, number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly dilations?: number | [number, number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/**
 * Windows over the spatial axes of a tensor.
 *
 * An axis along which nothing happens is left out on the side of ONNX: the one-dimensional layers of
 * TensorFlow.js have one, and without it their transpositions meet and cancel.
 */
export class Windows {
  readonly axes: readonly WindowAxis[];
  readonly #all: readonly WindowAxis[];
  readonly #channelsFirst: boolean;

  constructor(all: readonly WindowAxis[], channelsFirst: boolean) {
    const busy = all.filter(({ size, outputs, kernel, before }) => {
      return size !== 1 || outputs !== 1 || kernel !== 1 || before !== 0;
    });
    this.#all = all;
    this.axes = busy.length > 0 ? busy : all.slice(-1);
    this.#channelsFirst = channelsFirst;
  }

  /** Whether there is anything to compute. */
  get isEmpty(): boolean {
    return this.#all.some(({ outputs }) => outputs < 1);
  }

  /** The same windows, but so many along each axis. */
  withOutputs(outputs: readonly number[]): Windows {
    const all = this.#all.map((axis, index) => ({ ...axis, outputs: outputs[index] as number }));
    return new Windows(all, this.#channelsFirst);
  }

  /**
   * The windows that a gradient belongs to.
   *
   * Gradients are not told how the number of windows was rounded. Named paddings leave no choice,
   * and what is more in dy does not count; with padding by numbers all of dy counts.
   */
  gradient(dy: Value, pad: unknown): { readonly windows: Windows; readonly dy: Value } {
    const first = this.#channelsFirst ? 2 : 1;
    const outputs = this.#all.map((axis, index) => {
      const given = dy.shape[first + index] as number;
      return typeof pad === 'string' ? Math.min(given, axis.outputs) : given;
    });
    const axes = outputs.map((_, index) => first + index);
    const starts = outputs.map(() => 0);
    const windows = this.withOutputs(outputs);
    return { windows, dy: windows.enter(slice(dy, starts, outputs, axes)) };
  }

  /** A tensor of the kernel as [batch, channels, ...spatial]. */
  enter(x: Value): Value {
    const spatial = this.axes.map((axis) => x.shape[this.#placeOf(axis)] as number);
    const batch = x.shape[0] as number;
    if (this.#channelsFirst) return reshape(x, [batch, x.shape[1] as number, ...spatial]);
    const channelsLast = reshape(x, [batch, ...spatial, x.shape.at(-1) as number]);
    return transpose(channelsLast, [0, spatial.length + 1, ...spatial.map((_, axis) => axis + 1)]);
  }

  /** The way back, for a tensor of the size of the input or of the output. */
  leave(y: Value, side: 'size' | 'outputs'): Value {
    const [batch, channels, ...spatial] = y.shape as [number, number, ...number[]];
    const all = this.#all.map((axis) => axis[side]);
    if (this.#channelsFirst) return reshape(y, [batch, channels, ...all]);
    const channelsLast = transpose(y, [0, ...spatial.map((_, axis) => axis + 2), 1]);
    return reshape(channelsLast, [batch, ...all, channels]);
  }

  /** Weights [...kernel, inputs, outputs] as [outputs, inputs, ...kernel]. */
  enterFilter(filter: Value): Value {
    const [inputs, outputs] = filter.shape.slice(-2) as [number, number];
    const kernel = this.axes.map((axis) => axis.kernel);
    const weights = reshape(filter, [...kernel, inputs, outputs]);
    const rank = kernel.length;
    return transpose(weights, [rank + 1, rank, ...kernel.keys()]);
  }

  #placeOf(axis: WindowAxis): number {
    return this.#all.indexOf(axis) + (this.#channelsFirst ? 2 : 1);
  }
}

type Shape4D = [number, number, number, number];
type Shape5D = [number, number, number, number, number];

/** The windows of a convolution with weights [height, width, inputs, outputs]. */
export function windows2D(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dataFormat, dilations, dimRoundingMode }: WindowAttributes,
): Windows {
  const isFirst = dataFormat === 'NCHW';
  const info = tf.backend_util.computeConv2DInfo(
    inputShape as Shape4D,
    filterShape as Shape4D,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    false,
    isFirst ? 'channelsFirst' : 'channelsLast',
  );
  return new Windows(axes2D(info), isFirst);
}

type PlaneInfo = Omit<tf.backend_util.Conv2DInfo, 'inShape' | 'outShape' | 'filterShape'>;

export function axes2D(info: PlaneInfo): WindowAxis[] {
  const { padInfo } = info;
  return [
    {
      size: info.inHeight,
      outputs: info.outHeight,
      kernel: info.filterHeight,
      stride: info.strideHeight,
      dilation: info.dilationHeight,
      before: padInfo.top,
    },
    {
      size: info.inWidth,
      outputs: info.outWidth,
      kernel: info.filterWidth,
      stride: info.strideWidth,
      dilation: info.dilationWidth,
      before: padInfo.left,
    },
  ];
}

/** The windows of a convolution with weights [depth, height, width, inputs, outputs]. */
export function windows3D(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dilations, dimRoundingMode }: WindowAttributes3D,
): Windows {
  const info = tf.backend_util.computeConv3DInfo(
    inputShape as Shape5D,
    filterShape as Shape5D,
    strides,
    dilations ?? 1,
    pad,
    false,
    'channelsLast',
    dimRoundingMode,
  );
  const depth = {
    size: info.inDepth,
    outputs: info.outDepth,
    kernel: info.filterDepth,
    stride: info.strideDepth,
    dilation: info.dilationDepth,
    before: info.padInfo.front,
  };
  return new Windows([depth, ...axes2D(info)], false);
}
