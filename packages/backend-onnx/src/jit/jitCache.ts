// The recordings of one function, by the kind of its arguments.
import { ValueError } from '@dlqr/core/errors';
import * as tf from '@tensorflow/tfjs';
import { LruCache } from '../backend/lruCache.ts';
import { BACKEND_NAME } from '../backend/onnxBackend.ts';
import { CompiledFunction, type StateGroups } from './compiledFunction.ts';
import { record } from './record.ts';

/** How many kinds of arguments one function is kept recorded for. */
const MAX_RECORDINGS = 64;

/** Records a function when arguments of a new kind come, else replays. */
export class JitCache {
  readonly #fn: (inputs: tf.Tensor[]) => tf.Tensor[];
  readonly #groups: StateGroups = new Map();
  readonly #functions = new LruCache<CompiledFunction>(MAX_RECORDINGS, (fn) => fn.dispose());
  /** The function of the last call: most calls are of one kind. */
  #lastKey = '';
  #last: CompiledFunction | null = null;

  constructor(fn: (inputs: tf.Tensor[]) => tf.Tensor[]) {
    this.#fn = fn;
  }

  get size(): number {
    return this.#functions.size;
  }

  /** @param key a recording made under one key is not replayed under another */
  functionFor(inputs: readonly tf.Tensor[], key: string): CompiledFunction {
    let fullKey = key;
    for (const { dtype, shape } of inputs) fullKey += `|${dtype}${shape}`;
    if (fullKey !== this.#lastKey || !this.#last) this.#last = this.#find(fullKey, inputs);
    this.#lastKey = fullKey;
    return this.#last;
  }

  dispose(): void {
    this.#functions.clear();
    this.#groups.clear();
    this.#last = null;
  }

  #find(key: string, inputs: readonly tf.Tensor[]): CompiledFunction {
    const known = this.#functions.get(key);
    if (known) return known;
    if (tf.getBackend() !== BACKEND_NAME) {
      throw new ValueError(`jit was called on the backend ${tf.getBackend()}; expected onnx`, {
        hint: 'Call await tf.setBackend("onnx") first.',
      });
    }
    const made = new CompiledFunction(record(this.#fn, inputs), this.#groups);
    this.#functions.set(key, made);
    return made;
  }
}
