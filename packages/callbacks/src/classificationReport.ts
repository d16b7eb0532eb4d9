// Precision, recall and F1 of every class, after some epochs or at the end.
import type { CallbackState } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import { writeFileAtomic, writeJsonAtomic } from '@dlqr/core/files';
import {
  type ClassificationReport as ClassScores,
  classificationReport,
  formatClassificationReport,
} from '@dlqr/metrics';
import { checkCount } from './base/checks.ts';
import {
  ClassifiedData,
  type ClassifiedDataOptions,
  type ClassifiedSamples,
  checkedClassNames,
} from './base/classifiedData.ts';
import { StatefulCallback } from './base/statefulCallback.ts';
import { fillPath, placeholderNames } from './pathTemplate.ts';

/** The scores of the classes after an epoch, from 0. */
export interface EpochReport {
  readonly epoch: number;
  readonly report: ClassScores;
  /** The same as a table of text. */
  readonly text: string;
}

/** What ClassificationReport may be told. */
export interface ClassificationReportOptions extends ClassifiedDataOptions {
  /** Every how many epochs; default: once, with the weights that the training ends with. */
  readonly frequency?: number;
  /** One a class, in their order; default: the numbers. */
  readonly classNames?: readonly string[];
  /** Of a model with one output, the least that makes a sample class 1; default 0.5. */
  readonly threshold?: number;
  /** Digits behind the decimal point in the text; default 2. */
  readonly digits?: number;
  /**
   * A file, written anew by every report: the text, or JSON where it ends in `.json`; may hold
   * `{epoch:02d}` (the first epoch is 1).
   */
  readonly path?: string;
  readonly onReport?: (report: EpochReport) => void | Promise<void>;
}

/**
 * Reports precision, recall, F1 and support of every class of a data set, as scikit-learn does.
 *
 * Without `frequency` it speaks of the model that the training ends with: place it behind
 * `EarlyStopping` to report on the best weights. A diverged model, whose outputs are not finite,
 * predicts no class and gets no report.
 *
 * @example
 * const report = new ClassificationReport({ x: xTest, y: yTest }, { classNames: ['cat', 'dog'] });
 * await model.fit(x, y, { epochs: 20, callbacks: [report] });
 * console.log(report.reports[0]?.text);
 * //               precision    recall  f1-score   support
 * //
 * //          cat       0.75      1.00      0.86         3
 * //          dog       1.00      0.67      0.80         3
 * // …
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.classification_report.html
 */
export class ClassificationReport extends StatefulCallback {
  readonly name = 'ClassificationReport';
  readonly #samples: ClassifiedSamples;
  readonly #options: ClassificationReportOptions;
  #data: ClassifiedData | null = null;
  #classNames: readonly string[] = [];
  #reports: EpochReport[] = [];
  #epoch = 0;

  /** @throws {ValueError} when an option cannot be used */
  constructor(samples: ClassifiedSamples, options: ClassificationReportOptions = {}) {
    super();
    const { frequency, threshold, digits = 2, path } = options;
    if (frequency !== undefined) checkCount('frequency', frequency, 1);
    if (Number.isNaN(threshold)) throw new ValueError('threshold is NaN; expected a number');
    checkCount('digits', digits, 0);
    if (path !== undefined) checkPath(path);
    this.#samples = samples;
    this.#options = options;
  }

  /** The reports so far, the newest last. */
  get reports(): readonly EpochReport[] {
    return this.#reports;
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

  /** @throws {FileError} when the file cannot be written */
  override async onEpochEnd(epoch: number): Promise<void> {
    this.#epoch = epoch;
    const { frequency } = this.#options;
    if (frequency !== undefined && (epoch + 1) % frequency === 0) await this.#makeReport();
  }

  /** @throws {FileError} when the file cannot be written */
  override async onTrainEnd(): Promise<void> {
    if (this.#options.frequency === undefined) await this.#makeReport();
  }

  getState(): CallbackState {
    return { values: { reports: [...this.#reports], epoch: this.#epoch } };
  }

  protected override reset(): void {
    this.#reports = [];
  }

  protected override restore({ values }: CallbackState): void {
    const saved = values as { reports: readonly EpochReport[]; epoch: number };
    this.#reports = [...saved.reports];
    this.#epoch = saved.epoch;
  }

  async #makeReport(): Promise<void> {
    const data = this.#data;
    const { threshold = 0.5, digits = 2, onReport } = this.#options;
    const predicted = await data?.predictedClasses(threshold);
    if (!data || !predicted) return;
    const report = classificationReport(data.truth, predicted, {
      labels: this.#classNames.map((_, number) => number),
      targetNames: this.#classNames,
      sampleWeight: data.sampleWeight,
    });
    const text = formatClassificationReport(report, { digits });
    const made = { epoch: this.#epoch, report, text };
    this.#reports.push(made);
    await this.#write(made);
    await onReport?.(made);
  }

  async #write({ epoch, report, text }: EpochReport): Promise<void> {
    const { path: template } = this.#options;
    if (template === undefined) return;
    const path = fillPath(template, { epoch: epoch + 1 });
    if (path.endsWith('.json')) await writeJsonAtomic(path, { epoch, ...report });
    else await writeFileAtomic(path, text);
  }
}

function checkPath(path: string): void {
  if (path === '') throw new ValueError('path is empty; expected the file to write');
  const unknown = placeholderNames(path).find((name) => name !== 'epoch');
  if (unknown === undefined) return;
  throw new ValueError(`the path "${path}" asks for "${unknown}"; there is only epoch`);
}
