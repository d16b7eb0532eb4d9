// A trained net with everything that it takes to predict from raw rows: saved, loaded, applied.
import { loadPipeline, predictOne, savePipeline, type Table } from '@dlqr/core';
import { TablePreprocessor } from '@dlqr/preprocessing';
import type * as tf from '@tensorflow/tfjs';
import type { Features } from './features.ts';

/** The parts of a regressor. */
export interface RegressorParts {
  readonly model: tf.LayersModel;
  readonly preprocessor: TablePreprocessor;
  readonly target: string;
  /** Half the width of the intervals, in the target's unit; Infinity where rows were too few. */
  readonly intervalHalfWidth: number;
  /** The share of new targets that the intervals are made to cover, 0 to 1. */
  readonly confidence: number;
}

/** Predictions in the target's own unit, each with its interval; [rows]. */
export interface RegressionPrediction {
  readonly prediction: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * Predicts a number from the raw rows of a table.
 *
 * @example
 * const regressor = await Regressor.load('runs/ch02-regression/20260101-120000-1/model');
 * (await regressor.predict(await readCsv('new.csv'))).prediction // Float64Array [23.1, …]
 */
export class Regressor {
  readonly parts: RegressorParts;

  constructor(parts: RegressorParts) {
    this.parts = parts;
  }

  /**
   * Loads a regressor.
   *
   * @throws {FileError} when files are missing, damaged, of another kind or of a newer version
   */
  static async load(directory: string): Promise<Regressor> {
    const { model, parts } = await loadPipeline(directory, 'regression');
    const saved = parts as Partial<SavedParts> as SavedParts;
    const { preprocessor, target, intervalHalfWidth, confidence } = saved;
    return new Regressor({
      model,
      preprocessor: TablePreprocessor.fromJSON(preprocessor),
      target,
      intervalHalfWidth: intervalHalfWidth ?? Number.POSITIVE_INFINITY,
      confidence,
    });
  }

  /** Saves the regressor; a crash at any moment leaves the old one or the new one. */
  async save(directory: string): Promise<void> {
    const { model, preprocessor, target, intervalHalfWidth, confidence } = this.parts;
    const halfWidth = Number.isFinite(intervalHalfWidth) ? intervalHalfWidth : null;
    const parts: SavedParts = {
      preprocessor: preprocessor.toJSON(),
      target,
      intervalHalfWidth: halfWidth,
      confidence,
    };
    await savePipeline(directory, { kind: 'regression', model, parts: { ...parts } });
  }

  /**
   * Predicts the rows of a table; its columns are found by name, in any order.
   *
   * @throws {DataError} when a column is missing or holds another kind of data
   */
  async predict(
    table: Table,
    options: { signal?: AbortSignal } = {},
  ): Promise<RegressionPrediction> {
    const prediction = await this.predictFeatures(
      this.parts.preprocessor.transform(table),
      options,
    );
    const { intervalHalfWidth } = this.parts;
    return {
      prediction,
      lower: prediction.map((value) => value - intervalHalfWidth),
      upper: prediction.map((value) => value + intervalHalfWidth),
    };
  }

  /** Predicts rows that are features already, [rows]. */
  async predictFeatures(
    x: Features,
    options: { signal?: AbortSignal } = {},
  ): Promise<Float64Array> {
    if (x.numRows === 0) return new Float64Array(0);
    const input = { values: x.values, shape: [x.numRows, x.numColumns] };
    const { values } = await predictOne(this.parts.model, input, { batchSize: 1024, ...options });
    return Float64Array.from(values);
  }

  /** Gives back the model's memory. */
  dispose(): void {
    this.parts.model.dispose();
  }
}

interface SavedParts {
  readonly preprocessor: ReturnType<TablePreprocessor['toJSON']>;
  readonly target: string;
  readonly intervalHalfWidth: number | null;
  readonly confidence: number;
}
