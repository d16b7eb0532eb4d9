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

  /**
   * Runs steps on feeds of one kind and records what they give; the feeds stay the caller's.
   *
   * @param contextOf readies the step of a feed
   */
  run(feeds: readonly Feed[], contextOf: (index: number) => StepContext): void {
    const [first] = feeds;
    if (!first) return;
    const step = this.#stepFor(first);
    const batches = feeds.map(tensorsOf);
    const outputs =
      step.runMany?.(batches, contextOf) ??
      batches.map((inputs, index) => step.run(inputs, contextOf(index)));
    for (const [index, feed] of feeds.entries()) {
      this.#recorder.record(feed, outputs[index] as tf.Tensor[]);
    }
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

function tensorsOf({ inputs, targets, weights }: Feed): tf.Tensor[] {
  return [...inputs, ...targets, ...(weights ? [weights] : [])];
}
