// Long short-term memory over all time steps.
import { add, concat, gemm, multiply, split, where } from '../../graph/ops.ts';
import type { Value } from '../../graph/value.ts';
import type { Inputs, Lowering } from '../lowering.ts';
import { type CellActivation, cellActivations } from './activations.ts';
import { ForwardPass } from './forwardPass.ts';
import { onnxCell } from './onnxCell.ts';
import { LSTM, type RecurrentAttributes, recurrentInputs } from './recurrentCall.ts';
import { type Results, scan } from './scan.ts';

/** Side by side in kernels and biases: input, forget, candidate, output. */
type Gates = [Value, Value, Value, Value];

export const lstm: Lowering = (given: Inputs, attrs: RecurrentAttributes) => {
  const inputs = recurrentInputs(given);
  const whole = onnxCell(LSTM, inputs, attrs);
  if (whole) return whole;
  const { recurrentKernel, recurrentMask } = inputs;
  const pass = new ForwardPass(inputs, attrs);
  const { units, mask, zeroState } = pass;
  const gate: CellActivation = cellActivations[attrs.recurrentActivation];
  const squash: CellActivation = cellActivations[attrs.activation];
  const { states, outputs } = scan({
    states: { h: inputs.h ?? zeroState, c: inputs.c ?? zeroState },
    sequences: { projected: pass.project(inputs.kernel, inputs.bias), mask },
    captures: [recurrentKernel, recurrentMask],
    backwards: attrs.goBackwards,
    directions: { answers: false },
    step: (before, at) => {
      const z = gemm(pass.dropped(before.h), recurrentKernel, false, false, at.projected);
      const [zi, zf, zg, zo] = split(z, [units, units, units, units], 1) as Gates;
      const [i, f, g, o] = [gate.apply(zi), gate.apply(zf), squash.apply(zg), gate.apply(zo)];
      const [ig, fc] = [multiply(i, g), multiply(f, before.c)];
      const cell = add(ig, fc);
      const squashed = squash.apply(cell);
      const answer = multiply(o, squashed);
      const h = at.mask ? where(at.mask, answer, before.h) : answer;
      const c = at.mask ? where(at.mask, cell, before.c) : cell;
      const forGradient: Results = {
        ...{ i, f, g, o, ig, fc, squashed },
        ...(gate.needsFactor && { previousCell: before.c }),
        ...(gate.needsInput && { zi, zf, zo }),
        ...(squash.needsInput && { zg, cell }),
      };
      return { states: { h, c }, outputs: pass.stepOutputs(h, forGradient) };
    },
  });
  const kept = attrs.forGradient && forWayBack(pass, gate, squash, outputs);
  return pass.outputs(LSTM, { ...states, ...outputs, ...kept });
};

/** What the way back needs that can be computed for all steps at once. */
function forWayBack(
  pass: ForwardPass,
  gate: CellActivation,
  squash: CellActivation,
  outputs: Results,
): Results {
  const at = (name: string) => (): Value => outputs[name] as Value;
  const [i, f, g, o, squashed] = [at('i'), at('f'), at('g'), at('o'), at('squashed')];
  // Where a step is masked `h` is not `o * squashed`; what is made of it does not count there.
  const [ig, fc, h] = [at('ig'), at('fc'), at('byInput')];
  const ofGates = [
    gate.timesSlope({ factor: g, product: ig, output: i, input: at('zi') }),
    gate.timesSlope({ factor: at('previousCell'), product: fc, output: f, input: at('zf') }),
    squash.timesSlope({ factor: i, product: ig, output: g, input: at('zg') }),
    gate.timesSlope({ factor: squashed, product: h, output: o, input: at('zo') }),
  ];
  const ofCell = squash.timesSlope({ factor: o, product: h, output: squashed, input: at('cell') });
  return {
    previous: pass.allDropped(h()),
    gateSlopes: pass.unlessMasked(concat(ofGates, 2), 0),
    cellSlope: pass.unlessMasked(ofCell, 0),
    forget: pass.unlessMasked(f(), 1),
  };
}
