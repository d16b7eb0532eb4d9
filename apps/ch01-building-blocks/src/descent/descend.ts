// Trains one linear neuron with batches of a size, and keeps its way.
import { fit, type HostArray, sgd, type TrainingCallback } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';
import { withCompiled } from '../nets.ts';
import { costOf, type Line, type LineProblem } from './lineProblem.ts';

/** How to descend. */
export interface DescendOptions {
  readonly batchSize: number;
  readonly learningRate: number;
  readonly epochs: number;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** One way down. */
export interface Descent {
  readonly batchSize: number;
  readonly numUpdates: number;
  readonly updatesPerPass: number;
  /** Weight and bias before the first update and after each, [updates + 1]. */
  readonly path: readonly Line[];
  /** Cost of all rows above its least value, [updates + 1]. */
  readonly excess: readonly number[];
  /** The median over the passes. */
  readonly secondsPerPass: number;
}

/** Descends with `fit`, twice: reading the weights takes longer than a step, so time is taken apart. */
export async function descend(problem: LineProblem, options: DescendOptions): Promise<Descent> {
  const recorder = new PathRecorder(problem.start);
  await train(problem, options, recorder);
  const clock = new PassClock();
  await train(problem, options, clock);
  const { path } = recorder;
  return {
    batchSize: options.batchSize,
    numUpdates: path.length - 1,
    updatesPerPass: (path.length - 1) / options.epochs,
    path,
    excess: path.map((line) => costOf(line, problem) - problem.leastCost),
    secondsPerPass: clock.medianSeconds(),
  };
}

async function train(
  { x, y, start }: LineProblem,
  { learningRate, ...options }: DescendOptions,
  callback: TrainingCallback,
): Promise<void> {
  const layer = tf.layers.dense({ units: 1, kernelInitializer: 'zeros', inputShape: [1] });
  const model = tf.sequential({ layers: [layer] });
  const weights = [tf.tensor2d([[start[0]]]), tf.tensor1d([start[1]])];
  layer.setWeights(weights);
  tf.dispose(weights);
  const training = { optimizer: sgd({ learningRate }), loss: 'meanSquaredError' };
  const column: HostArray = { values: x, shape: [x.length, 1] };
  await withCompiled(model, training, () =>
    fit(model, { x: column, y }, { ...options, callbacks: [callback] }),
  );
}

/** Reads weight and bias after every step. */
class PathRecorder implements TrainingCallback {
  readonly path: Line[];
  #model: tf.LayersModel | null = null;

  constructor(start: Line) {
    this.path = [start];
  }

  setModel(model: tf.LayersModel): void {
    this.#model = model;
  }

  onBatchEnd(): void {
    const [weight, bias] = (this.#model?.getWeights() ?? []).map((each) => each.dataSync()[0]);
    this.path.push([weight as number, bias as number]);
  }
}

/** Takes the time of each pass over the rows. */
class PassClock implements TrainingCallback {
  readonly #seconds: number[] = [];
  #began = 0;

  onEpochBegin(): void {
    this.#began = performance.now();
  }

  onEpochEnd(): void {
    this.#seconds.push((performance.now() - this.#began) / 1000);
  }

  medianSeconds(): number {
    return this.#seconds.toSorted((a, b) => a - b)[this.#seconds.length >> 1] as number;
  }
}
