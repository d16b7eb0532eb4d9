// Runs a function once on placeholders and keeps what it computes.
import * as tf from '@tensorflow/tfjs';
import { type OnnxBackend, onnxBackend } from '../backend/onnxBackend.ts';
import type { Trace } from '../backend/trace.ts';
import { TraceError } from '../errors.ts';
import { expand } from '../graph/ops.ts';
import { constant, type Dtype, placeholder, scalar, type Value } from '../graph/value.ts';
import { assignOwn, ownEntry } from './assignOwn.ts';
import { listenToMathRandom } from './mathRandom.ts';
import { type RandomArray, randomArrayOf } from './randomArray.ts';

/** A variable that a recorded function assigns. */
export interface RecordedState {
  readonly variable: tf.Variable;
  readonly before: Value;
  readonly after: Value;
}

/** A random array that is filled anew at each replay; in the order of the draws. */
export interface RecordedRandom {
  readonly value: Value;
  readonly array: RandomArray;
}

/** What a function does, as a graph. */
export interface Recording {
  /** One placeholder an argument. */
  readonly inputs: readonly Value[];
  readonly randoms: readonly RecordedRandom[];
  readonly state: readonly RecordedState[];
  /** Variables that are only read. */
  readonly readVariables: readonly { readonly variable: tf.Variable; readonly value: Value }[];
  readonly outputs: readonly Value[];
}

/** Arrays of up to this size that the function makes are written into the program. */
const MAX_WRITTEN_CONSTANT = 4096;

interface WatchedVariable {
  readonly variable: tf.Variable;
  readonly original: Value;
  readonly before: Value;
}

/**
 * Records a function of tensors.
 *
 * Variables have the values after the recording that they had before it.
 *
 * @throws {TraceError} when the function does what a recording cannot repeat
 */
export function record(
  fn: (inputs: tf.Tensor[]) => tf.Tensor[],
  inputs: readonly tf.Tensor[],
): Recording {
  const backend = onnxBackend();
  if (backend.trace) {
    throw new TraceError('a function given to jit calls another one that is not recorded yet', {
      hint: 'Call the plain function inside.',
    });
  }
  backend.compute([]);
  const watched = watchVariables(backend);
  const recorder = new Recorder(backend);
  const made = interceptNewVariables(backend);
  backend.trace = recorder;
  try {
    const values = inputs.map(({ shape, dtype }) => placeholder(shape, dtype as Dtype));
    let outputs: Value[] = [];
    listenToMathRandom(recorder.onDraw, () =>
      tf.tidy(() => {
        const tensors = values.map((value) => tensorOver(backend, value));
        outputs = fn(tensors).map((tensor) => recordedOutput(backend, tensor));
      }),
    );
    recorder.checkAllDrawsUsed();
    const all = [...watched, ...made.variables()];
    return { inputs: values, randoms: recorder.randoms, outputs, ...statesOf(backend, all) };
  } finally {
    backend.trace = null;
    made.stop();
    restore(backend, [...watched, ...made.variables()]);
  }
}

function recordedOutput(backend: OnnxBackend, tensor: tf.Tensor): Value {
  const value = backend.entryOf(tensor.dataId).value;
  if (value) return value;
  throw new TraceError(`a function given to jit returns a tensor of ${tensor.dtype}`, {
    hint: 'Return float32, int32 or bool tensors.',
  });
}

function tensorOver(backend: OnnxBackend, value: Value): tf.Tensor {
  return tf.engine().makeTensorFromTensorInfo(backend.tensorOf(value));
}

/** Puts placeholders behind all variables of the process. */
function watchVariables(backend: OnnxBackend): WatchedVariable[] {
  const watched: WatchedVariable[] = [];
  for (const variable of Object.values(tf.engine().state.registeredVariables)) {
    if (!backend.entryOf(variable.dataId).value) continue;
    const entry = ownEntry(backend, variable);
    if (!entry.value) continue;
    const before = placeholder(entry.value.shape, entry.value.dtype);
    watched.push({ variable, original: entry.value, before });
    entry.value = before;
  }
  return watched;
}

/** Learns of variables that are made while recording (an optimizer's, at its first step). */
function interceptNewVariables(backend: OnnxBackend): {
  variables(): WatchedVariable[];
  stop(): void;
} {
  const engine = tf.engine();
  const makeVariable = engine.makeVariable;
  const made: { readonly variable: tf.Variable; readonly start: Value; readonly before: Value }[] =
    [];
  engine.makeVariable = (...args: Parameters<typeof makeVariable>) => {
    const variable = makeVariable.apply(engine, args);
    const start = backend.entryOf(variable.dataId).value;
    if (!start) return variable;
    const before = placeholder(start.shape, start.dtype);
    made.push({ variable, start, before });
    assignOwn(backend, variable, before);
    return variable;
  };
  return {
    variables: () =>
      made.map(({ variable, start, before }) => ({ variable, original: start, before })),
    stop: () => {
      engine.makeVariable = makeVariable;
    },
  };
}

function restore(backend: OnnxBackend, watched: readonly WatchedVariable[]): void {
  const starts = watched.map(({ original }) => original).filter(({ data }) => data === null);
  if (starts.length > 0) backend.compute(starts);
  for (const { variable, original } of watched) {
    if (!variable.isDisposed) backend.entryOf(variable.dataId).value = original;
  }
}

function statesOf(
  backend: OnnxBackend,
  watched: readonly WatchedVariable[],
): Pick<Recording, 'state' | 'readVariables'> {
  const state: RecordedState[] = [];
  const readVariables: { variable: tf.Variable; value: Value }[] = [];
  for (const { variable, before } of watched) {
    if (variable.isDisposed) continue;
    const after = backend.entryOf(variable.dataId).value as Value;
    if (after === before) readVariables.push({ variable, value: before });
    else state.push({ variable, before, after });
  }
  return { state, readVariables };
}

class Recorder implements Trace {
  readonly randoms: RecordedRandom[] = [];
  readonly #backend: OnnxBackend;
  #draws: number[] = [];

  constructor(backend: OnnxBackend) {
    this.#backend = backend;
  }

  readonly onDraw = (seed: number): void => {
    if (this.#backend.trace === this) this.#draws.push(seed);
  };

  onWrite(written: Value): Value {
    const seed = this.#draws.pop();
    if (seed !== undefined) {
      const array = this.#draws.length === 0 ? randomArrayOf(written, seed) : null;
      if (!array) throw unknownRandom(written);
      const value = placeholder(written.shape, written.dtype);
      this.randoms.push({ value, array });
      return value;
    }
    const same = onlyNumber(written);
    if (same !== null) return expand(scalar(same, written.dtype), written.shape);
    if (written.size > MAX_WRITTEN_CONSTANT) return written;
    return constant(written.shape, written.dtype, written.data as NonNullable<Value['data']>);
  }

  checkAllDrawsUsed(): void {
    if (this.#draws.length > 0) throw unknownRandom(null);
  }
}

/** The number that an array repeats: gradients are full of arrays of ones. */
function onlyNumber({ data, size }: Value): number | null {
  if (!data || data instanceof BigInt64Array || size < 2) return null;
  const first = data[0] as number;
  return data.every((value) => Object.is(value, first)) ? first : null;
}

function unknownRandom(written: Value | null): TraceError {
  const where = written ? ` for an array of shape [${written.shape}]` : '';
  return new TraceError(
    `a function given to jit draws random numbers${where} in a way that cannot be repeated`,
    {
      hint: 'Use tf.randomUniform, tf.randomNormal, tf.truncatedNormal, tf.dropout or the layers made of them, or draw outside and pass the numbers in.',
    },
  );
}
