// A recorded function that runs without TensorFlow.js: arrays in, one call, arrays out.
import * as tf from '@tensorflow/tfjs';
import { type OnnxBackend, onnxBackend } from '../backend/onnxBackend.ts';
import { type Dtype, type HostData, hostValue, type Value, zeros } from '../graph/value.ts';
import { Session } from '../runtime/session.ts';
import { type CompiledGroup, type CompiledProgram, compile } from './compile.ts';
import { drawSeed } from './lendMathRandom.ts';
import type { Recording } from './record.ts';
import { repeat } from './repeat.ts';
import { StateGroup } from './stateGroup.ts';

/** Groups of state by what stands in them: functions over the same variables share the arrays. */
export type StateGroups = Map<string, StateGroup>;

export class CompiledFunction {
  readonly #compiled: CompiledProgram;
  readonly #groups: readonly StateGroup[];
  readonly #session: Session;
  /** Sessions that run several steps, by their number. */
  readonly #repeated = new Map<number, Session>();
  /** Kept from run to run: the session reads them at once. */
  readonly #feeds: HostData[] = [];
  readonly #into: HostData[] = [];

  constructor(recording: Recording, shared: StateGroups) {
    this.#compiled = compile(recording);
    this.#groups = this.#compiled.groups.map((group) => sharedGroup(group, shared));
    this.#session = new Session(this.#compiled.program, onnxBackend().settings.session);
  }

  /**
   * Runs the function once: changes its variables, answers new tensors.
   *
   * @param inputs of the shapes and dtypes that were recorded; they remain the caller's
   */
  run(inputs: readonly tf.Tensor[]): tf.Tensor[] {
    const backend = onnxBackend();
    const perStep = this.#perStep(backend, inputs);
    const results = this.#runSession(backend, this.#session, perStep);
    return results.map((data, index) => {
      const { shape, dtype } = this.#compiled.results[index] as Value;
      return tensorOf(backend, shape, dtype, data);
    });
  }

  /**
   * Runs the function for several lists of inputs in one call.
   *
   * @param prepare is called before each step's random arrays are drawn and numbers are read

   */
  runMany(
    batches: readonly (readonly tf.Tensor[])[],
    prepare: (step: number) => void,
  ): tf.Tensor[][] {
    const backend = onnxBackend();
    const steps = batches.map((inputs, step) => {
      prepare(step);
      return this.#perStep(backend, inputs);
    });
    const session = this.#sessionFor(batches.length);
    const stacked = (steps[0] as HostData[]).map((_, index) =>
      stack(steps.map((arrays) => arrays[index] as HostData)),
    );
    const results = this.#runSession(backend, session, stacked);
    return batches.map((_, step) =>
      results.map((data, index) => {
        const { shape, dtype, size } = this.#compiled.results[index] as Value;
        const part = data.subarray(step * size, (step + 1) * size) as HostData;
        return tensorOf(backend, shape, dtype, part);
      }),
    );
  }

  dispose(): void {
    this.#session.dispose();
    for (const session of this.#repeated.values()) session.dispose();
    this.#repeated.clear();
  }

  /** The arrays that differ from step to step. */
  #perStep(backend: OnnxBackend, inputs: readonly tf.Tensor[]): HostData[] {
    const { randoms, readNumbers } = this.#compiled;
    const arrays: HostData[] = [];
    for (const { dataId } of inputs) arrays.push(backend.peekData(dataId));
    for (const { array } of randoms) arrays.push(array.fill(drawSeed()));
    for (const { dataId } of readNumbers) arrays.push(backend.peekData(dataId));
    return arrays;
  }

  /** Runs a session and changes the state; answers the results. */
  #runSession(backend: OnnxBackend, session: Session, perStep: readonly HostData[]): HostData[] {
    const feeds = this.#feeds;
    let next = 0;
    for (const data of perStep) feeds[next++] = data;
    for (const { dataId } of this.#compiled.readArrays) feeds[next++] = backend.peekData(dataId);
    for (const { data } of this.#compiled.captured) feeds[next++] = data as HostData;
    for (const group of this.#groups) feeds[next++] = group.load();
    for (let index = 0; index < this.#groups.length; index += 1) {
      this.#into[index] = (this.#groups[index] as StateGroup).target;
    }
    const results = session.run(feeds, this.#into);
    for (const group of this.#groups) group.commit();
    return results.slice(this.#groups.length);
  }

  #sessionFor(numSteps: number): Session {
    let session = this.#repeated.get(numSteps);
    if (!session) {
      const { program, inputs, randoms, readNumbers } = this.#compiled;
      const numPerStep = inputs.length + randoms.length + readNumbers.length;
      const layout = { numPerStep, numGroups: this.#groups.length };
      session = new Session(repeat(program, layout, numSteps), onnxBackend().settings.session);
      this.#repeated.set(numSteps, session);
    }
    return session;
  }
}

function tensorOf(
  backend: OnnxBackend,
  shape: readonly number[],
  dtype: Dtype,
  data: HostData,
): tf.Tensor {
  return tf.engine().makeTensorFromTensorInfo(backend.tensorOf(hostValue(shape, dtype, data)));
}

/** Arrays of one size behind each other. */
function stack(arrays: readonly HostData[]): HostData {
  const [first] = arrays as readonly [Float32Array];
  const dtype: Dtype =
    first instanceof Float32Array ? 'float32' : (first as object) instanceof Int32Array ? 'int32' : 'bool';
  const stacked = zeros(dtype, first.length * arrays.length) as Float32Array;
  arrays.forEach((array, index) => {
    stacked.set(array as Float32Array, index * first.length);
  });
  return stacked;
}

function sharedGroup({ members, dtype }: CompiledGroup, shared: StateGroups): StateGroup {
  const key = `${dtype} ${members.map(({ variable }) => variable.id).join(' ')}`;
  let group = shared.get(key);
  if (!group) {
    group = new StateGroup(members, dtype);
    shared.set(key, group);
  }
  return group;
}
