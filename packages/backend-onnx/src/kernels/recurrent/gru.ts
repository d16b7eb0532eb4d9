// Gated recurrent units over all time steps; the reset gate acts before the product.
import { add, concat, gemm, multiply, split, subtract, where } from '../../graph/ops.ts';
import { scalar, type Value } from '../../graph/value.ts';
import type { Inputs, Lowering } from '../lowering.ts';
import { type CellActivation, cellActivations } from './activations.ts';
import { ForwardPass } from './forwardPass.ts';
import { onnxCell } from './onnxCell.ts';
import { GRU, type RecurrentAttributes, recurrentInputs } from './recurrentCall.ts';
import { type Results, scan } from './scan.ts';

type Pair = [Value, Value];

/** Kernels and biases hold update, reset and candidate side by side; the first two go together. */
export function splitGates(x: Value, units: number): Pair {
  return split(x, [2 * units, units], x.shape.length - 1) as Pair;
}

export const gru: Lowering = (given: Inputs, attrs: RecurrentAttributes) => {
  const inputs = recurrentInputs(given);
  const whole = onnxCell(GRU, inputs, attrs);
  if (whole) return whole;
  const pass = new ForwardPass(inputs, attrs);
  const { units } = pass;
  const gate: CellActivation = cellActivations[attrs.recurrentActivation];
  const squash: CellActivation = cellActivations[attrs.activation];
  const kernels = splitGates(inputs.kernel, units);
  const recurrentKernels = splitGates(inputs.recurrentKernel, units);
  const biases = inputs.bias && splitGates(inputs.bias, units);
  const { states, outputs } = scan({
    states: { h: inputs.h ?? pass.zeroState },
    sequences: {
      gates: pass.project(kernels[0], biases?.[0]),
      candidate: pass.project(kernels[1], biases?.[1]),
      mask: pass.mask,
    },
    captures: [...recurrentKernels, inputs.recurrentMask],
    backwards: attrs.goBackwards,
    directions: { answers: false },
    step: (before, at) => {
      const dropped = pass.dropped(before.h);
      const zGates = gemm(dropped, recurrentKernels[0], false, false, at.gates);
      const [update, reset] = split(gate.apply(zGates), [units, units], 1) as Pair;
      const resetPrevious = multiply(reset, dropped);
      const zCandidate = gemm(resetPrevious, recurrentKernels[1], false, false, at.candidate);
      const candidate = squash.apply(zCandidate);
      const change = subtract(dropped, candidate);
      const keptChange = multiply(update, change);
      const answer = add(candidate, keptChange);
      const h = at.mask ? where(at.mask, answer, before.h) : answer;
      const forGradient: Results = {
        ...{ update, reset, resetPrevious, candidate, keptChange },
        ...(gate.needsFactor && { change }),
        ...(gate.needsInput && { zGates }),
        ...(squash.needsInput && { zCandidate }),
      };
      return { states: { h }, outputs: pass.stepOutputs(h, forGradient) };
    },
  });
  const kept = attrs.forGradient && forWayBack(pass, gate, squash, outputs);
  return pass.outputs(GRU, { ...states, ...outputs, ...kept });
};

function forWayBack(
  pass: ForwardPass,
  gate: CellActivation,
  squash: CellActivation,
  outputs: Results,
): Results {
  const at = (name: string) => (): Value => outputs[name] as Value;
  const [update, reset, candidate] = [at('update'), at('reset'), at('candidate')];
  const [resetPrevious, keptChange] = [at('resetPrevious'), at('keptChange')];
  const previous = pass.allDropped(at('byInput')());
  const zGates = (index: number) => (): Value =>
    split(at('zGates')(), [pass.units, pass.units], 2)[index] as Value;
  const share = subtract(scalar(1), update());
  const ofGates = [
    gate.timesSlope({
      factor: at('change'),
      product: keptChange,
      output: update,
      input: zGates(0),
    }),
    gate.timesSlope({
      factor: () => previous,
      product: resetPrevious,
      output: reset,
      input: zGates(1),
    }),
  ];
  const ofCandidate = squash.timesSlope({
    factor: () => share,
    product: () => multiply(share, candidate()),
    output: candidate,
    input: at('zCandidate'),
  });
  return {
    previous,
    resetPrevious: resetPrevious(),
    update: pass.unlessMasked(update(), 0),
    gateSlopes: pass.unlessMasked(concat(ofGates, 2), 0),
    candidateSlope: pass.unlessMasked(ofCandidate, 0),
  };
}
