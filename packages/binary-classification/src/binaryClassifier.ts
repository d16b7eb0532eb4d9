// A trained net with everything that it takes to classify raw rows: saved, loaded, applied.
import { loadPipeline, savePipeline, type Table } from '@dlqr/core';
import { FileError } from '@dlqr/core/errors';
import type * as tf from '@tensorflow/tfjs';
import { type Calibration, calibrate } from './calibration/calibration.ts';
import type { Features } from './data/features.ts';
import {
  type InputPreprocessor,
  type InputPreprocessorState,
  inputsFromJSON,
} from './data/inputPreprocessor.ts';
import { netProbabilities } from './nets/trainNetOnRows.ts';

/** The parts of a classifier. */
export interface BinaryClassifierParts {
  readonly model: tf.LayersModel;
  readonly preprocessor: InputPreprocessor;
  readonly target: string;
  readonly classNames: readonly [negative: string, positive: string];
  readonly calibration: Calibration;
  /** A row is positive where its calibrated probability is at least this, 0 to 1. */
  readonly threshold: number;
}

/** The classes of rows, and how probable the positive one is; [rows] each. */
export interface BinaryPrediction {
  /** Names of classes as they stand in the data. */
  readonly prediction: readonly string[];
  /** Calibrated probabilities of the positive class, 0 to 1. */
  readonly probability: Float64Array;
}

/**
 * Tells two classes apart from the raw rows of a table.
 *
 * @example
 * const classifier = await BinaryClassifier.load('runs/ch04-binary/20260101-120000-1/model');
 * await classifier.predict(await readCsv('new.csv')); // { prediction: ['yes', …], probability: [0.93, …] }
 */
export class BinaryClassifier {
  readonly parts: BinaryClassifierParts;

  constructor(parts: BinaryClassifierParts) {
    this.parts = parts;
  }

  /**
   * Loads a classifier.
   *
   * @throws {FileError} when files are missing, damaged, of another kind or of a newer version
   */
  static async load(directory: string): Promise<BinaryClassifier> {
    const { model, parts } = await loadPipeline(directory, KIND);
    const { preprocessor, ...saved } = parts as Partial<SavedParts> as SavedParts;
    if (!Array.isArray(saved.classNames) || !(saved.threshold >= 0 && saved.threshold <= 1)) {
      model.dispose();
      throw new FileError(`${directory} lacks the classes or the threshold of a classifier`);
    }
    return new BinaryClassifier({ model, preprocessor: inputsFromJSON(preprocessor), ...saved });
  }

  /** Saves the classifier; a crash at any moment leaves the old one or the new one. */
  async save(directory: string): Promise<void> {
    const { model, preprocessor, target, classNames, calibration, threshold } = this.parts;
    const parts: SavedParts = {
      preprocessor: preprocessor.toJSON(),
      ...{ target, classNames, calibration, threshold },
    };
    await savePipeline(directory, { kind: KIND, model, parts: { ...parts } });
  }

  /**
   * Classifies the rows of a table; its columns are found by name, in any order.
   *
   * @throws {DataError} when a column is missing or holds another kind of data
   * @throws {InterruptedError} when `signal` stops it
   */
  async predict(table: Table, options: { signal?: AbortSignal } = {}): Promise<BinaryPrediction> {
    const probability = await this.predictFeatures(
      this.parts.preprocessor.transform(table),
      options,
    );
    const { classNames, threshold } = this.parts;
    const prediction = Array.from(probability, (p) => classNames[p >= threshold ? 1 : 0]);
    return { prediction, probability };
  }

  /** Calibrated probabilities of rows that are features already, [rows]. */
  async predictFeatures(
    x: Features,
    options: { signal?: AbortSignal } = {},
  ): Promise<Float64Array> {
    const { model, calibration } = this.parts;
    return calibrate(calibration, await netProbabilities(model, x, options));
  }

  /** Gives back the model's memory. */
  dispose(): void {
    this.parts.model.dispose();
  }
}

const KIND = 'binary-classification';

interface SavedParts {
  readonly preprocessor: InputPreprocessorState;
  readonly target: string;
  readonly classNames: readonly [string, string];
  readonly calibration: Calibration;
  readonly threshold: number;
}
