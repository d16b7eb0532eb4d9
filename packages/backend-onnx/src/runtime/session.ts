// A compiled program: onnxruntime's session, fed with and answering host arrays.
import { SessionError } from '../errors.ts';
import { nodesInOrder, type Program } from '../graph/program.ts';
import type { HostData, Value } from '../graph/value.ts';
import {
  type NativeSession,
  type NativeSessionOptions,
  type NativeTensor,
  nativeBinding,
} from './ortBinding.ts';
import { serialize } from './serialize.ts';
import { threadsFor } from './threads.ts';

/** How many sessions were made, how many are alive, and how often they ran. */
export interface SessionCounts {
  readonly made: number;
  readonly alive: number;
  readonly runs: number;
}

const counts = { made: 0, alive: 0, runs: 0 };

export function sessionCounts(): SessionCounts {
  return { ...counts };
}

const EMPTY = {};

/** Runs one program, as often as it is asked to. */
export class Session {
  readonly #native: NativeSession;
  readonly #inputNames: readonly string[];
  readonly #outputNames: readonly string[];
  readonly #feeds: Record<string, NativeTensor> = {};
  readonly #fetches: Record<string, NativeTensor | null> = {};
  readonly #inputs: readonly NativeTensor[];
  readonly #outputs: readonly Value[];

  /** @throws {SessionError} when onnxruntime refuses the program */
  constructor(program: Program, options: NativeSessionOptions) {
    const bytes = serialize(program);
    this.#inputNames = program.inputs.map((_, index) => `i${index}`);
    this.#outputNames = program.outputs.map((_, index) => `o${index}`);
    this.#outputs = program.outputs;
    const { InferenceSession } = nativeBinding();
    this.#native = new InferenceSession();
    const intraOpNumThreads = threadsFor(program, options.intraOpNumThreads ?? 1);
    try {
      this.#native.loadModel(bytes.buffer, bytes.byteOffset, bytes.byteLength, {
        ...options,
        intraOpNumThreads,
      });
    } catch (cause) {
      throw sessionError('refused a graph', program, cause);
    }
    this.#inputs = program.inputs.map(({ shape, dtype }) => ({
      type: dtype,
      dims: shape,
      location: 'cpu',
      data: new Float32Array(),
    }));
    this.#inputNames.forEach((name, index) => {
      this.#feeds[name] = this.#inputs[index] as NativeTensor;
    });
    for (const name of this.#outputNames) this.#fetches[name] = null;
    counts.made += 1;
    counts.alive += 1;
  }

  /**
   * Runs the program and waits for it.
   *
   * @param feeds one array an input
   * @param into arrays to write outputs into, by index; the others are made anew
   * @throws {SessionError} when onnxruntime fails
   */
  run(feeds: readonly HostData[], into: readonly (HostData | null)[] = []): HostData[] {
    feeds.forEach((data, index) => {
      (this.#inputs[index] as NativeTensor).data = data;
    });
    into.forEach((data, index) => {
      const { dtype, shape } = this.#outputs[index] as Value;
      this.#fetches[this.#outputNames[index] as string] = data
        ? { type: dtype, dims: shape, location: 'cpu', data }
        : null;
    });
    counts.runs += 1;
    let results: Record<string, { readonly data: HostData }>;
    try {
      results = this.#native.run(this.#feeds, this.#fetches, EMPTY);
    } catch (cause) {
      throw sessionError('failed', { inputs: [], outputs: this.#outputs }, cause);
    }
    return this.#outputNames.map(
      (name, index) => into[index] ?? (results[name] as { data: HostData }).data,
    );
  }

  endProfiling(): void {
    this.#native.endProfiling();
  }

  dispose(): void {
    this.#native.dispose();
    counts.alive -= 1;
  }
}

function sessionError(what: string, { outputs }: Program, cause: unknown): SessionError {
  const kernels = [...new Set(nodesInOrder(outputs).map(({ kernel }) => kernel))];
  const text = cause instanceof Error ? cause.message : String(cause);
  return new SessionError(
    `onnxruntime ${what} of the kernels ${kernels.slice(0, 12).join(', ')}: ${text}`,
    {
      cause,
      hint: 'This is a defect of @dlqr/backend-onnx: report it with this message. tf.setBackend("cpu") runs the program meanwhile.',
    },
  );
}
