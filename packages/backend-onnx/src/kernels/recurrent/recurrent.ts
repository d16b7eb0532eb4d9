// The recurrent kernels: whole layers over all time steps, which TensorFlow.js itself does not have.
import type { Lowerings } from '../lowering.ts';
import { gru } from './gru.ts';
import { gruGradient } from './gruGradient.ts';
import { lstm } from './lstm.ts';
import { lstmGradient } from './lstmGradient.ts';
import { GRU, LSTM, SIMPLE_RNN } from './recurrentCall.ts';
import { simpleRnn, simpleRnnGradient } from './simpleRnn.ts';

export const recurrent: Lowerings = {
  [LSTM.kernelName]: lstm,
  [LSTM.gradientName]: lstmGradient,
  [GRU.kernelName]: gru,
  [GRU.gradientName]: gruGradient,
  [SIMPLE_RNN.kernelName]: simpleRnn,
  [SIMPLE_RNN.gradientName]: simpleRnnGradient,
};
