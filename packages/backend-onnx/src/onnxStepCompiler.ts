// Turns core's training steps into recorded ones.
import type { CompiledStep, Step, StepCompiler, StepContext } from '@dlqr/core';
import { withSeededMathRandom } from '@dlqr/core/random';
import * as tf from '@tensorflow/tfjs';
import { TraceError } from './errors.ts';
import type { HostData } from './graph/value.ts';
import type { CompiledFunction } from './jit/compiledFunction.ts';
import { JitCache } from './jit/jitCache.ts';

/** Steps that wait to be run in one call. */
interface WaitingSteps {
  readonly fn: CompiledFunction;
  readonly steps: HostData[][];
}

/**
 * Records each step once and replays it. A step that cannot be recorded runs operation by
 * operation, which is said once.
 */
export const onnxStepCompiler: StepCompiler = { compile: (step) => new RecordedStep(step) };

class RecordedStep implements CompiledStep {
  readonly #step: Step;
  readonly #cache: JitCache;
  #isPlain = false;

  constructor(step: Step) {
    this.#step = step;
    this.#cache = new JitCache(step);
  }

  run(inputs: tf.Tensor[], context: StepContext): tf.Tensor[] {
    return this.runMany([inputs], () => context)[0] as tf.Tensor[];
  }

  runMany(
    batches: readonly tf.Tensor[][],
    contextOf: (step: number) => StepContext,
  ): tf.Tensor[][] {
    const outputs: tf.Tensor[][] = [];
    let waiting: WaitingSteps | null = null;
    const runWaiting = (): void => {
      if (waiting) outputs.push(...waiting.fn.runSteps(waiting.steps));
      waiting = null;
    };
    for (const [index, inputs] of batches.entries()) {
      const { random, key } = contextOf(index);
      const fn = this.#functionFor(inputs, key);
      // What was made ready for this step may be state that the steps before must not see.
      if (waiting && (waiting.fn !== fn || fn.isStateChanged)) runWaiting();
      if (fn) {
        waiting ??= { fn, steps: [] };
        waiting.steps.push(withSeededMathRandom(random, () => fn.arraysOf(inputs)));
      } else {
        outputs.push(withSeededMathRandom(random, () => tf.tidy(() => this.#step(inputs))));
      }
    }
    runWaiting();
    return outputs;
  }

  dispose(): void {
    this.#cache.dispose();
  }

  #functionFor(inputs: tf.Tensor[], key: string): CompiledFunction | null {
    if (this.#isPlain) return null;
    try {
      return this.#cache.functionFor(inputs, key);
    } catch (error) {
      if (!(error instanceof TraceError)) throw error;
      this.#isPlain = true;
      tf.backend_util.warn(`onnx: this step runs unrecorded, which is slower: ${error.message}`);
      return null;
    }
  }
}
