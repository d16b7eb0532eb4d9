// Writes sums over the first and the last axes, as biases and batch normalizations need them, in the
// forms that onnxruntime is fast at. Its own sum over the first axis of a matrix takes ten times as
// long on two threads as on one; a row of ones times the matrix takes neither time.
import { matMulRow, reduce, reshape } from '../graph/ops.ts';
import type { Program } from '../graph/program.ts';
import { constant, type Node, sizeOf, type Value } from '../graph/value.ts';
import { reducedAxes } from './reducedAxes.ts';
import { rewrite } from './rewrite.ts';

/** Fewer rows are not worth it. */
const MIN_ROWS = 8;
/** Smaller arrays are summed in one go as fast as in two. */
const MIN_SIZE = 1 << 14;

export function divideReductions(program: Program): Program {
  return rewrite(program, (node) => {
    if (node.operator !== 'ReduceSum' && node.operator !== 'ReduceMean') return null;
    const x = node.inputs[0] as Value;
    const result = node.outputs[0] as Value;
    const axes = reducedAxes(node);
    if (!axes || x.dtype !== 'float32') return null;
    const divided = divide(node, x, axes);
    return divided ? [reshape(divided, result.shape)] : null;
  });
}

function divide({ operator }: Node, x: Value, axes: readonly number[]): Value | null {
  const [rows = 1, columns = 1] = x.shape;
  if (x.shape.length === 2 && axes.length === 1 && axes[0] === 0) {
    return rows >= MIN_ROWS ? sumOfRows(operator, x) : null;
  }
  // All axes but the second: first what lies side by side, then the rest.
  const isByChannel = axes.length === x.shape.length - 1 && !axes.includes(1);
  if (!isByChannel || x.shape.length < 3 || x.size < MIN_SIZE || rows < MIN_ROWS) return null;
  const inner = sizeOf(x.shape.slice(2));
  const sums = reduce(operator, reshape(x, [rows, columns, inner]), [2]);
  return sumOfRows(operator, sums);
}

/** [rows, columns] to [columns]. */
function sumOfRows(operator: string, x: Value): Value {
  const rows = x.shape[0] as number;
  const weight = operator === 'ReduceSum' ? 1 : 1 / rows;
  return matMulRow(constant([rows], 'float32', new Float32Array(rows).fill(weight)), x);
}
