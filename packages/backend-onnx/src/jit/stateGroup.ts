// Variables that a compiled function changes, side by side in one array.
import type * as tf from '@tensorflow/tfjs';
import { type Entry, type OnnxBackend, onnxBackend } from '../backend/onnxBackend.ts';
import { type Dtype, type HostData, hostValue, type Value, zeros } from '../graph/value.ts';
import { ownEntry } from './assignOwn.ts';

/** Which variable stands where. */
export interface StateMember {
  readonly variable: tf.Variable;
  readonly offset: number;
  readonly size: number;
}

/** One of the two arrays between which a group goes back and forth. */
interface StateBuffer {
  readonly data: HostData;
  /** The parts that are the variables' values. */
  readonly views: readonly Value[];
  /** Set when somebody has got hold of a part: this memory must not be written again. */
  readonly home: { escaped: boolean };
}

/**
 * The state of a compiled function: read from one array, written to another, then the two change
 * places. The variables of TensorFlow.js are views of the array that is current.
 */
export class StateGroup {
  readonly #members: readonly StateMember[];
  readonly #dtype: Dtype;
  readonly #size: number;
  #entries: (Entry | null)[];
  #dataIds: (object | null)[];
  #current: StateBuffer;
  #spare: StateBuffer;

  constructor(members: readonly StateMember[], dtype: Dtype) {
    this.#members = members;
    this.#dtype = dtype;
    this.#size = members.reduce((sum, { size }) => sum + size, 0);
    this.#entries = members.map(() => null);
    this.#dataIds = members.map(() => null);
    this.#current = this.#newBuffer();
    this.#spare = this.#newBuffer();
  }

  /** Whether a variable has been assigned from outside. */
  get isChanged(): boolean {
    return this.#members.some((_, index) => !this.#isCurrent(index));
  }

  /** The present state, with what was assigned from outside taken in. */
  load(): HostData {
    const backend = onnxBackend();
    for (let index = 0; index < this.#members.length; index += 1) {
      const { variable } = this.#members[index] as StateMember;
      const entry = this.#dataIds[index] === variable.dataId ? this.#entries[index] : null;
      if (entry?.value === this.#current.views[index] && entry?.refCount === 1) continue;
      this.#takeIn(backend, index);
    }
    return this.#current.data;
  }

  /** Where the next state is to be written. */
  get target(): HostData {
    if (this.#spare.home.escaped) this.#spare = this.#newBuffer();
    return this.#spare.data;
  }

  /** Makes what was written the variables' values. */
  commit(): void {
    [this.#current, this.#spare] = [this.#spare, this.#current];
    for (let index = 0; index < this.#entries.length; index += 1) {
      (this.#entries[index] as Entry).value = this.#current.views[index] as Value;
    }
  }

  #isCurrent(index: number): boolean {
    const { variable } = this.#members[index] as StateMember;
    if (this.#dataIds[index] !== variable.dataId) return false;
    return this.#entries[index]?.value === this.#current.views[index];
  }

  #takeIn(backend: OnnxBackend, index: number): void {
    const { variable, offset } = this.#members[index] as StateMember;
    if (this.#current.home.escaped) this.#replaceCurrent();
    const entry = ownEntry(backend, variable);
    const data = backend.dataOf(entry.value as Value) as Float32Array;
    (this.#current.data as Float32Array).set(data, offset);
    entry.value = this.#current.views[index] as Value;
    this.#entries[index] = entry;
    this.#dataIds[index] = variable.dataId;
  }

  /** Goes on with a copy, where somebody keeps a part of the present array. */
  #replaceCurrent(): void {
    const old = this.#current;
    this.#current = this.#newBuffer();
    (this.#current.data as Float32Array).set(old.data as Float32Array);
    this.#entries.forEach((entry, index) => {
      if (entry && entry.value === old.views[index])
        entry.value = this.#current.views[index] as Value;
    });
  }

  #newBuffer(): StateBuffer {
    const data = zeros(this.#dtype, this.#size) as Float32Array;
    const home = { escaped: false };
    const views = this.#members.map(({ variable, offset, size }) => {
      const view = hostValue(variable.shape, this.#dtype, data.subarray(offset, offset + size));
      view.home = home;
      return view;
    });
    return { data, views, home };
  }
}
