// The way back through gated recurrent units.
import { add, concat, gemm, multiply } from '../../graph/ops.ts';
import type { Value } from '../../graph/value.ts';
import type { Inputs, Lowering } from '../lowering.ts';
import { BackwardPass, kernelGradient } from './backwardPass.ts';
import { splitGates } from './gru.ts';
import type { RecurrentAttributes } from './recurrentCall.ts';
import { scan } from './scan.ts';

export const gruGradient: Lowering = (inputs: Inputs, attrs: RecurrentAttributes) => {
  const pass = new BackwardPass(inputs);
  const units = pass.recurrentKernel.shape[0] as number;
  const [gateKernel, candidateKernel] = splitGates(pass.recurrentKernel, units);
  const gateSlopes = pass.kept('gateSlopes');
  const { states, outputs } = scan({
    states: { h: pass.upstream('h', gateSlopes) },
    sequences: {
      ...pass.sequences,
      gateSlopes,
      candidateSlope: pass.kept('candidateSlope'),
      update: pass.kept('update'),
      reset: pass.kept('reset'),
    },
    captures: pass.captures(gateKernel, candidateKernel),
    backwards: !attrs.goBackwards,
    directions: { upstream: true },
    step: (after, at) => {
      const dh = pass.answer(after.h, at);
      const dCandidate = multiply(dh, at.candidateSlope);
      const dResetPrevious = gemm(dCandidate, candidateKernel, false, true);
      const dGates = multiply(concat([dh, dResetPrevious], 1), at.gateSlopes);
      const direct = add(multiply(dh, at.update), multiply(dResetPrevious, at.reset));
      const h = pass.previous(dGates, gateKernel, direct, dh, at);
      return { states: { h }, outputs: { dGates, dCandidate } };
    },
  });
  const dGates = outputs.dGates as Value;
  const dCandidate = outputs.dCandidate as Value;
  const recurrentKernel = concat(
    [
      kernelGradient(pass.kept('previous'), dGates),
      kernelGradient(pass.kept('resetPrevious'), dCandidate),
    ],
    1,
  );
  return pass.outputs(concat([dGates, dCandidate], 2), recurrentKernel, [states.h]);
};
