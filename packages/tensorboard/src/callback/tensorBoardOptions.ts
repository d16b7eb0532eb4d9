// What the TensorBoard callback may be told, and the check of it.

import { ValueError } from '@dlqr/core/errors';
import type { ProbeData } from '@dlqr/core/inspection';
import type { ScalarForm } from '../summaries/scalarSummary.ts';

/** What TensorBoard may be told: the options of Keras, and `scalarForm` and `probe`. */
export interface TensorBoardOptions {
  /**
   * `epoch`: values of epochs alone; `batch`: those of every step too; a number: of every so many
   * steps. Default `epoch`.
   */
  readonly updateFreq?: 'epoch' | 'batch' | number;
  /** Every how many epochs the weights are written as histograms; default 0: never. */
  readonly histogramFreq?: number;
  /** Whether the model's graph is written when the training begins; default true. */
  readonly writeGraph?: boolean;
  /** Whether the weights are written as pictures, too, as often as histograms; default false. */
  readonly writeImages?: boolean;
  /** Whether to write how many steps a second there are, in epochs and single steps; default false. */
  readonly writeStepsPerSecond?: boolean;
  /** Every how many epochs the weights of embedding layers go to the projector; default 0: never. */
  readonly embeddingsFreq?: number;
  /**
   * What the rows of embeddings stand for: by layer, the labels themselves or a metadata file that is
   * there already, relative to the folder of the log; or one file for all of them.
   */
  readonly embeddingsMetadata?: string | Readonly<Record<string, string | readonly string[]>>;
  /**
   * A batch at which gradients by weight and outputs of layers are looked at, as often as weights are
   * written; about 256 rows tell enough. Default none.
   */
  readonly probe?: ProbeData;
  /** How scalars are written; default `tensor`, as Keras does. */
  readonly scalarForm?: ScalarForm;
}

/** The options with their defaults, checked. */
export interface CheckedOptions
  extends Required<Omit<TensorBoardOptions, 'updateFreq' | 'embeddingsMetadata' | 'probe'>> {
  /** Every how many steps values are written; null for those of epochs alone. */
  readonly everySteps: number | null;
  readonly embeddingsMetadata: NonNullable<TensorBoardOptions['embeddingsMetadata']>;
  readonly probe: ProbeData | null;
}

/** @throws {ValueError} when an option is out of range or of no use */
export function checkedOptions(options: TensorBoardOptions): CheckedOptions {
  const { updateFreq = 'epoch', histogramFreq = 0, embeddingsFreq = 0, probe = null } = options;
  const { writeGraph = true, writeImages = false, writeStepsPerSecond = false } = options;
  const { embeddingsMetadata = {}, scalarForm = 'tensor' } = options;
  const everySteps = updateFreq === 'batch' ? 1 : updateFreq;
  if (everySteps !== 'epoch' && !(Number.isSafeInteger(everySteps) && everySteps > 0)) {
    throw new ValueError(
      `updateFreq is ${updateFreq}; expected 'epoch', 'batch' or a whole number of at least 1`,
    );
  }
  for (const [name, value] of Object.entries({ histogramFreq, embeddingsFreq })) {
    if (Number.isSafeInteger(value) && value >= 0) continue;
    throw new ValueError(`${name} is ${value}; expected a whole number of epochs, 0 for never`);
  }
  if (histogramFreq === 0 && (writeImages || probe)) {
    const name = writeImages ? 'writeImages' : 'probe';
    throw new ValueError(`${name} is of no use with histogramFreq 0`, {
      hint: 'Set histogramFreq to the number of epochs from one look to the next, such as 1.',
    });
  }
  return {
    everySteps: everySteps === 'epoch' ? null : everySteps,
    histogramFreq,
    writeGraph,
    writeImages,
    writeStepsPerSecond,
    embeddingsFreq,
    embeddingsMetadata,
    probe,
    scalarForm,
  };
}
