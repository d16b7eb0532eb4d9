// Which classes are taken for which, epoch by epoch.
import type { CallbackState } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import { type ConfusionNormalization, confusionMatrix } from '@dlqr/metrics';
import { checkCount } from './base/checks.ts';
import {
  ClassifiedData,
  type ClassifiedDataOptions,
  type ClassifiedSamples,
  checkedClassNames,
} from './base/classifiedData.ts';
import { StatefulCallback } from './base/statefulCallback.ts';

/** The confusion matrix after an epoch, from 0. */
export interface EpochMatrix {
  readonly epoch: number;
  readonly classNames: readonly string[];
  /** Row i, column j: samples of class i predicted as class j. */
  readonly matrix: readonly (readonly number[])[];
}

/** What ConfusionMatrix may be told. */
export interface ConfusionMatrixOptions extends ClassifiedDataOptions {
  /** Every how many epochs; default 1. */
  readonly frequency?: number;
  /** One a class, in their order; default: the numbers. */
  readonly classNames?: readonly string[];
  /** Of a model with one output, the least that makes a sample class 1; default 0.5. */
  readonly threshold?: number;
  /** Shares of the row (true class), the column or all, instead of counts; default counts. */
  readonly normalize?: ConfusionNormalization;
  /** What is done with each matrix: draw it, log it. */
  readonly onMatrix?: (matrix: EpochMatrix) => void | Promise<void>;
}

/**
 * Keeps the confusion matrix of a data set, epoch by epoch, across a kill and resume.
 *
 * A diverged model, whose outputs are not finite, predicts no class and gets no matrix.
 *
 * @example
 * const confusion = new ConfusionMatrix({ x: xValidation, y: yValidation }, {
 *   classNames: ['cat', 'dog'],
 *   onMatrix: ({ epoch, matrix }) => draw(`figures/confusion-${epoch}.svg`, matrix),
 * });
 * await model.fit(x, y, { epochs: 2, callbacks: [confusion] });
 * confusion.matrices.at(-1) // { epoch: 1, classNames: ['cat', 'dog'], matrix: [[3, 0], [1, 2]] }
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.confusion_matrix.html
 */
export class ConfusionMatrix extends StatefulCallback {
  readonly name = 'ConfusionMatrix';
  readonly #samples: ClassifiedSamples;
  readonly #options: ConfusionMatrixOptions;
  #data: ClassifiedData | null = null;
  #classNames: readonly string[] = [];
  #matrices: EpochMatrix[] = [];

  /** @throws {ValueError} when an option cannot be used */
  constructor(samples: ClassifiedSamples, options: ConfusionMatrixOptions = {}) {
    super();
    const { frequency = 1, threshold, normalize } = options;
    checkCount('frequency', frequency, 1);
    if (Number.isNaN(threshold)) throw new ValueError('threshold is NaN; expected a number');
    if (normalize !== undefined && !['true', 'pred', 'all'].includes(normalize)) {
      throw new ValueError(`normalize is "${normalize}"; expected 'true', 'pred' or 'all'`);
    }
    this.#samples = samples;
    this.#options = options;
  }

  /** The matrices so far, the newest last. */
  get matrices(): readonly EpochMatrix[] {
    return this.#matrices;
  }

  /**
   * @throws {ShapeError} when the data does not fit the model
   * @throws {ValueError} when a class is out of range
   */
  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#data = new ClassifiedData(this.model, this.#samples, 'data', this.#options);
    this.#classNames = checkedClassNames(this.#options.classNames, this.#data.numClasses);
  }

  override async onEpochEnd(epoch: number): Promise<void> {
    const { frequency = 1, threshold = 0.5, normalize = null, onMatrix } = this.#options;
    if ((epoch + 1) % frequency !== 0) return;
    const data = this.#data;
    const predicted = await data?.predictedClasses(threshold);
    if (!data || !predicted) return;
    const classNames = this.#classNames;
    const matrix = confusionMatrix(data.truth, predicted, {
      labels: classNames.map((_, number) => number),
      sampleWeight: data.sampleWeight,
      normalize,
    });
    const made = { epoch, classNames, matrix };
    this.#matrices.push(made);
    await onMatrix?.(made);
  }

  getState(): CallbackState {
    return { values: { matrices: [...this.#matrices] } };
  }

  protected override reset(): void {
    this.#matrices = [];
  }

  protected override restore({ values }: CallbackState): void {
    const { matrices } = values as { matrices: readonly EpochMatrix[] };
    this.#matrices = [...matrices];
  }
}
