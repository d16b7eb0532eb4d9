// The TensorFlow.js backend: keeps arrays, records kernels, and computes when somebody reads.
import * as tf from '@tensorflow/tfjs';
import { TraceError } from '../errors.ts';
import { signatureOf } from '../graph/signature.ts';
import { type Dtype, type HostData, hostValue, type Value } from '../graph/value.ts';
import { optimize } from '../passes/optimize.ts';
import { Session } from '../runtime/session.ts';
import { LruCache } from './lruCache.ts';
import type { Settings } from './settings.ts';
import type { Trace } from './trace.ts';

export const BACKEND_NAME = 'onnx';

/** Arrays that no graph can hold. */
export type HostOnlyData =
  | { readonly strings: Uint8Array[] }
  | { readonly real: tf.TensorInfo; readonly imag: tf.TensorInfo };

/** What stands behind a tensor's dataId. */
export interface Entry {
  value: Value | null;
  hostOnly: HostOnlyData | null;
  refCount: number;
  /** Whether it is a clone or a reshaped view, which `numDataIds` leaves out. */
  isView?: boolean;
}

/** From how many recorded nodes on work is done at the next point outside of all tidies. */
const NODES_BEFORE_FLUSH = 600;
/** From how many on it is done wherever the program is. */
const NODES_AT_MOST = 20_000;

interface CachedSession {
  readonly session: Session;
}

export class OnnxBackend extends tf.KernelBackend {
  readonly settings: Settings;
  readonly #data: tf.DataStorage<Entry>;
  readonly #sessions: LruCache<CachedSession>;
  /** Tensors whose values are not computed yet. */
  readonly #pending = new Set<Entry>();
  #numNodes = 0;
  #numDataIds = 0;
  /** The recording of `jit` that is going on. */
  trace: Trace | null = null;

  constructor(settings: Settings) {
    super();
    this.settings = settings;
    this.#data = new tf.DataStorage<Entry>(this, tf.engine());
    this.#sessions = new LruCache(settings.maxSessions, ({ session }) => session.dispose());
  }

  // ---- tensors in and out -----------------------------------------------------------------

  override write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): tf.DataId {
    return this.#store(this.#newEntry(values, shape, dtype, 1));
  }

  override move(
    dataId: tf.DataId,
    values: tf.BackendValues,
    shape: number[],
    dtype: tf.DataType,
    refCount: number,
  ): void {
    this.#data.set(dataId, this.#newEntry(values, shape, dtype, refCount));
    this.#numDataIds += 1;
  }

  override readSync(dataId: tf.DataId): tf.BackendValues {
    const entry = this.#data.get(dataId);
    if (entry.hostOnly) return this.#readHostOnly(entry.hostOnly);
    const value = entry.value as Value;
    return this.dataOf(value) as tf.BackendValues;
  }

  override read(dataId: tf.DataId): Promise<tf.BackendValues> {
    try {
      return Promise.resolve(this.readSync(dataId));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** The value behind a tensor, for a node that is about to be recorded. */
  valueFor({ dataId }: tf.TensorInfo): Value {
    const value = this.#data.get(dataId).value as Value;
    if (value.home) value.home.escaped = true;
    return value;
  }

  hostOnlyOf({ dataId }: tf.TensorInfo): HostOnlyData | null {
    return this.#data.get(dataId).hostOnly;
  }

  /** What stands behind a tensor, for those who put another value there (see jit). */
  entryOf(dataId: tf.DataId): Entry {
    return this.#data.get(dataId);
  }

  /** The array behind a tensor, for reading at once: it is not kept. */
  peekData(dataId: tf.DataId): HostData {
    const value = this.#data.get(dataId).value as Value;
    return value.data ?? this.dataOf(value);
  }

  /** A tensor for a value that is known or recorded. */
  tensorOf(value: Value): tf.TensorInfo {
    const entry: Entry = { value, hostOnly: null, refCount: 1 };
    if (value.producer && !this.trace) this.#pending.add(entry);
    const dtype = value.dtype as tf.DataType;
    return { dataId: this.#store(entry), shape: [...value.shape], dtype };
  }

  /** A tensor of strings or complex numbers. */
  hostOnlyTensor(hostOnly: HostOnlyData, shape: number[], dtype: tf.DataType): tf.TensorInfo {
    return { dataId: this.#store({ value: null, hostOnly, refCount: 1 }), shape, dtype };
  }

  /** Marks a tensor that shows the numbers of another. */
  asView(info: tf.TensorInfo): tf.TensorInfo {
    this.#data.get(info.dataId).isView = true;
    this.#numDataIds -= 1;
    return info;
  }

  // ---- computing --------------------------------------------------------------------------

  /** The array of a value; computes all that is pending where it is not known yet. */
  dataOf(value: Value): HostData {
    if (value.home) value.home.escaped = true;
    if (value.data === null) {
      if (this.trace) throw readInTrace(value);
      this.compute([value]);
    }
    return value.data as HostData;
  }

  /** Tells how many nodes a kernel has recorded, and computes when too many wait. */
  countNodes(numNodes: number): void {
    this.#numNodes += numNodes;
    if (this.trace || this.#numNodes < NODES_BEFORE_FLUSH) return;
    if (this.#numNodes < NODES_AT_MOST && tf.engine().state.scopeStack.length > 1) return;
    this.compute([]);
  }

  /** Computes all tensors that wait, and the values given, in one run. */
  compute(wanted: readonly Value[]): void {
    const outputs = new Set<Value>();
    for (const { value } of this.#pending) if (value && value.data === null) outputs.add(value);
    for (const value of wanted) if (value.data === null) outputs.add(value);
    this.#numNodes = 0;
    this.#pending.clear();
    if (outputs.size === 0) return;
    try {
      this.#run([...outputs]);
    } catch (error) {
      // What fails must not take with it what only waits beside it: that is computed when it is read.
      const needed = wanted.filter(({ data }) => data === null);
      if (needed.length === outputs.size) throw error;
      if (needed.length > 0) this.#run(needed);
    }
  }

  #run(outputs: readonly Value[]): void {
    const { key, leaves } = signatureOf(outputs);
    let cached = this.#sessions.get(key);
    if (!cached) {
      const program = optimize({ inputs: leaves, outputs });
      cached = { session: new Session(program, this.settings.session) };
      this.#sessions.set(key, cached);
    }
    const results = cached.session.run(leaves.map(({ data }) => data as HostData));
    outputs.forEach((output, index) => {
      output.data = results[index] as HostData;
      output.producer = null;
    });
  }

  // ---- bookkeeping ------------------------------------------------------------------------

  override refCount(dataId: tf.DataId): number {
    return this.#data.has(dataId) ? this.#data.get(dataId).refCount : 0;
  }

  override incRef(dataId: tf.DataId): void {
    this.#data.get(dataId).refCount += 1;
  }

  decRef(dataId: tf.DataId): void {
    if (this.#data.has(dataId)) this.#data.get(dataId).refCount -= 1;
  }

  override disposeData(dataId: tf.DataId, force = false): boolean {
    if (!this.#data.has(dataId)) return true;
    const entry = this.#data.get(dataId);
    entry.refCount -= 1;
    if (!force && entry.refCount > 0) return false;
    if (entry.hostOnly && 'real' in entry.hostOnly) {
      this.disposeData(entry.hostOnly.real.dataId, true);
      this.disposeData(entry.hostOnly.imag.dataId, true);
    }
    this.#pending.delete(entry);
    this.#data.delete(dataId);
    if (!entry.isView) this.#numDataIds -= 1;
    return true;
  }

  /** Without views: TensorFlow.js looks for leaks with it and takes for granted that clones share. */
  override numDataIds(): number {
    return this.#numDataIds;
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: false };
  }

  override timerAvailable(): boolean {
    return true;
  }

  override async time(run: () => void): Promise<tf.BackendTimingInfo> {
    const begin = performance.now();
    run();
    this.compute([]);
    return { kernelMs: performance.now() - begin } as tf.BackendTimingInfo;
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override dispose(): void {
    this.#sessions.clear();
  }

  #store(entry: Entry): tf.DataId {
    const dataId = {};
    this.#data.set(dataId, entry);
    this.#numDataIds += 1;
    return dataId;
  }

  #newEntry(
    values: tf.BackendValues,
    shape: readonly number[],
    dtype: tf.DataType,
    refCount: number,
  ): Entry {
    if (dtype === 'complex64') {
      const { real, imag } = values as object as { real: Float32Array; imag: Float32Array };
      const part = (data: Float32Array): tf.TensorInfo =>
        this.tensorOf(hostValue(shape, 'float32', data));
      return { value: null, hostOnly: { real: part(real), imag: part(imag) }, refCount };
    }
    if (dtype === 'string') {
      const strings = encodedStrings(values as Uint8Array[] | string[]);
      return { value: null, hostOnly: { strings }, refCount };
    }
    const written = hostValue(shape, dtype, typedArray(values as ArrayLike<number>, dtype));
    const value = this.trace ? this.trace.onWrite(written) : written;
    return { value, hostOnly: null, refCount };
  }

  #readHostOnly(hostOnly: HostOnlyData): tf.BackendValues {
    if ('strings' in hostOnly) return hostOnly.strings;
    return tf.backend_util.mergeRealAndImagArrays(
      this.readSync(hostOnly.real.dataId) as Float32Array,
      this.readSync(hostOnly.imag.dataId) as Float32Array,
    );
  }
}

/** The running backend. */
export function onnxBackend(): OnnxBackend {
  return tf.findBackend(BACKEND_NAME) as OnnxBackend;
}

function typedArray(values: ArrayLike<number>, dtype: Dtype): HostData {
  const { length } = values;
  if (dtype === 'float32')
    return values instanceof Float32Array ? values : Float32Array.from(values);
  if (dtype === 'int32') return values instanceof Int32Array ? values : Int32Array.from(values);
  if (values instanceof Uint8Array) return values;
  const flags = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) flags[index] = values[index] ? 1 : 0;
  return flags;
}

function encodedStrings(values: readonly (Uint8Array | string)[]): Uint8Array[] {
  return values.map((text) => (typeof text === 'string' ? tf.util.encodeString(text) : text));
}

function readInTrace({ producer }: Value): TraceError {
  const what = producer?.kernel ? `the result of ${producer.kernel}` : 'an input or a variable';
  return new TraceError(`a function given to jit reads ${what}; a recording has no values yet`, {
    hint: 'Return the tensor and read it outside, or compute with tensor operations (tf.where) instead of JavaScript conditions.',
  });
}
