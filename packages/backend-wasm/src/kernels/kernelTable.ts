// Every kernel that this package adds to wasm or puts in place of wasm's own, and why.
import { cpuFallback } from '../runtime/cpuFallback.ts';
import type { KernelDefinition, KernelReason } from '../runtime/wasmKernel.ts';
import { batchMatMul } from './algebra/batchMatMul.ts';
import { fusedMatMul } from './algebra/fusedMatMul.ts';
import { mean, sum } from './algebra/reductions.ts';
import { bincount } from './arrays/bincount.ts';
import { gather } from './arrays/gather.ts';
import { identity } from './arrays/identity.ts';
import { slice, splitV, unpack } from './arrays/slice.ts';
import { tile } from './arrays/tile.ts';
import { unsortedSegmentSum } from './arrays/unsortedSegmentSum.ts';
import { conv2dBackpropFilter } from './convolution/conv2dBackpropFilter.ts';
import { conv2dBackpropInput } from './convolution/conv2dBackpropInput.ts';
import { conv3dBackpropFilter, conv3dBackpropInput } from './convolution/conv3dBackprop.ts';
import { depthwiseBackpropFilter } from './convolution/depthwiseBackpropFilter.ts';
import { depthwiseBackpropInput } from './convolution/depthwiseBackpropInput.ts';
import {
  conv2d,
  depthwiseConv2d,
  fusedConv2d,
  fusedDepthwiseConv2d,
} from './convolution/forward.ts';
import { fusedBatchNorm } from './elementwise/batchNorm.ts';
import { cast } from './elementwise/cast.ts';
import { clipByValue, relu6 } from './elementwise/clip.ts';
import { prelu } from './elementwise/prelu.ts';
import { avgPool, maxPool } from './pooling/forward.ts';
import { maxPool3d } from './pooling/maxPool3d.ts';
import { maxPool3DGrad, maxPoolGrad } from './pooling/maxPoolGrad.ts';
import { maxPoolWithArgmax } from './pooling/maxPoolWithArgmax.ts';

const DILATION_NOTE =
  'The stock kernel does not see numbers below zero; too rare to be written anew: runs on the cpu backend, counted.';
const RARE_NOTE = 'Has no gradient in TensorFlow.js: runs on the cpu backend, counted.';

/** By the kernel's name in TensorFlow.js. */
export const kernelTable: Readonly<Record<string, KernelDefinition>> = {
  _FusedMatMul: fusedMatMul,
  AvgPool: avgPool,
  BatchMatMul: batchMatMul,
  Bincount: bincount,
  Cast: cast,
  ClipByValue: clipByValue,
  Conv2D: conv2d,
  Conv2DBackpropFilter: conv2dBackpropFilter,
  Conv2DBackpropInput: conv2dBackpropInput,
  Conv3DBackpropFilterV2: conv3dBackpropFilter,
  Conv3DBackpropInputV2: conv3dBackpropInput,
  DepthwiseConv2dNative: depthwiseConv2d,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  Dilation2D: onCpu('Dilation2D', 'wrong', DILATION_NOTE),
  Dilation2DBackpropFilter: onCpu('Dilation2DBackpropFilter', 'wrong', DILATION_NOTE),
  Dilation2DBackpropInput: onCpu('Dilation2DBackpropInput', 'wrong', DILATION_NOTE),
  Einsum: onCpu('Einsum', 'missing', RARE_NOTE),
  FusedBatchNorm: fusedBatchNorm,
  FusedConv2D: fusedConv2d,
  FusedDepthwiseConv2D: fusedDepthwiseConv2d,
  GatherV2: gather,
  Identity: identity,
  MaxPool: maxPool,
  MaxPool3D: maxPool3d,
  MaxPool3DGrad: maxPool3DGrad,
  MaxPoolGrad: maxPoolGrad,
  MaxPoolWithArgmax: maxPoolWithArgmax,
  Mean: mean,
  Prelu: prelu,
  RaggedGather: onCpu('RaggedGather', 'missing', RARE_NOTE),
  RaggedRange: onCpu('RaggedRange', 'missing', RARE_NOTE),
  RaggedTensorToTensor: onCpu('RaggedTensorToTensor', 'missing', RARE_NOTE),
  Relu6: relu6,
  Slice: slice,
  SplitV: splitV,
  Sum: sum,
  Tile: tile,
  Unpack: unpack,
  UnsortedSegmentSum: unsortedSegmentSum,
};

function onCpu(kernelName: string, reason: KernelReason, note: string): KernelDefinition {
  return { reason, note, build: () => cpuFallback(kernelName) };
}
