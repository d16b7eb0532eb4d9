// Trains a compiled model: the door, and the loop over epochs and steps.
import type * as tf from '@tensorflow/tfjs';
import {
  type Checkpoint,
  loadNewestCheckpoint,
  saveCheckpoint,
} from '../checkpoint/checkpointStore.ts';
import { InterruptedError } from '../errors/index.ts';
import { useAveragedWeights } from '../optimizers/averagedWeights.ts';
import { buildOptimizer } from '../optimizers/buildOptimizer.ts';
import { setLearningRate } from '../optimizers/learningRate.ts';
import { prepareStep } from '../optimizers/prepareStep.ts';
import { Random } from '../random/index.ts';
import type { CallbackParams, Logs } from './callback.ts';
import { CallbackList } from './callbackList.ts';
import {
  type CompiledModel,
  compiledModelOf,
  prefixed,
  trainableVariables,
} from './compiledModel.ts';
import { CompiledSteps } from './compiledSteps.ts';
import { currentStepCompiler } from './currentStepCompiler.ts';
import { Evaluator } from './evaluate.ts';
import { disposeFeed, type Feed, groupFeeds } from './feeds.ts';
import type { FitData } from './fitData.ts';
import { type CheckedFitOptions, checkedFitOptions, type FitOptions } from './fitOptions.ts';
import type { StepContext } from './stepCompiler.ts';
import { StepRecorder } from './stepRecorder.ts';
import { type TrainingData, trainingDataOf } from './trainingData.ts';
import {
  captureTraining,
  type Fingerprint,
  restoreCallbacks,
  restoreTraining,
  type TrainingProgress,
} from './trainingState.ts';
import { trainStep } from './trainStep.ts';
import { yieldToEvents } from './yieldToEvents.ts';

/** What `fit` gives back. */
export interface FitHistory {
  /** The epochs that were trained, numbered from 0. */
  readonly epochs: readonly number[];
  /** Values by name, one an epoch; NaN in epochs that were not validated. */
  readonly history: Readonly<Record<string, readonly number[]>>;
  /** Optimizer steps of the whole training, those before a resume among them. */
  readonly steps: number;
  /** Whether a callback ended the training before `epochs`. */
  readonly stopped: boolean;
}

/**
 * Trains a compiled model.
 *
 * Any `tf.LayersModel` compiled the usual way; the same seed and backend give the same weights bit
 * for bit, also when the training is killed and resumed from its checkpoints.
 *
 * @param data arrays with one row a sample, [samples, ...], or a source of batches
 * @throws {ValueError | ShapeError} when options or data do not fit the model
 * @throws {FileError} when a checkpoint is damaged or cannot be written
 * @throws {InterruptedError} when `signal` stops it, after a checkpoint was saved
 * @example
 * const { history } = await fit(model, { x, y }, { epochs: 20, validationSplit: 0.1, seed: 1 });
 * history.valLoss // 20 numbers
 */
export async function fit(
  model: tf.LayersModel,
  data: FitData,
  options: FitOptions = {},
): Promise<FitHistory> {
  const checked = checkedFitOptions(options);
  const compiled = compiledModelOf(model);
  const loop = new FitLoop(compiled, trainingDataOf(model, data, checked), checked);
  try {
    return await loop.run();
  } catch (error) {
    await loop.callbacks.call('onTrainInterrupt');
    throw error;
  } finally {
    loop.dispose();
  }
}

class FitLoop {
  readonly callbacks: CallbackList;
  readonly #compiled: CompiledModel;
  readonly #data: TrainingData;
  readonly #options: CheckedFitOptions;
  readonly #recorder: StepRecorder;
  readonly #validator: Evaluator | null;
  readonly #random: Random;
  readonly #steps: CompiledSteps;
  #progress: TrainingProgress;
  /** Steps that the optimizer made before this training: it may have trained the model already. */
  #stepsBefore = 0;
  #savedAt = 0;
  #saved: TrainingProgress | null = null;

  constructor(compiled: CompiledModel, data: TrainingData, options: CheckedFitOptions) {
    this.#compiled = compiled;
    this.#data = data;
    this.#options = options;
    const stepCompiler = options.stepCompiler ?? currentStepCompiler();
    this.callbacks = new CallbackList(options.callbacks);
    this.#recorder = new StepRecorder(compiled, options.metrics ?? []);
    this.#steps = new CompiledSteps(
      stepCompiler,
      (layout) => trainStep(compiled, layout),
      this.#recorder,
      options.lossWeights,
    );
    this.#validator = data.validation
      ? new Evaluator(compiled, this.#recorder, data.validation, {
          batchSize: options.validationBatchSize ?? options.batchSize,
          stepCompiler,
          ...(options.lossWeights && { lossWeights: options.lossWeights }),
          ...(options.validationSteps && { steps: options.validationSteps }),
        })
      : null;
    this.#random = new Random(options.seed, 'fit');
    this.#progress = {
      epoch: options.initialEpoch,
      stepInEpoch: 0,
      step: 0,
      history: {},
      epochs: [],
      stopped: false,
      recorder: null,
    };
  }

  async run(): Promise<FitHistory> {
    const { model } = this.#compiled;
    const { epochs } = this.#options;
    model.stopTraining = false;
    const checkpoint = await this.#resume();
    buildOptimizer(this.#compiled.optimizer, trainableVariables(model));
    this.#stepsBefore = this.#compiled.optimizer.iterations - this.#progress.step;
    this.callbacks.begin(model, this.#params());
    if (checkpoint) restoreCallbacks(this.callbacks.callbacks, checkpoint);
    await this.callbacks.call('onTrainBegin');
    await this.#save();
    while (this.#progress.epoch < epochs && !this.#progress.stopped) {
      await this.#runEpoch();
    }
    await this.#save();
    prepareStep(this.#compiled.optimizer, this.#stepsBefore + this.#progress.step);
    useAveragedWeights(this.#compiled.optimizer, trainableVariables(model));
    await this.callbacks.call('onTrainEnd');
    const { epochs: done, history, step, stopped } = this.#progress;
    return { epochs: done, history, steps: step, stopped };
  }

  dispose(): void {
    this.#steps.dispose();
    this.#validator?.dispose();
    this.#recorder.dispose();
  }

  async #runEpoch(): Promise<void> {
    const { epoch, stepInEpoch, recorder } = this.#progress;
    await this.callbacks.callCounted('onEpochBegin', epoch);
    this.#recorder.reset();
    if (recorder) this.#recorder.setState(recorder);
    await this.#trainSteps(epoch, stepInEpoch);
    const logs = this.#recorder.logs();
    if (this.#validator) {
      const values = this.#validates(epoch) ? await this.#validate(this.#validator) : {};
      for (const name of this.#recorder.names) {
        const key = prefixed('val', name);
        if (key in values) logs[key] = values[key] as number;
      }
    }
    await this.callbacks.callCounted('onEpochEnd', epoch, logs);
    this.#progress = {
      epoch: epoch + 1,
      stepInEpoch: 0,
      step: this.#progress.step,
      history: this.#appended(logs),
      epochs: [...this.#progress.epochs, epoch],
      stopped: this.#compiled.model.stopTraining,
      recorder: null,
    };
    await this.#saveWhenDue();
  }

  async #validate(validator: Evaluator): Promise<Logs> {
    await this.callbacks.call('onTestBegin');
    const values = await validator.run('val');
    await this.callbacks.call('onTestEnd', values);
    return values;
  }

  async #trainSteps(epoch: number, firstStep: number): Promise<void> {
    const { stepsPerExecution, stepsPerEpoch = Number.POSITIVE_INFINITY } = this.#options;
    const feeds = this.#data.feeds(epoch, this.#random, firstStep);
    for await (const group of groupFeeds(feeds, firstStep, stepsPerExecution, stepsPerEpoch)) {
      const { stepInEpoch } = this.#progress;
      await this.callbacks.callCounted('onBatchBegin', stepInEpoch);
      this.#trainOn(group);
      const logs = this.callbacks.wantsBatchLogs ? this.#recorder.logs() : {};
      const done = stepInEpoch + group.length;
      await this.callbacks.callCounted('onBatchEnd', done - 1, logs);
      const step = this.#progress.step + group.length;
      this.#progress = { ...this.#progress, stepInEpoch: done, step };
      if (this.#compiled.model.stopTraining) break;
      await this.#saveWhenDue();
      await yieldToEvents();
    }
  }

  #trainOn(feeds: readonly Feed[]): void {
    try {
      this.#steps.run(feeds, (index) => this.#contextOf(this.#progress.step + index));
    } finally {
      for (const feed of feeds) disposeFeed(feed);
    }
  }

  /** Readies the optimizer for a step. */
  #contextOf(step: number): StepContext {
    const { learningRate } = this.#options;
    const { optimizer } = this.#compiled;
    if (learningRate) setLearningRate(optimizer, learningRate.at(step));
    const random = this.#random.split('step', step);
    return { random, key: prepareStep(optimizer, this.#stepsBefore + step) };
  }

  #validates(epoch: number): boolean {
    const { validationFreq = 1 } = this.#options;
    if (typeof validationFreq === 'number') return (epoch + 1) % validationFreq === 0;
    return validationFreq.includes(epoch);
  }

  #appended(logs: Readonly<Record<string, number>>): Record<string, number[]> {
    const { history, epochs } = this.#progress;
    const names = new Set([...Object.keys(history), ...Object.keys(logs)]);
    return Object.fromEntries(
      [...names].map((name) => {
        const before = history[name] ?? new Array<number>(epochs.length).fill(Number.NaN);
        return [name, [...before, logs[name] ?? Number.NaN]];
      }),
    );
  }

  #params(): CallbackParams {
    const options = this.#options;
    const recorder = this.#recorder;
    const valNames = this.#validator ? recorder.names.map((name) => prefixed('val', name)) : [];
    const valDirections = Object.entries(recorder.directions).map(
      ([name, direction]) => [prefixed('val', name), direction] as const,
    );
    return {
      epochs: options.epochs,
      initialEpoch: this.#progress.epoch,
      steps: options.stepsPerEpoch ?? this.#data.stepsPerEpoch,
      batchSize: this.#data.batchSize,
      samples: this.#data.numSamples,
      metrics: [...recorder.names, ...valNames],
      directions: { ...recorder.directions, ...Object.fromEntries(valDirections) },
      seed: options.seed,
    };
  }

  /** Goes back to the newest checkpoint, where there is one; the callbacks are not told yet. */
  async #resume(): Promise<Checkpoint | null> {
    const { checkpoint: store, resume } = this.#options;
    const checkpoint = store && resume ? await loadNewestCheckpoint(store.directory) : null;
    if (!checkpoint) return null;
    this.#progress = restoreTraining(this.#compiled, checkpoint, this.#fingerprint());
    this.#saved = this.#progress;
    this.#savedAt = performance.now();
    return checkpoint;
  }

  async #saveWhenDue(): Promise<void> {
    const { checkpoint, signal } = this.#options;
    const { intervalSeconds = 5 } = checkpoint ?? {};
    const stop = signal?.aborted === true;
    const due = performance.now() - this.#savedAt >= intervalSeconds * 1000;
    if (stop || due) await this.#save();
    if (stop) {
      throw new InterruptedError('the training was stopped', {
        hint: checkpoint ? 'Resume it to go on from here.' : 'Give a checkpoint folder to resume.',
      });
    }
  }

  async #save(): Promise<void> {
    const { checkpoint, callbacks } = this.#options;
    if (!checkpoint || this.#saved === this.#progress) return;
    const recorder = this.#progress.stepInEpoch > 0 ? this.#recorder.getState() : null;
    const progress = { ...this.#progress, recorder };
    const state = captureTraining(this.#compiled, callbacks, progress, this.#fingerprint());
    await saveCheckpoint(checkpoint.directory, state, checkpoint.keep ?? 2);
    this.#saved = this.#progress;
    this.#savedAt = performance.now();
  }

  #fingerprint(): Fingerprint {
    const { model } = this.#compiled;
    return {
      parameters: model.countParams(),
      layers: model.layers.map((layer) => layer.getClassName()).join(' '),
      optimizer: this.#compiled.optimizer.getClassName(),
      seed: this.#options.seed,
      shuffle: this.#options.shuffle,
      samples: this.#data.numSamples,
      batchSize: this.#data.batchSize,
    };
  }
}
