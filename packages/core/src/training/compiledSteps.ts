// Compiles the steps of a training or an evaluation, one for each kind of feed.
import type * as tf from '@tensorflow/tfjs';
import type { Feed } from './feeds.ts';
import type { CompiledStep, Step, StepCompiler, StepContext } from './stepCompiler.ts';
import type { StepRecorder } from './stepRecorder.ts';
import type { StepLayout } from './trainStep.ts';

/** Runs feeds through steps that are compiled when the first feed of their kind comes. */
export class CompiledSteps {
  readonly #compiler: StepCompiler;
  readonly #makeStep: (layout: StepLayout) => Step;
  readonly #recorder: StepRecorder;
  readonly #lossWeights: readonly number[];
  /** One step for feeds with sample weights, one for those without. */
  readonly #steps = new Map<boolean, CompiledStep>();

  constructor(
    compiler: StepCompiler,
    makeStep: (layout: StepLayout) => Step,
    recorder: StepRecorder,
    lossWeights: readonly number[] = [],
  ) {
    this.#compiler = compiler;
    this.#makeStep = makeStep;
    this.#recorder = recorder;
    this.#lossWeights = lossWeights;
  }

  /** Runs a step on a feed and records what it gives; the feed stays the caller's. */
  run(feed: Feed, context: StepContext): void {
    const { inputs, targets, weights } = feed;
    const tensors: tf.Tensor[] = [...inputs, ...targets, ...(weights ? [weights] : [])];
    this.#recorder.record(feed, this.#stepFor(feed).run(tensors, context));
  }

  dispose(): void {
    for (const step of this.#steps.values()) step.dispose();
  }

  #stepFor(feed: Feed): CompiledStep {
    const hasWeights = feed.weights !== null;
    const known = this.#steps.get(hasWeights);
    if (known) return known;
    const step = this.#compiler.compile(
      this.#makeStep({
        numInputs: feed.inputs.length,
        numTargets: feed.targets.length,
        hasWeights,
        lossWeights: this.#lossWeights,
        wantsPredictions: this.#recorder.wantsPredictions,
      }),
    );
    this.#steps.set(hasWeights, step);
    return step;
  }
}
