// Takes the mask of a ReLU's gradient from its result instead of its input: `step(relu(x))` is
// `step(x)`, and the input need not be kept. onnxruntime then joins the ReLU with what is before it.
import type { Program } from '../graph/program.ts';
import type { Value } from '../graph/value.ts';
import { copyNode, rewrite } from './rewrite.ts';

/** The slope with which a lowering writes a step as a hard sigmoid. */
const STEEPEST = 3.4028234663852886e38;

export function readMasksFromRelu(program: Program): Program {
  const results = new Map<Value, Value>();
  return rewrite(program, (node) => {
    const input = node.inputs[0] as Value;
    if (node.operator === 'Relu') results.set(input, node.outputs[0] as Value);
    const result = results.get(input);
    if (!result || node.operator !== 'HardSigmoid') return null;
    const { alpha, beta } = node.attributes as Readonly<Record<string, { readonly float: number }>>;
    if (alpha?.float !== STEEPEST || beta?.float !== 0) return null;
    return copyNode({ ...node, inputs: [result] }).outputs;
  });
}
