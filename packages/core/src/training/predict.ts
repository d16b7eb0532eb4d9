// Predicts in batches, so that memory does not grow with the data.
import * as tf from '@tensorflow/tfjs';
import { InterruptedError, ShapeError } from '../errors/index.ts';
import { Random } from '../random/index.ts';
import { currentStepCompiler } from './currentStepCompiler.ts';
import { type ArrayInputs, hostInputsOf } from './fitData.ts';
import { expectWhole } from './fitOptions.ts';
import { gatherRows, type HostArray } from './hostArray.ts';
import { type CompiledStep, eagerStepCompiler, type StepCompiler } from './stepCompiler.ts';
import { predictStep } from './trainStep.ts';
import { yieldToEvents } from './yieldToEvents.ts';

/** The options of `predict`. */
export interface PredictOptions {
  /** Samples a step; default 32. It changes memory and speed, not the result. */
  readonly batchSize?: number;
  readonly signal?: AbortSignal;
  readonly stepCompiler?: StepCompiler;
}

/**
 * The model's outputs for `x`, in ordinary memory.
 *
 * @param x [samples, ...inputShape]; one array, or one an input
 * @returns one array an output, [samples, ...outputShape]
 * @throws {ShapeError} when `x` does not fit the model
 * @throws {InterruptedError} when `signal` stops it
 * @example const [y] = await predict(model, [[1], [2]]); // { values: Float32Array [2, 4], shape: [2, 1] }
 */
export async function predict(
  model: tf.LayersModel,
  x: ArrayInputs,
  options: PredictOptions = {},
): Promise<HostArray[]> {
  const batchSize = options.batchSize ?? 32;
  expectWhole('batchSize', batchSize, 1);
  const inputs = hostInputsOf(model, x);
  const numSamples = inputs[0]?.shape[0] ?? 0;
  // Compiling pays when the step is run again.
  const compiler = numSamples > batchSize ? currentStepCompiler() : eagerStepCompiler;
  const step = (options.stepCompiler ?? compiler).compile(predictStep(model));
  const parts: HostArray[][] = [];
  try {
    for (let start = 0; start < numSamples; start += batchSize) {
      const rows = Int32Array.from(
        { length: Math.min(batchSize, numSamples - start) },
        (_, row) => start + row,
      );
      parts.push(predictRows(step, inputs, rows));
      await yieldToEvents();
      if (options.signal?.aborted) throw new InterruptedError('the prediction was stopped');
    }
  } finally {
    step.dispose();
  }
  return model.outputs.map((_, index) => joined(parts.map((part) => part[index] as HostArray)));
}

/** The same as `predict` for a model with one output. */
export async function predictOne(
  model: tf.LayersModel,
  x: ArrayInputs,
  options?: PredictOptions,
): Promise<HostArray> {
  if (model.outputs.length !== 1) {
    throw new ShapeError(`the model has ${model.outputs.length} outputs; expected one`);
  }
  return (await predict(model, x, options))[0] as HostArray;
}

function predictRows(
  step: CompiledStep,
  inputs: readonly HostArray[],
  rows: Int32Array,
): HostArray[] {
  const feeds = inputs.map((input) => gatherRows(input, rows));
  const outputs = step.run(feeds, UNUSED_CONTEXT);
  const values = outputs.map((output): HostArray => {
    return { values: output.dataSync<'float32'>().slice(), shape: output.shape };
  });
  tf.dispose([...feeds, ...outputs]);
  return values;
}

/** Layers draw nothing outside training; a step is handed a generator all the same. */
const UNUSED_CONTEXT = { random: new Random(0, 'predict'), key: '' };

function joined(parts: readonly HostArray[]): HostArray {
  const rowShape = parts[0]?.shape.slice(1) ?? [];
  const numRows = parts.reduce((sum, part) => sum + (part.shape[0] ?? 0), 0);
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.values.length, 0));
  let filled = 0;
  for (const part of parts) {
    values.set(part.values, filled);
    filled += part.values.length;
  }
  return { values, shape: [numRows, ...rowShape] };
}
