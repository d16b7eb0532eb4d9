// The sizes of a pooling from the attributes of its kernel.
import { ShapeError } from '@dlqr/core/errors';
import { backend_util } from '@tensorflow/tfjs';

type Shape4D = [number, number, number, number];
type Shape5D = [number, number, number, number, number];

/** Attributes of a 2-D pooling over [batch, height, width, channels]. */
export interface Pooling2DAttributes {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Attributes of a 3-D pooling over [batch, depth, height, width, channels]. */
export interface Pooling3DAttributes {
  readonly filterSize: [number, number, number] | number;
  readonly strides: [number, number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export function poolingSizes2D(
  xShape: number[],
  { filterSize, strides, pad, dimRoundingMode }: Pooling2DAttributes,
): backend_util.Conv2DInfo {
  requireRank(xShape, 4);
  return backend_util.computePool2DInfo(
    xShape as Shape4D,
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
}

export function poolingSizes3D(
  xShape: number[],
  { filterSize, strides, pad, dimRoundingMode }: Pooling3DAttributes,
): backend_util.Conv3DInfo {
  requireRank(xShape, 5);
  return backend_util.computePool3DInfo(
    xShape as Shape5D,
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
}

function requireRank(shape: number[], rank: number): void {
  if (shape.length !== rank) {
    throw new ShapeError(`pooling: x has the shape [${shape}]; expected rank ${rank}`);
  }
}
