// The way back through long short-term memory.
import { add, concat, multiply } from '../../graph/ops.ts';
import type { Value } from '../../graph/value.ts';
import type { Inputs, Lowering } from '../lowering.ts';
import { BackwardPass, kernelGradient } from './backwardPass.ts';
import type { RecurrentAttributes } from './recurrentCall.ts';
import { scan } from './scan.ts';

export const lstmGradient: Lowering = (inputs: Inputs, attrs: RecurrentAttributes) => {
  const pass = new BackwardPass(inputs);
  const { recurrentKernel } = pass;
  const gateSlopes = pass.kept('gateSlopes');
  const { states, outputs } = scan({
    states: { h: pass.upstream('h', gateSlopes), c: pass.upstream('c', gateSlopes) },
    sequences: {
      ...pass.sequences,
      gateSlopes,
      cellSlope: pass.kept('cellSlope'),
      forget: pass.kept('forget'),
    },
    captures: pass.captures(recurrentKernel),
    backwards: !attrs.goBackwards,
    directions: { upstream: true },
    step: (after, at) => {
      const dh = pass.answer(after.h, at);
      const dCell = add(after.c, multiply(dh, at.cellSlope));
      const dz = multiply(concat([dCell, dCell, dCell, dh], 1), at.gateSlopes);
      const h = pass.previous(dz, recurrentKernel, null, dh, at);
      return { states: { h, c: multiply(dCell, at.forget) }, outputs: { dz } };
    },
  });
  const dz = outputs.dz as Value;
  return pass.outputs(dz, kernelGradient(pass.kept('previous'), dz), [states.h, states.c]);
};
