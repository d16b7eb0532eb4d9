// The optimizers of `shared/golden/keras-training.json` as names and options of @dlqr/core.

/** What `optimizerOf` of @dlqr/core takes. */
export interface KerasOptimizer {
  readonly optimizer: 'adadelta' | 'adagrad' | 'adam' | 'adamW' | 'adamax' | 'rmsprop' | 'sgd';
  readonly options: Readonly<Record<string, number | boolean>>;
}

/** By the name under which a net's losses stand. */
export const kerasOptimizers: Readonly<Record<string, KerasOptimizer>> = {
  sgd: { optimizer: 'sgd', options: { learningRate: 0.05 } },
  momentum: { optimizer: 'sgd', options: { learningRate: 0.02, momentum: 0.9 } },
  nesterov: { optimizer: 'sgd', options: { learningRate: 0.02, momentum: 0.9, nesterov: true } },
  rmsprop: { optimizer: 'rmsprop', options: { learningRate: 0.003 } },
  adam: { optimizer: 'adam', options: { learningRate: 0.01 } },
  adamw: { optimizer: 'adamW', options: { learningRate: 0.01, weightDecay: 0.02 } },
  adadelta: { optimizer: 'adadelta', options: { learningRate: 0.5 } },
  adagrad: { optimizer: 'adagrad', options: { learningRate: 0.05 } },
  adamax: { optimizer: 'adamax', options: { learningRate: 0.01 } },
  'adam-clipnorm': { optimizer: 'adam', options: { learningRate: 0.01, clipNorm: 0.1 } },
  'adam-global-clipnorm': {
    optimizer: 'adam',
    options: { learningRate: 0.01, globalClipNorm: 0.2 },
  },
};
