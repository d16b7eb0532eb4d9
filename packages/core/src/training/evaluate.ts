// Evaluates a model: its loss and metrics over data, without training.
import type * as tf from '@tensorflow/tfjs';
import { InterruptedError } from '../errors/index.ts';
import { Random } from '../random/index.ts';
import type { Logs } from './callback.ts';
import { type CompiledModel, compiledModelOf } from './compiledModel.ts';
import { CompiledSteps } from './compiledSteps.ts';
import { currentStepCompiler } from './currentStepCompiler.ts';
import { disposeFeed, type Feed, feedsOfArrays, feedsOfBatches } from './feeds.ts';
import { type FitData, type HostData, hostDataOf } from './fitData.ts';
import { expectWhole } from './fitOptions.ts';
import type { StepCompiler } from './stepCompiler.ts';
import { type FitMetrics, StepRecorder } from './stepRecorder.ts';
import { evaluateStep } from './trainStep.ts';
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
  readonly #recorder: StepRecorder;
  readonly #options: EvaluateOptions & { batchSize: number; stepCompiler: StepCompiler };
  readonly #feeds: () => Iterable<Feed> | AsyncIterable<Feed>;
  readonly #steps: CompiledSteps;

  constructor(
    compiled: CompiledModel,
    recorder: StepRecorder,
    data: FitData | HostData,
    options: EvaluateOptions & { batchSize: number; stepCompiler: StepCompiler },
  ) {
    this.#recorder = recorder;
    this.#options = options;
    this.#steps = new CompiledSteps(
      options.stepCompiler,
      (layout) => evaluateStep(compiled, layout),
      recorder,
      options.lossWeights,
    );
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
    this.#steps.dispose();
  }

  #evaluate(feed: Feed): void {
    try {
      this.#steps.run([feed], () => UNUSED_CONTEXT);
    } finally {
      disposeFeed(feed);
    }
  }
}

/** Layers draw nothing outside training; a step is handed a generator all the same. */
const UNUSED_CONTEXT = { random: new Random(0, 'evaluate'), key: '' };
