// A second name for the same numbers.
import {
  fromKernelFunc,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
} from '../../runtime/wasmKernel.ts';

export const identity: KernelDefinition = {
  reason: 'slow',
  note: 'The stock kernel copies; every read of a variable during training is an identity. Now it counts references, as Reshape always did.',
  build: (stock) => {
    const ofStrings = fromKernelFunc<Tensors<'x'>, object>(stock);
    return toKernelFunc<Tensors<'x'>, object>((call) => {
      const { dataId, shape, dtype } = call.inputs.x;
      if (dtype === 'string') return ofStrings(call);
      call.backend.incRef(dataId);
      return { dataId, shape, dtype };
    });
  },
};
