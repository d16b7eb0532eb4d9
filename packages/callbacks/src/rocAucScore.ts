// The area under the ROC curve after every epoch, exact on whole data sets.
import { ValueError } from '@dlqr/core/errors';
import {
  computeFromOutputs,
  getMetric,
  type Metric,
  type MultiClass,
  UndefinedMetricError,
} from '@dlqr/metrics';
import { announceValues } from './base/announceValues.ts';
import { checkCount } from './base/checks.ts';
import {
  ClassifiedData,
  type ClassifiedDataOptions,
  type ClassifiedSamples,
} from './base/classifiedData.ts';
import { logName, type RawLogs } from './base/logs.ts';
import { ModelCallback } from './base/modelCallback.ts';
import type { FitParams } from './base/trainingFacts.ts';

/** What RocAucScore may be told; one of the data sets at least. */
export interface RocAucScoreOptions extends ClassifiedDataOptions {
  /** Scored as `valRocAuc`. */
  readonly validationData?: ClassifiedSamples;
  /** Scored as `rocAuc`. */
  readonly trainData?: ClassifiedSamples;
  /** How more than two classes are told apart: each from all others or from each; default `ovr`. */
  readonly multiClass?: MultiClass;
  /** How the classes count: all alike, or by their number of samples; default `macro`. */
  readonly average?: 'macro' | 'weighted';
  /** Its name in the logs; default `rocAuc`. */
  readonly name?: string;
  /** Every how many epochs; default 1. */
  readonly frequency?: number;
}

/**
 * Puts the area under the ROC curve into the logs of every epoch, for the callbacks behind it.
 *
 * It is exact: computed on all samples at once, ties counting one half, with the weights that the
 * epoch ended with. (A mean over batches is something else, and not even close where a class is
 * rare.) The callbacks behind it know that large values are good: nothing has to be guessed.
 *
 * A model with one output, or two, separates class 1 from class 0; with more outputs it needs
 * probabilities that add up to 1 (a softmax). A diverged model, whose outputs are not finite,
 * scores NaN, which is never an improvement.
 *
 * @example
 * const score = new RocAucScore({ validationData: { x: xValidation, y: yValidation } });
 * const checkpoint = new ModelCheckpoint('models/{epoch:02d}-{valRocAuc:.6f}', {
 *   monitor: 'valRocAuc',
 *   saveBestOnly: true,
 * });
 * await model.fit(x, y, { epochs: 20, callbacks: [score, checkpoint] });
 * checkpoint.saved // ['models/01-0.912204', 'models/04-0.957311']
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_auc_score.html
 */
export class RocAucScore extends ModelCallback {
  readonly #options: RocAucScoreOptions;
  readonly #frequency: number;
  /** The data by the name of its score. */
  readonly #samples: ReadonlyMap<string, readonly [role: string, ClassifiedSamples]>;
  #data: ReadonlyMap<string, ClassifiedData> = new Map();

  /** @throws {ValueError} when there is no data, or an option cannot be used */
  constructor(options: RocAucScoreOptions) {
    super();
    const { validationData, trainData, name = 'rocAuc', frequency = 1 } = options;
    checkCount('frequency', frequency, 1);
    checkChoices(options);
    this.#options = options;
    this.#frequency = frequency;
    this.#samples = new Map([
      ...(trainData ? [[name, ['trainData', trainData]] as const] : []),
      ...(validationData
        ? [[logName(`val_${name}`), ['validationData', validationData]] as const]
        : []),
    ]);
    if (this.#samples.size > 0) return;
    throw new ValueError('neither validationData nor trainData is given; expected one of them', {
      hint: 'A callback does not get the data of fit: pass validationData: { x, y }.',
    });
  }

  override setParams(params: FitParams): void {
    const names = [...this.#samples.keys()];
    announceValues(params, Object.fromEntries(names.map((name) => [name, 'max' as const])));
    super.setParams(params);
  }

  /**
   * @throws {ShapeError} when data does not fit the model
   * @throws {ValueError} when a class is out of range; an `UndefinedMetricError` when a class that
   * is needed does not occur
   */
  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    const data = [...this.#samples].map(([name, [role, samples]]) => {
      const classified = new ClassifiedData(this.model, samples, role, this.#options);
      requireAllClasses(this.#metricFor(classified), classified, role);
      return [name, classified] as const;
    });
    this.#data = new Map(data);
  }

  /** @throws {ValueError} when the outputs of several classes do not add up to 1 */
  override async onEpochEnd(epoch: number, logs: RawLogs = {}): Promise<void> {
    if ((epoch + 1) % this.#frequency !== 0) return;
    for (const [name, data] of this.#data) {
      const outputs = await data.outputs();
      const { truth, sampleWeight } = data;
      logs[name] = outputs
        ? computeFromOutputs(this.#metricFor(data), truth, outputs, { sampleWeight })
        : Number.NaN;
    }
  }

  #metricFor({ numClasses }: ClassifiedData): Metric {
    if (numClasses === 2) return getMetric('rocAuc');
    const { multiClass = 'ovr', average = 'macro' } = this.#options;
    if (multiClass === 'ovr')
      return getMetric(average === 'macro' ? 'rocAucOvr' : 'rocAucOvrWeighted');
    return getMetric(average === 'macro' ? 'rocAucOvo' : 'rocAucOvoWeighted');
  }
}

function checkChoices({ multiClass = 'ovr', average = 'macro' }: RocAucScoreOptions): void {
  if (multiClass !== 'ovr' && multiClass !== 'ovo') {
    throw new ValueError(`multiClass is "${multiClass}"; expected 'ovr' or 'ovo'`);
  }
  if (average !== 'macro' && average !== 'weighted') {
    throw new ValueError(`average is "${average}"; expected 'macro' or 'weighted'`);
  }
}

/** Finds out now, on outputs that are all the same, what the score of the first epoch would say. */
function requireAllClasses(metric: Metric, data: ClassifiedData, role: string): void {
  const { truth, numClasses, sampleWeight } = data;
  const outputs = {
    shape: [truth.length, numClasses],
    dataSync: () => new Float32Array(truth.length * numClasses).fill(1 / numClasses),
  };
  try {
    computeFromOutputs(metric, truth, outputs, { sampleWeight });
  } catch (error) {
    if (!(error instanceof UndefinedMetricError)) throw error;
    throw new UndefinedMetricError(`${role}: ${error.message}`, {
      cause: error,
      hint: error.hint ?? 'Give data in which every class occurs.',
    });
  }
}
