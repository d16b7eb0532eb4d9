// What a net is and how it is trained: the chapter's nets, and defaults for tables and images.

/** Everything that decides a training, beside the data and the seed. */
export interface ClassifierRecipe {
  readonly name: string;
  /** Filters of each 3x3 convolution, each followed by 2x2 max pooling; none: a net of dense layers. */
  readonly filters: readonly number[];
  /** Units of each hidden dense layer, first to last; none: softmax regression. */
  readonly hiddenUnits: readonly number[];
  /** The share of units that is silenced behind each hidden dense layer while training, 0 to 1. */
  readonly dropoutRate: number;
  /** The factor of the squared weights of hidden layers in the loss; Keras's 'l2' is 0.01. */
  readonly l2: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Whether the learning rate falls along a cosine to 0 over all epochs. */
  readonly cosineDecay: boolean;
  /** Decoupled weight decay (AdamW); 0 is plain Adam. */
  readonly weightDecay: number;
  /** How much of each target is spread evenly over all classes, 0 to 1; 0 is none. */
  readonly labelSmoothing: number;
  /** Training images are moved by up to so many pixels each way, at random; 0 is none. */
  readonly shiftPixels: number;
  /** Whether the weights of the epoch with the best validation loss are kept in the end. */
  readonly restoreBestWeights: boolean;
}

const BOOK_NET = {
  filters: [],
  hiddenUnits: [512, 256, 128],
  dropoutRate: 0,
  l2: 0,
  learningRate: 1e-3,
  weightDecay: 0,
  labelSmoothing: 0,
  shiftPixels: 0,
  restoreBestWeights: false,
} as const;

/** How the chapter's nets are trained here: in a ninth of the book's steps. */
const TRAINING = { epochs: 25, batchSize: 128, cosineDecay: true } as const;

/** How the book trains them. */
const BOOK_TRAINING = { epochs: 50, batchSize: 30, cosineDecay: false } as const;

/** The chapter's three nets, 512-256-128, without regularisation, with dropout of 0.5, with L2. */
export const BOOK_RECIPES: Readonly<Record<'plain' | 'dropout' | 'l2', ClassifierRecipe>> = {
  plain: { ...BOOK_NET, ...TRAINING, name: 'plain' },
  dropout: { ...BOOK_NET, ...TRAINING, name: 'dropout', dropoutRate: 0.5 },
  l2: { ...BOOK_NET, ...TRAINING, name: 'l2', l2: 0.01 },
};

/** The same net in the book's own training: 50 epochs in batches of 30 at a fixed learning rate. */
export function asInBook(recipe: ClassifierRecipe): ClassifierRecipe {
  return { ...recipe, ...BOOK_TRAINING };
}

/** How many optimizer steps the defaults aim at: enough for 5,000 rows, bearable for a million. */
const TARGET_STEPS = 6000;

/** Up to so many rows dropout protects; beyond, it costs more than it saves. */
const MAX_DROPOUT_ROWS = 10_000;

/**
 * A default for any table: wide enough for interactions, its learning rate falling to 0, with weight
 * decay and, for few rows, mild dropout. Batches grow with the table, and epochs shrink.
 *
 * @param numRows training rows
 */
export function tableRecipe(numRows: number): ClassifierRecipe {
  const batchSize = clamp(2 ** Math.round(Math.log2(numRows / 60)), 32, 1024);
  return {
    ...BOOK_NET,
    name: 'default',
    hiddenUnits: [128, 128, 64],
    dropoutRate: numRows <= MAX_DROPOUT_ROWS ? 0.1 : 0,
    epochs: clamp(Math.round(TARGET_STEPS / Math.ceil(numRows / batchSize)), 5, 100),
    batchSize,
    learningRate: 3e-3,
    cosineDecay: true,
    weightDecay: 0.01,
  };
}

/**
 * A small convolutional net for images of any size: convolutions and pooling until 8 or fewer pixels
 * a side are left, then one dense layer; images shifted by up to a fourteenth of their height.
 *
 * @param imageShape [height, width, channels]
 * @param numRows training images
 */
export function convolutionalRecipe(
  [height = 1, width = 1]: readonly number[],
  numRows: number,
): ClassifierRecipe {
  const numBlocks = Math.max(1, Math.ceil(Math.log2(Math.min(height, width) / 8)));
  const batchSize = clamp(2 ** Math.round(Math.log2(numRows / 100)), 16, 128);
  return {
    ...BOOK_NET,
    name: 'convolutional',
    filters: Array.from({ length: numBlocks }, (_, block) => Math.min(128, 16 * 2 ** block)),
    hiddenUnits: [128],
    dropoutRate: 0.5,
    epochs: clamp(Math.round(TARGET_STEPS / Math.ceil(numRows / batchSize)), 12, 60),
    batchSize,
    learningRate: 2e-3,
    cosineDecay: true,
    shiftPixels: Math.round(height / 14),
  };
}

/** A net without hidden layers: softmax regression, the baseline of every classifier. */
export function softmaxRecipe(numRows: number): ClassifierRecipe {
  const batchSize = clamp(2 ** Math.round(Math.log2(numRows / 60)), 32, 256);
  return {
    ...BOOK_NET,
    name: 'softmaxRegression',
    hiddenUnits: [],
    epochs: clamp(Math.round(1000 / Math.ceil(numRows / batchSize)), 5, 160),
    batchSize,
    learningRate: 3e-3,
    cosineDecay: true,
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
