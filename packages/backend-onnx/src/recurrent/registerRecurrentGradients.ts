// Tells TensorFlow.js how to differentiate the recurrent kernels: by the kernels of their gradients.
import * as tf from '@tensorflow/tfjs';
import {
  answerNames,
  GRU,
  gradientNames,
  keptNames,
  LSTM,
  type RecurrentAttributes,
  type RecurrentKernel,
  SIMPLE_RNN,
  upstreamName,
} from '../kernels/recurrent/recurrentCall.ts';

const SAVED_INPUTS = ['kernel', 'recurrentKernel'];
/** More than any recurrent kernel has. */
const MAX_OUTPUTS = 16;

export function registerRecurrentGradients(): void {
  for (const kernel of [LSTM, GRU, SIMPLE_RNN]) {
    tf.registerGradient({
      kernelName: kernel.kernelName,
      inputsToSave: SAVED_INPUTS,
      outputsToSave: Array.from({ length: MAX_OUTPUTS }, () => true),
      gradFunc: (dys, saved, attrs) =>
        gradients(kernel, [dys].flat(), saved, attrs as unknown as RecurrentAttributes),
    });
  }
}

function gradients(
  kernel: RecurrentKernel,
  dys: readonly tf.Tensor[],
  saved: readonly tf.Tensor[],
  attrs: RecurrentAttributes,
): Record<string, () => tf.Tensor> {
  const answers = answerNames(kernel, attrs);
  const kept = saved.slice(SAVED_INPUTS.length + answers.length);
  const inputs: Record<string, tf.Tensor | undefined> = {};
  for (const [index, name] of SAVED_INPUTS.entries()) inputs[name] = saved[index];
  for (const [index, name] of answers.entries()) inputs[upstreamName(name)] = dys[index];
  for (const [index, name] of keptNames(kernel, attrs).entries()) inputs[name] = kept[index];
  const results: tf.Tensor[] = tf
    .engine()
    .runKernel(
      kernel.gradientName,
      inputs as tf.NamedTensorMap,
      attrs as object as tf.NamedAttrMap,
    );
  const named = gradientNames(kernel).map(
    (name, index) => [name, (): tf.Tensor => results[index] as tf.Tensor] as const,
  );
  // A mask may depend on what is differentiated, but not smoothly.
  const ofMask = { mask: (): tf.Tensor => tf.zeros([...(attrs.maskShape ?? [])]) };
  return { ...ofMask, ...Object.fromEntries(named) };
}
