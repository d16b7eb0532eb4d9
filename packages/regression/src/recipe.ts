// What a net is and how it is trained: the chapter's nets and a default for any table.

/** Everything that decides a training, beside the data and the seed. */
export interface RegressionRecipe {
  readonly name: string;
  readonly hiddenUnits: readonly number[];
  readonly dropoutRate: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Whether the learning rate falls along a cosine to 0 over all epochs. */
  readonly cosineDecay: boolean;
  /** Decoupled weight decay (AdamW); 0 is plain Adam. */
  readonly weightDecay: number;
  /** Whether the weights of the epoch with the best validation error are kept in the end. */
  readonly restoreBestWeights: boolean;
}

/** How many optimizer steps the default aims at: enough for 5,000 rows, bearable for a million. */
const TARGET_STEPS = 6000;

/**
 * Up to so many rows dropout protects. Beyond, it costs more than it saves: what a net learns to do
 * against its noise shifts the predictions made without it.
 */
const MAX_DROPOUT_ROWS = 10_000;

/**
 * A default for any table: wide enough for interactions, its learning rate falling to 0, with weight
 * decay and, for few rows, mild dropout.
 *
 * Batches grow with the table, and epochs shrink, so that training takes minutes, not hours.
 *
 * @param numRows training rows
 * @example defaultRecipe(3918).epochs // 98
 */
export function defaultRecipe(numRows: number): RegressionRecipe {
  const batchSize = clamp(2 ** Math.round(Math.log2(numRows / 60)), 32, 1024);
  const stepsPerEpoch = Math.ceil(numRows / batchSize);
  return {
    name: 'default',
    hiddenUnits: [128, 128, 64],
    dropoutRate: numRows <= MAX_DROPOUT_ROWS ? 0.1 : 0,
    epochs: clamp(Math.round(TARGET_STEPS / stepsPerEpoch), 5, 200),
    batchSize,
    learningRate: 3e-3,
    cosineDecay: true,
    weightDecay: 0.01,
    // The validation rows choose nothing, so that intervals calibrated on them are valid.
    restoreBestWeights: false,
  };
}

const BOOK_TRAINING = {
  dropoutRate: 0,
  batchSize: 32,
  learningRate: 1e-3,
  cosineDecay: false,
  weightDecay: 0,
  restoreBestWeights: false,
} as const;

/** The chapter's shallow net: one hidden layer, 200 epochs. */
export const SHALLOW_RECIPE: RegressionRecipe = {
  ...BOOK_TRAINING,
  name: 'shallow',
  hiddenUnits: [32],
  epochs: 200,
};

/** The chapter's deep net: five hidden layers, 500 epochs. */
export const DEEP_RECIPE: RegressionRecipe = {
  ...BOOK_TRAINING,
  name: 'deep',
  hiddenUnits: [32, 32, 32, 32, 16],
  epochs: 500,
};

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
