// The fully connected recurrent cell over all time steps, and the way back.
import { expand, gemm, multiply, where } from '../../graph/ops.ts';
import { scalar, type Value } from '../../graph/value.ts';
import type { Inputs, Lowering } from '../lowering.ts';
import { type CellActivation, cellActivations } from './activations.ts';
import { BackwardPass, kernelGradient } from './backwardPass.ts';
import { ForwardPass } from './forwardPass.ts';
import { type RecurrentAttributes, recurrentInputs, SIMPLE_RNN } from './recurrentCall.ts';
import { type Results, scan } from './scan.ts';

export const simpleRnn: Lowering = (given: Inputs, attrs: RecurrentAttributes) => {
  const inputs = recurrentInputs(given);
  const { recurrentKernel, recurrentMask } = inputs;
  const pass = new ForwardPass(inputs, attrs);
  const squash: CellActivation = cellActivations[attrs.activation];
  const { states, outputs } = scan({
    states: { h: inputs.h ?? pass.zeroState },
    sequences: { projected: pass.project(inputs.kernel, inputs.bias), mask: pass.mask },
    captures: [recurrentKernel, recurrentMask],
    backwards: attrs.goBackwards,
    directions: { answers: false },
    step: (before, at) => {
      const z = gemm(pass.dropped(before.h), recurrentKernel, false, false, at.projected);
      const answer = squash.apply(z);
      const h = at.mask ? where(at.mask, answer, before.h) : answer;
      return { states: { h }, outputs: pass.stepOutputs(h, squash.needsInput ? { z } : {}) };
    },
  });
  const kept = attrs.forGradient && forWayBack(pass, squash, outputs);
  return pass.outputs(SIMPLE_RNN, { ...states, ...outputs, ...kept });
};

function forWayBack(pass: ForwardPass, squash: CellActivation, outputs: Results): Results {
  const answers = outputs.byInput as Value;
  const slope = squash.timesSlope({
    factor: () => scalar(1),
    product: () => answers,
    output: () => answers,
    input: () => outputs.z as Value,
  });
  return {
    previous: pass.allDropped(answers),
    slope: pass.unlessMasked(expand(slope, answers.shape), 0),
  };
}

export const simpleRnnGradient: Lowering = (inputs: Inputs, attrs: RecurrentAttributes) => {
  const pass = new BackwardPass(inputs);
  const { recurrentKernel } = pass;
  const slope = pass.kept('slope');
  const { states, outputs } = scan({
    states: { h: pass.upstream('h', slope) },
    sequences: { ...pass.sequences, slope },
    captures: pass.captures(recurrentKernel),
    backwards: !attrs.goBackwards,
    directions: { upstream: true },
    step: (after, at) => {
      const dh = pass.answer(after.h, at);
      const dz = multiply(dh, at.slope);
      return { states: { h: pass.previous(dz, recurrentKernel, null, dh, at) }, outputs: { dz } };
    },
  });
  const dz = outputs.dz as Value;
  return pass.outputs(dz, kernelGradient(pass.kept('previous'), dz), [states.h]);
};
