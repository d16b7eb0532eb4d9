// What a diagnosis reads: the logs of each epoch and, where they were noted, figures of each layer.

/** What is looked at in one layer at the end of an epoch; NaN where a figure does not apply. */
export interface ObservedLayer {
  readonly layer: string;
  /** Its activation function: `relu`, `tanh`; null where it has none. */
  readonly activation: string | null;
  /** Euclidean norm of its weights; 0 for a layer without any. */
  readonly weightNorm: number;
  /** Euclidean norm of the gradient of the loss by its weights. */
  readonly gradientNorm: number;
  /** Norm of the change of the weights since the record before, over their norm before. */
  readonly updateRatio: number;
  /** Share of its units that are 0 for every sample. */
  readonly deadShare: number;
  /** Share of its outputs at the flat ends of a sigmoid or tanh. */
  readonly saturatedShare: number;
  /** Share of its units whose outputs equal another unit's for every sample. */
  readonly identicalShare: number;
  /** Share of its outputs, weights and gradients that are NaN or infinite. */
  readonly nonFiniteShare: number;
}

/** One epoch of a training. */
export interface ObservedEpoch {
  /** From 0; -1 for the moment before the training. */
  readonly epoch: number;
  /** Values by name: `loss`, `valLoss`, metrics; empty before the training. */
  readonly logs: Readonly<Record<string, number>>;
  /** In the order of the model; empty where layers were not looked at. */
  readonly layers: readonly ObservedLayer[];
  /** Optimizer steps since the record before, where they are known. */
  readonly steps?: number | null;
}

/** The epochs that were trained, without the moment before. */
export function trainedEpochs(epochs: readonly ObservedEpoch[]): readonly ObservedEpoch[] {
  return epochs.filter(({ epoch }) => epoch >= 0);
}

/** The epochs in which layers were looked at. */
export function observedEpochs(epochs: readonly ObservedEpoch[]): readonly ObservedEpoch[] {
  return epochs.filter(({ layers }) => layers.length > 0);
}

/** The layers that learn: those with weights and a gradient. */
export function learningLayers({ layers }: ObservedEpoch): readonly ObservedLayer[] {
  return layers.filter(({ weightNorm, gradientNorm }) => weightNorm >= 0 && gradientNorm >= 0);
}

/** The layers before the output layer, whose units are free to die or to saturate. */
export function hiddenLayers({ layers }: ObservedEpoch): readonly ObservedLayer[] {
  const last = layers.findLastIndex(({ gradientNorm }) => gradientNorm >= 0);
  return layers.slice(0, Math.max(0, last));
}
