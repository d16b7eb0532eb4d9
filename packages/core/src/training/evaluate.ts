// Evaluates a model: its loss and metrics over data, without training.
import type * as tf from '@tensorflow/tfjs';
import { InterruptedError } from '../errors/index.ts';
import { Random } from '../random/index.ts';
import type { Logs } from './callback.ts';
import { type CompiledModel, compiledModelOf } from './compiledModel.ts';
import { currentStepCompiler } from './currentStepCompiler.ts';
import { disposeFeed, type Feed, feedsOfArrays, feedsOfBatches } from './feeds.ts';
import { type FitData, type HostData, hostDataOf } from './fitData.ts';
import { expectWhole } from './fitOptions.ts';
import type { CompiledStep, StepCompiler } from './stepCompiler.ts';
import { type FitMetrics, StepRecorder } from './stepRecorder.ts';
import { evaluateStep, type StepLayout } from './trainStep.ts';
import { yieldToEvents } from './yieldToEvents.ts';

/** The options of `evaluate`. */
export interface EvaluateOptions {
  /** Samples a step; default 32. It changes memory and speed, not the result. */
  readonly batchSize?: number;
  /** Streaming metrics, beside those of `compile`. */
  readonly metrics?: FitMetrics;
  readonly lossWeights?: readonly number[];
  /** At most so many batches; default all. */
  readonly steps?: number;
  readonly signal?: AbortSignal;
  readonly stepCompiler?: StepCompiler;
}

/**
 * The loss and the metrics of a compiled model over data.
 *
 * @param data arrays with one row a sample, [samples, ...], or a source of batches
 * @returns values by name: `loss`, the metrics of `compile`, the streaming metrics
 * @throws {ValueError | ShapeError} when the model is not compiled or the data does not fit it
 * @throws {InterruptedError} when `signal` stops it
 * @example await evaluate(model, { x: [[1], [2]], y: [2, 4] }) // { loss: 0.25 }
 */
export async function evaluate(
  model: tf.LayersModel,
  data: FitData,
  options: EvaluateOptions = {},
): Promise<Logs> {
  if (options.batchSize !== undefined) expectWhole('batchSize', options.batchSize, 1);
  if (options.steps !== undefined) expectWhole('steps', options.steps, 1);
  const compiled = compiledModelOf(model);
  const recorder = new StepRecorder(compiled, options.metrics ?? []);
  const evaluator = new Evaluator(compiled, recorder, data, {
    batchSize: 32,
    ...options,
    stepCompiler: options.stepCompiler ?? currentStepCompiler(),
  });
  try {
    return await evaluator.run('');
  } finally {
    evaluator.dispose();
    recorder.dispose();
  }
}

/** Evaluates the same data again and again (validation after each epoch), checked only once. */
export class Evaluator {
  readonly #compiled: CompiledModel;
  readonly #recorder: StepRecorder;
  readonly #options: EvaluateOptions & { batchSize: number; stepCompiler: StepCompiler };
  readonly #feeds: () => Iterable<Feed> | AsyncIterable<Feed>;
  /** One step with sample weights, one without. */
  readonly #steps = new Map<boolean, CompiledStep>();

  constructor(
    compiled: CompiledModel,
    recorder: StepRecorder,
    data: FitData | HostData,
    options: EvaluateOptions & { batchSize: number; stepCompiler: StepCompiler },
  ) {
    this.#compiled = compiled;
    this.#recorder = recorder;
    this.#options = options;
    if (typeof data === 'function') this.#feeds = () => feedsOfBatches(data(0));
    else {
      const host = 'numSamples' in data ? data : hostDataOf(compiled.model, data);
      const order = Int32Array.from({ length: host.numSamples }, (_, row) => row);
      this.#feeds = () => feedsOfArrays(host, order, options.batchSize);
    }
  }

  /** The logs of one pass, each name behind the prefix. */
  async run(prefix: string): Promise<Logs> {
    const { steps = Number.POSITIVE_INFINITY, signal } = this.#options;
    this.#recorder.reset();
    let done = 0;
    for await (const feed of this.#feeds()) {
      if (done++ >= steps) {
        disposeFeed(feed);
        break;
      }
      this.#evaluate(feed);
      await yieldToEvents();
      if (signal?.aborted) throw new InterruptedError('the evaluation was stopped');
    }
    return this.#recorder.logs(prefix);
  }

  dispose(): void {
    for (const step of this.#steps.values()) step.dispose();
  }

  #evaluate(feed: Feed): void {
    try {
      const outputs = this.#stepFor(feed).run(stepInputs(feed), UNUSED_CONTEXT);
      this.#recorder.record(feed, outputs);
    } finally {
      disposeFeed(feed);
    }
  }

  #stepFor(feed: Feed): CompiledStep {
    const hasWeights = feed.weights !== null;
    let step = this.#steps.get(hasWeights);
    if (!step) {
      const layout = layoutOf(feed, this.#recorder, this.#options.lossWeights);
      step = this.#options.stepCompiler.compile(evaluateStep(this.#compiled, layout));
      this.#steps.set(hasWeights, step);
    }
    return step;
  }
}

/** Layers draw nothing outside training; a step is handed a generator all the same. */
const UNUSED_CONTEXT = { random: new Random(0, 'evaluate'), key: '' };

/** How the inputs of a step for such a feed are laid out. */
export function layoutOf(
  feed: Feed,
  recorder: StepRecorder,
  lossWeights: readonly number[] = [],
): StepLayout {
  return {
    numInputs: feed.inputs.length,
    numTargets: feed.targets.length,
    hasWeights: feed.weights !== null,
    lossWeights,
    wantsPredictions: recorder.wantsPredictions,
  };
}

/** A feed as the flat list of a step's inputs. */
export function stepInputs(feed: Feed): tf.Tensor[] {
  return [...feed.inputs, ...feed.targets, ...(feed.weights ? [feed.weights] : [])];
}
