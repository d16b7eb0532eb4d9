// Parts of tensors, read where they lie.
import {
  backend_util,
  type SliceAttrs,
  type SplitVAttrs,
  slice_util,
  type TensorInfo,
  type UnpackAttrs,
  util,
} from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { heapView, sizeOf } from '../../runtime/heap.ts';
import {
  fromKernelFunc,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
} from '../../runtime/wasmKernel.ts';

const NOTE =
  'The stock kernel copies the whole source for every part: a recurrent layer that takes its input apart step by step reads it as often as it has steps.';

export const slice: KernelDefinition = {
  reason: 'slow',
  note: NOTE,
  build: (stock) => {
    const ofStrings = fromKernelFunc<Tensors<'x'>, SliceAttrs>(stock);
    return toKernelFunc<Tensors<'x'>, SliceAttrs>((call) => {
      const { inputs, attrs, backend } = call;
      if (inputs.x.dtype === 'string') return ofStrings(call);
      const [begin, size] = slice_util.parseSliceParams(inputs.x, attrs.begin, attrs.size);
      slice_util.assertParamsValid(inputs.x, begin as number[], size as number[]);
      return part(backend, inputs.x, begin as number[], size as number[]);
    });
  },
};

export const splitV: KernelDefinition = {
  reason: 'slow',
  note: NOTE,
  build: () =>
    toKernelFunc<Tensors<'x'>, SplitVAttrs>(({ inputs: { x }, attrs, backend }) => {
      const axis = util.parseAxisParam(attrs.axis, x.shape)[0] as number;
      let start = 0;
      return backend_util.prepareSplitSize(x as never, attrs.numOrSizeSplits, axis).map((size) => {
        const taken = partOfAxis(backend, x, axis, start, size);
        start += size;
        return taken;
      });
    }),
};

export const unpack: KernelDefinition = {
  reason: 'slow',
  note: NOTE,
  build: (stock) => {
    const ofStrings = fromKernelFunc<Tensors<'value'>, UnpackAttrs>(stock);
    return toKernelFunc<Tensors<'value'>, UnpackAttrs>((call) => {
      const { inputs, attrs, backend } = call;
      const { value } = inputs;
      if (value.dtype === 'string') return ofStrings(call);
      const axis = util.parseAxisParam(attrs.axis, value.shape)[0] as number;
      const shape = value.shape.filter((_, index) => index !== axis);
      return Array.from({ length: value.shape[axis] as number }, (_, index) => ({
        ...partOfAxis(backend, value, axis, index, 1),
        shape,
      }));
    });
  },
};

function partOfAxis(
  backend: BackendWasm,
  x: TensorInfo,
  axis: number,
  start: number,
  size: number,
): TensorInfo {
  const begin = x.shape.map((_, index) => (index === axis ? start : 0));
  return part(
    backend,
    x,
    begin,
    x.shape.map((length, index) => (index === axis ? size : length)),
  );
}

/** Copies runs of numbers that lie together: as many axes at once as are taken whole. */
function part(backend: BackendWasm, x: TensorInfo, begin: number[], size: number[]): TensorInfo {
  const out = backend.makeOutput(size, x.dtype);
  const total = sizeOf(size);
  if (total === 0) return out;
  let axis = x.shape.length - 1;
  while (axis > 0 && size[axis] === x.shape[axis]) axis--; // axes behind this one are whole
  const run = sizeOf(size.slice(Math.max(0, axis)));
  const [source, target] = [heapView(backend, x), heapView(backend, out)];
  const strides = [...util.computeStrides(x.shape), 1];
  const place = [...begin];
  for (let written = 0; written < total; written += run) {
    const start = place.reduce((sum, at, index) => sum + at * (strides[index] as number), 0);
    target.set(source.subarray(start, start + run), written);
    advance(place, begin, size, axis - 1);
  }
  return out;
}

/** The next place, counting up from the given axis outwards. */
function advance(place: number[], begin: number[], size: number[], from: number): void {
  for (let axis = from; axis >= 0; axis--) {
    const next = (place[axis] as number) + 1;
    const [first, length] = [begin[axis] as number, size[axis] as number];
    if (next < first + length) {
      place[axis] = next;
      return;
    }
    place[axis] = first;
  }
}
