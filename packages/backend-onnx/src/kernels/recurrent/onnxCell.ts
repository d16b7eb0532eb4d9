// onnxruntime's own recurrent operators, which do not tell what a gradient needs.
import { concat, reshape, slice, split, transpose } from '../../graph/ops.ts';
import { multiNode, type Value } from '../../graph/value.ts';
import { ForwardPass } from './forwardPass.ts';
import type { RecurrentAttributes, RecurrentInputs, RecurrentKernel } from './recurrentCall.ts';
import { swapTimeAndBatch, zeros } from './sequences.ts';

interface OnnxCell {
  readonly operator: string;
  /** Where its gates stand among those of TensorFlow.js. */
  readonly gates: readonly number[];
}

const CELLS: Readonly<Record<string, OnnxCell>> = {
  DlqrLstm: { operator: 'LSTM', gates: [0, 3, 1, 2] },
  DlqrGru: { operator: 'GRU', gates: [0, 1, 2] },
};

/** Up to this many numbers in a state they are faster than a scan: 8 times for a state of 10. */
const MAX_STATE = 1024;

/** Runs a layer as one operator; null where the operator cannot do what is asked for. */
export function onnxCell(
  kernel: RecurrentKernel,
  inputs: RecurrentInputs,
  attrs: RecurrentAttributes,
): Value[] | null {
  const { activation, recurrentActivation, forGradient, goBackwards } = attrs;
  const isStandard = activation === 'tanh' && recurrentActivation === 'sigmoid';
  const { x, mask, recurrentMask } = inputs;
  if (forGradient || mask || recurrentMask || !isStandard) return null;
  const [batch, time] = x.shape as [number, number];
  const units = inputs.recurrentKernel.shape[0] as number;
  if (batch * units > MAX_STATE && !attrs.isRecorded) return null;
  const { operator, gates } = CELLS[kernel.kernelName] as OnnxCell;
  const columns = gates.length * units;
  /** Gates in the other order, as rows. */
  const turned = (matrix: Value): Value => {
    const parts = split(
      matrix,
      gates.map(() => units),
      1,
    );
    const ordered = concat(
      gates.map((gate) => parts[gate] as Value),
      1,
    );
    return reshape(transpose(ordered, [1, 0]), [1, columns, matrix.shape[0] as number]);
  };
  const { bias } = inputs;
  const biases = bias && concat([turned(reshape(bias, [1, columns])), zeros([1, columns, 1])], 1);
  const states = kernel.states.map((name) => inputs[name]);
  const starts = states.some((state) => state)
    ? states.map((state) => reshape(state ?? zeros([batch, units]), [1, batch, units]))
    : [];
  const last = { shape: [1, batch, units], dtype: x.dtype };
  const [all, ...after] = multiNode(
    operator,
    [
      swapTimeAndBatch(x),
      turned(inputs.kernel),
      turned(inputs.recurrentKernel),
      biases ? reshape(biases, [1, 2 * columns]) : null,
      null,
      ...starts,
    ],
    [{ shape: [time, 1, batch, units], dtype: x.dtype }, ...kernel.states.map(() => last)],
    { hidden_size: units, direction: goBackwards ? 'reverse' : 'forward' },
  ) as [Value, ...Value[]];
  const inputOrder = reshape(all, [time, batch, units]);
  const answers = goBackwards ? slice(inputOrder, [time - 1], [time], [0], [-1]) : inputOrder;
  const named = kernel.states.map(
    (name, index) => [name, reshape(after[index] as Value, [batch, units])] as const,
  );
  return new ForwardPass(inputs, attrs).outputs(kernel, { ...Object.fromEntries(named), answers });
}
