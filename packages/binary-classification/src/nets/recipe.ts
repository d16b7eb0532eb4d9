// What a net is and how it is trained: the chapter's net, a default for tables and one for signals.
import type { BinaryData } from '../data/binaryData.ts';
import type { EpochScore } from './bestEpoch.ts';
import type { BinaryNetShape } from './buildBinaryNet.ts';

/** Everything that decides a training, beside the data and the seed. */
export interface BinaryRecipe {
  readonly name: string;
  readonly net: BinaryNetShape;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Whether the learning rate falls along a cosine to 0 over all epochs. */
  readonly cosineDecay: boolean;
  /** Decoupled weight decay (AdamW); 0 is plain Adam. */
  readonly weightDecay: number;
  /**
   * By which value of the validation rows the weights of the best epoch are kept in the end: the area
   * under the ROC curve, or the accuracy, and of equal ones the least loss; null keeps those of the last.
   */
  readonly bestBy: EpochScore | null;
}

/** How many optimizer steps the defaults aim at. */
const TABLE_STEPS = 1000;
const SIGNAL_STEPS = 800;

/**
 * A default for any table: wide enough for interactions, its learning rate falling to 0, with weight
 * decay and dropout.
 *
 * Batches grow with the table, and epochs shrink, so that training takes minutes, not hours.
 *
 * @param numRows training rows
 */
export function tableRecipe(numRows: number): BinaryRecipe {
  const batchSize = batchSizeFor(numRows);
  return {
    name: 'table',
    net: { kind: 'dense', hiddenUnits: [64, 64], dropoutRate: 0.1 },
    epochs: epochsFor(TABLE_STEPS, numRows, batchSize),
    batchSize,
    learningRate: 3e-3,
    cosineDecay: true,
    weightDecay: 0.01,
    bestBy: 'valRocAuc',
  };
}

/**
 * A default for signals: three 1-D convolutions that find shapes wherever they are, their strongest
 * answers kept by pooling.
 *
 * @param numRows training rows
 */
export function signalRecipe(numRows: number): BinaryRecipe {
  const batchSize = batchSizeFor(numRows);
  return {
    name: 'signal',
    net: {
      kind: 'signal',
      filters: [16, 32, 64],
      kernelSizes: [7, 5, 3],
      poolSizes: [4, 4, 1],
      dropoutRate: 0.3,
    },
    epochs: epochsFor(SIGNAL_STEPS, numRows, batchSize),
    batchSize,
    learningRate: 3e-3,
    cosineDecay: true,
    weightDecay: 0.01,
    bestBy: 'valRocAuc',
  };
}

/** The chapter's net for the EEG data: five hidden layers, 20 epochs. */
export const BOOK_RECIPE: BinaryRecipe = {
  name: 'book',
  net: { kind: 'dense', hiddenUnits: [128, 64, 64, 32, 16], dropoutRate: 0 },
  epochs: 20,
  batchSize: 32,
  learningRate: 1e-3,
  cosineDecay: false,
  weightDecay: 0,
  bestBy: null,
};

/**
 * The default for some data: convolutions where the rows are signals, else dense layers.
 *
 * @example defaultRecipe(prepareBinary(eegTable, { target: 'y', seed: 1 })).name // 'signal'
 */
export function defaultRecipe({ signal, rows }: Pick<BinaryData, 'signal' | 'rows'>): BinaryRecipe {
  const numRows = rows.train.length;
  return signal ? signalRecipe(numRows) : tableRecipe(numRows);
}

/** Batches of 32 for few rows, up to 512 for many. */
function batchSizeFor(numRows: number): number {
  return clamp(2 ** Math.round(Math.log2(numRows / 60)), 32, 512);
}

function epochsFor(steps: number, numRows: number, batchSize: number): number {
  return clamp(Math.round(steps / Math.ceil(numRows / batchSize)), 5, 100);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
