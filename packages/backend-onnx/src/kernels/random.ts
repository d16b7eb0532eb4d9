// Kernels that draw random numbers; all else that is random TensorFlow.js fills in JavaScript.
import seedrandom from 'seedrandom';
import { onnxBackend } from '../backend/onnxBackend.ts';
import { cast, lessOrEqual, reduce, reshape, slice, unary } from '../graph/ops.ts';
import { hostValue, node, scalar, type Value } from '../graph/value.ts';
import { filled } from './array/making.ts';
import { asFloat } from './dtypes.ts';
import type { Lowerings } from './lowering.ts';

interface MultinomialAttributes {
  readonly numSamples: number;
  readonly seed: number;
  readonly normalized: boolean;
}

/** Numbers of [0, 1), as TensorFlow.js draws them; `jit` draws them anew at each replay. */
function uniform(length: number, seed: number): Value {
  const random = seedrandom.alea(String(seed));
  const drawn = hostValue(
    [length],
    'float32',
    Float32Array.from({ length }, () => random()),
  );
  return onnxBackend().trace?.onWrite(drawn) ?? drawn;
}

/** Outcomes of each row's distribution: the first whose cumulative probability exceeds a draw. */
function multinomial(logits: Value, attrs: MultinomialAttributes): Value {
  const { numSamples, seed, normalized } = attrs;
  const [batch, numOutcomes] = logits.shape as [number, number];
  const draws = uniform(numSamples, seed);
  // The last outcome is what is left: its cumulative probability may fall short of 1 by rounding.
  const numOthers = numOutcomes - 1;
  if (numOthers === 0) return filled([batch, numSamples], 0, 'int32');
  const scores = asFloat(logits);
  const probabilities = normalized ? scores : unary('Softmax', scores, { axis: -1 });
  const others = slice(probabilities, [0], [numOthers], [1]);
  const cumulative = node('CumSum', [others, scalar(1, 'int32')], others.shape, 'float32');
  const isPassed = lessOrEqual(
    reshape(cumulative, [batch, 1, numOthers]),
    reshape(draws, [1, numSamples, 1]),
  );
  return reduce('ReduceSum', cast(isPassed, 'int32'), [2]);
}

export const random: Lowerings = {
  Multinomial: ({ logits }, attrs: MultinomialAttributes) => multinomial(logits as Value, attrs),
};
