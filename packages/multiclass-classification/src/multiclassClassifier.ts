// A trained net with everything that it takes to classify raw rows: saved, loaded, applied.
import { type HostArray, loadPipeline, predictOne, savePipeline, type Table } from '@dlqr/core';
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { TablePreprocessor, type TablePreprocessorState } from '@dlqr/preprocessing';
import type * as tf from '@tensorflow/tfjs';
import type { InputPreparation } from './classifierData.ts';
import { type ClassProbabilities, likeliestClasses } from './probabilities.ts';
import { scaleTemperature } from './temperatureScaling.ts';

/** The parts of a classifier. */
export interface ClassifierParts {
  readonly model: tf.LayersModel;
  readonly preparation: InputPreparation;
  /** [classes] */
  readonly classNames: readonly string[];
  /** What the net's probabilities are softened by, above 0; 1 leaves them as they are. */
  readonly temperature: number;
}

/** Images of one size, as the readers of `@dlqr/datasets` give them. */
export interface ImageBatch {
  /** [images, height, width, channels], row-major, 0 to 255 */
  readonly images: Uint8Array;
  readonly numImages: number;
  /** [height, width, channels] */
  readonly shape: readonly number[];
}

/** The class of each row, and how likely each class is. */
export interface ClassPrediction {
  /** Names of the likeliest classes, [rows]. */
  readonly labels: readonly string[];
  /** Their numbers, [rows]. */
  readonly classes: Int32Array;
  /** Calibrated, [rows, classes]. */
  readonly probabilities: ClassProbabilities;
}

/**
 * Classifies raw rows of a table, images, or arrays.
 *
 * @example
 * const classifier = await MulticlassClassifier.load('runs/ch05-multiclass/20260101-120000-1/model');
 * const { labels } = await classifier.predict(await readImages(['seven.png'], { size: [28, 28], channels: 1 }));
 * labels; // ['7']
 */
export class MulticlassClassifier {
  readonly parts: ClassifierParts;

  constructor(parts: ClassifierParts) {
    this.parts = parts;
  }

  /**
   * Loads a classifier.
   *
   * @throws {FileError} when files are missing, damaged, of another kind or of a newer version
   */
  static async load(directory: string): Promise<MulticlassClassifier> {
    const { model, parts } = await loadPipeline(directory, 'multiclass-classification');
    const { preparation, classNames, temperature } = parts as Partial<SavedParts> as SavedParts;
    return new MulticlassClassifier({
      model,
      classNames,
      temperature,
      preparation:
        preparation.kind === 'table'
          ? { ...preparation, preprocessor: TablePreprocessor.fromJSON(preparation.preprocessor) }
          : preparation,
    });
  }

  /** Saves the classifier; a crash at any moment leaves the old one or the new one. */
  async save(directory: string): Promise<void> {
    const { model, preparation, classNames, temperature } = this.parts;
    const parts: SavedParts = {
      classNames,
      temperature,
      preparation:
        preparation.kind === 'table'
          ? { ...preparation, preprocessor: preparation.preprocessor.toJSON() }
          : preparation,
    };
    await savePipeline(directory, {
      kind: 'multiclass-classification',
      model,
      parts: { ...parts },
    });
  }

  /**
   * Classifies raw rows: a table (its columns are found by name, in any order), images, or an array
   * [rows, ...rowShape] of the kind that the net was trained on.
   *
   * @throws {DataError} when a column is missing or holds another kind of data
   * @throws {ShapeError | ValueError} when rows are of another kind or shape than in training
   * @throws {InterruptedError} when `signal` stops it
   */
  async predict(
    input: Table | ImageBatch | HostArray,
    options: { signal?: AbortSignal } = {},
  ): Promise<ClassPrediction> {
    const raw = await this.predictInputs(this.#inputsOf(input), options);
    const probabilities = scaleTemperature(raw, this.parts.temperature);
    const classes = likeliestClasses(probabilities);
    const labels = Array.from(classes, (number) => this.parts.classNames[number] as string);
    return { labels, classes, probabilities };
  }

  /** The net's own probabilities, not calibrated, for what the net sees: [rows, ...rowShape]. */
  async predictInputs(
    x: HostArray,
    options: { signal?: AbortSignal } = {},
  ): Promise<ClassProbabilities> {
    const numClasses = this.parts.classNames.length;
    const numRows = x.shape[0] as number;
    if (numRows === 0) return { values: new Float64Array(0), numRows, numClasses };
    const { values } = await predictOne(this.parts.model, x, { batchSize: 1024, ...options });
    return { values: Float64Array.from(values), numRows, numClasses };
  }

  /** Gives back the model's memory. */
  dispose(): void {
    this.parts.model.dispose();
  }

  #inputsOf(input: Table | ImageBatch | HostArray): HostArray {
    const { preparation } = this.parts;
    if (preparation.kind === 'table') {
      if ('columns' in input) {
        const { values, numRows, numColumns } = preparation.preprocessor.transform(input);
        return { values, shape: [numRows, numColumns] };
      }
      throw new ValueError('the classifier was trained on a table; expected a table', {
        hint: 'Give the rows of a CSV file, not images or arrays.',
      });
    }
    if ('columns' in input) {
      throw new ValueError(
        `the classifier was trained on rows of shape [${preparation.rowShape.join(', ')}]; expected ` +
          'images or an array, not a table',
      );
    }
    const array = 'images' in input ? arrayOf(input) : input;
    requireKind(array, preparation);
    return array;
  }
}

function arrayOf({ images, numImages, shape }: ImageBatch): HostArray {
  return { values: images, shape: [numImages, ...shape] };
}

function requireKind(
  { values, shape }: HostArray,
  { rowShape, areBytes }: Extract<InputPreparation, { kind: 'array' }>,
): void {
  const [received, expected] = [shape.slice(1).join(', '), rowShape.join(', ')];
  if (received !== expected) {
    throw new ShapeError(
      `rows have the shape [${received}]; expected [${expected}] as in training`,
      { hint: 'Read images with the size and channels of the training images.' },
    );
  }
  if (areBytes === values instanceof Uint8Array) return;
  throw new ValueError(
    areBytes
      ? `rows are a ${values.constructor.name}; expected a Uint8Array, 0 to 255, as in training`
      : 'rows are bytes; expected numbers as in training',
  );
}

interface SavedParts {
  readonly classNames: readonly string[];
  readonly temperature: number;
  readonly preparation:
    | {
        readonly kind: 'table';
        readonly preprocessor: TablePreprocessorState;
        readonly target: string;
      }
    | Extract<InputPreparation, { kind: 'array' }>;
}
