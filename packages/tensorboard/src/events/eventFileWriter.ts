// Writes TensorBoard event files, with no native code and no Python.
import type { JsonValue } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import type * as tf from '@tensorflow/tfjs';
import type { GraphNode } from '../graphs/graph.ts';
import { encodeGraphDef } from '../graphs/graphDef.ts';
import { kerasModelConfig } from '../graphs/kerasModelConfig.ts';
import { modelGraph } from '../graphs/modelGraph.ts';
import { type Event, eventType, SESSION_START } from '../protocol/event.ts';
import type { SummaryValue } from '../protocol/summary.ts';
import { RecordFile } from '../records/recordFile.ts';
import { type CustomCategory, customScalarsSummary } from '../summaries/customScalarsSummary.ts';
import {
  type HistogramForm,
  type HistogramOptions,
  histogramSummary,
} from '../summaries/histogramSummary.ts';
import type { HParamsExperiment, HParamValue, SessionStatus } from '../summaries/hparams.ts';
import {
  experimentSummary,
  groupNameOf,
  sessionEndSummary,
  sessionStartSummary,
} from '../summaries/hparamsSummary.ts';
import { type ImageInput, type ImageOptions, imageSummary } from '../summaries/imageSummary.ts';
import { kerasModelSummary } from '../summaries/kerasModelSummary.ts';
import type { SummaryOptions } from '../summaries/metadata.ts';
import {
  type PrCurveInput,
  type PrCurveOptions,
  prCurveSummary,
} from '../summaries/prCurveSummary.ts';
import type { ScalarForm } from '../summaries/scalarSummary.ts';
import { type TextInput, textSummary } from '../summaries/textSummary.ts';
import { ScalarEncoder } from './scalarEncoder.ts';

/** What EventFileWriter may be told. */
export interface EventFileWriterOptions {
  /** How scalars are written; default `simpleValue`. */
  readonly scalarForm?: ScalarForm;
  /** How histograms are written; default `tensor`. */
  readonly histogramForm?: HistogramForm;
  /** After how many seconds a value that comes takes those before it to the file; default 120. */
  readonly flushSeconds?: number;
  /**
   * The first step that is written now, where earlier files of the folder may reach beyond it (a
   * run that was killed and resumed): TensorBoard forgets what they have from it on.
   */
  readonly purgeStep?: number;
}

/** What the start of a session may be told. */
export interface HParamsOptions {
  /** Sessions of the same name are shown as one; default a name made of the values. */
  readonly trialId?: string;
  /** Seconds since 1970-01-01 UTC; default now. */
  readonly startTime?: number;
}

/**
 * Writes values into a new event file of a folder, for TensorBoard to show.
 *
 * Values are gathered in memory and written in blocks; `flush` writes what there is. Writing is
 * synchronous, so what was flushed is in the file however the process ends.
 *
 * Every method throws a ValueError when the tag is empty, the step not whole or the writer closed,
 * and a FileError when the disk does not take it.
 *
 * @example
 * const writer = new EventFileWriter('runs/wine/train');
 * for (const [step, loss] of losses.entries()) writer.scalar('loss', loss, step);
 * writer.histogram('weights', weights, 0);
 * writer.close(); // runs/wine/train/events.out.tfevents.1767225600.host.4242.0
 * @see https://www.tensorflow.org/tensorboard
 */
export class EventFileWriter {
  /** The file that is written. */
  readonly path: string;
  readonly #histogramForm: HistogramForm;
  readonly #scalars: ScalarEncoder;
  readonly #file: RecordFile;

  /**
   * Makes the file, and the folder where it is missing.
   *
   * @throws {ValueError} when an option is out of range
   * @throws {FileError} when the file cannot be made
   */
  constructor(directory: string, options: EventFileWriterOptions = {}) {
    const { scalarForm = 'simpleValue', histogramForm = 'tensor', purgeStep } = options;
    const { flushSeconds = 120 } = options;
    checkOneOf('scalarForm', scalarForm, ['simpleValue', 'tensor']);
    checkOneOf('histogramForm', histogramForm, ['tensor', 'histogramProto']);
    if (!(flushSeconds >= 0)) {
      throw new ValueError(`flushSeconds is ${flushSeconds}; expected a number of at least 0`);
    }
    if (purgeStep !== undefined) checkStep(purgeStep);
    this.#histogramForm = histogramForm;
    this.#scalars = new ScalarEncoder(scalarForm);
    this.#file = new RecordFile(directory, flushSeconds * 1000);
    this.path = this.#file.path;
    this.#event({ wallTime: now(), fileVersion: 'brain.Event:2' });
    if (purgeStep !== undefined) {
      this.#event({ wallTime: now(), step: purgeStep, sessionLog: { status: SESSION_START } });
    }
    this.flush();
  }

  /**
   * Adds one number to the curve of a tag.
   *
   * @param value TensorBoard shows it as a 32-bit float; `readEvents` gives it back in full where
   * `scalarForm` is `tensor`. NaN and the infinities are allowed
   * @param step a whole number
   * @param wallTime seconds since 1970-01-01 UTC; default now
   */
  scalar(tag: string, value: number, step: number, wallTime: number = now()): void {
    check(tag, step);
    this.#file.append(this.#scalars.encode(tag, value, step, wallTime));
  }

  /**
   * Adds the distribution of many numbers (weights, gradients): see Histograms and Distributions.
   *
   * @param values in any order; what is not finite is left out
   */
  histogram(
    tag: string,
    values: ArrayLike<number>,
    step: number,
    options: HistogramOptions = {},
  ): void {
    this.#summary(histogramSummary(tag, values, this.#histogramForm, options), step, options);
  }

  /**
   * Adds pictures.
   *
   * @param image `{ values, shape }` of pixels, the bytes of a PNG file, or those of several
   * @throws {ShapeError} when the shape of pixels is not that of pictures
   */
  image(tag: string, image: ImageInput, step: number, options: ImageOptions = {}): void {
    this.#summary(imageSummary(tag, image, options), step, options);
  }

  /**
   * Adds a text, rendered as Markdown.
   *
   * @param text one text, a list, or rows of a table; see `markdownTable` for one with a head
   * @throws {ShapeError} when the rows are not of one length
   */
  text(tag: string, text: TextInput, step: number, options: SummaryOptions = {}): void {
    this.#summary(textSummary(tag, text, options), step, options);
  }

  /**
   * Adds the precision-recall curve of a binary classifier.
   *
   * @throws {ShapeError | DataError} when there are not as many predictions as labels, labels other
   * than 0 and 1, or predictions outside 0 to 1
   */
  prCurve(tag: string, input: PrCurveInput, step: number, options: PrCurveOptions = {}): void {
    this.#summary(prCurveSummary(tag, input, options), step, options);
  }

  /**
   * Adds the graphs of a model: that of its layers and weights, and the conceptual one of Keras.
   *
   * @throws {ValueError} when the model has no layers
   */
  model(model: tf.LayersModel): void {
    this.graph(modelGraph(model));
    this.kerasModel(kerasModelConfig(model));
  }

  /** Adds a graph of one's own; TensorBoard shows one a run. */
  graph(nodes: readonly GraphNode[]): void {
    this.#event({ wallTime: now(), step: 0, graphDef: encodeGraphDef(nodes) });
  }

  /** Adds the JSON of a Keras model, for the conceptual graph. */
  kerasModel(config: JsonValue): void {
    this.#summary(kerasModelSummary('keras', config), 0);
  }

  /**
   * Says what the sessions of an experiment have in common. Goes into the folder above those of the
   * sessions, before or after them.
   *
   * @throws {ValueError} when the domain of a hyperparameter is empty or of several types
   */
  hparamsExperiment(experiment: HParamsExperiment): void {
    this.#summary(experimentSummary(experiment, now()), 0);
  }

  /**
   * Says with which hyperparameters this run, and those in folders below it, is made.
   *
   * @throws {ValueError} when a value is no number, text or truth value
   */
  hparams(hparams: Readonly<Record<string, HParamValue>>, options: HParamsOptions = {}): void {
    const { trialId = groupNameOf(hparams), startTime = now() } = options;
    this.#summary(sessionStartSummary({ hparams, groupName: trialId, startTime }), 0);
  }

  /**
   * Says that the run of these hyperparameters has ended.
   *
   * @param endTime seconds since 1970-01-01 UTC; default now
   */
  hparamsEnd(status: SessionStatus = 'success', endTime: number = now()): void {
    this.#summary(sessionEndSummary({ status, endTime }), 0);
  }

  /**
   * Says which curves the dashboard Custom Scalars draws into one chart.
   *
   * @throws {ValueError} when a chart has neither tags nor margins, or both
   */
  customScalars(categories: readonly CustomCategory[]): void {
    this.#summary(customScalarsSummary(categories), 0);
  }

  /** Writes what was gathered. */
  flush(): void {
    this.#file.flush();
  }

  /** Writes what was gathered and closes the file; a second call does nothing. */
  close(): void {
    this.#file.close();
  }

  #summary(value: SummaryValue, step: number, { wallTime = now() }: SummaryOptions = {}): void {
    check(value.tag ?? '', step);
    this.#event({ wallTime, step, summary: { value: [value] } });
  }

  #event(event: Event): void {
    this.#file.append(eventType.encode(event));
  }
}

function now(): number {
  return Date.now() / 1000;
}

function check(tag: string, step: number): void {
  if (tag === '') throw new ValueError('tag is empty; expected the name of a curve');
  checkStep(step);
}

function checkStep(step: number): void {
  if (Number.isSafeInteger(step)) return;
  throw new ValueError(`step is ${step}; expected a whole number`);
}

function checkOneOf(option: string, value: string, allowed: readonly string[]): void {
  if (allowed.includes(value)) return;
  const names = allowed.map((name) => `'${name}'`).join(' or ');
  throw new ValueError(`${option} is ${value}; expected ${names}`);
}
