// A recorded function that runs without TensorFlow.js: arrays in, one call, arrays out.
import * as tf from '@tensorflow/tfjs';
import { onnxBackend } from '../backend/onnxBackend.ts';
import { type Dtype, type HostData, hostValue, type Value } from '../graph/value.ts';
import { Session } from '../runtime/session.ts';
import { type CompiledGroup, type CompiledProgram, compile } from './compile.ts';
import { drawSeed } from './mathRandom.ts';
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
    return this.runSteps([this.arraysOf(inputs)])[0] as tf.Tensor[];
  }

  /** What a step reads besides state: its inputs, new random arrays, numbers of variables. */
  arraysOf(inputs: readonly tf.Tensor[]): HostData[] {
    const backend = onnxBackend();
    const { randoms, readNumbers } = this.#compiled;
    const arrays: HostData[] = [];
    for (const { dataId } of inputs) arrays.push(backend.peekData(dataId));
    for (const { array } of randoms) arrays.push(array.fill(drawSeed()));
    for (const { dataId } of readNumbers) arrays.push(backend.peekData(dataId));
    return arrays;
  }

  /** Runs steps one after the other, in one call; answers the results of each. */
  runSteps(steps: readonly (readonly HostData[])[]): tf.Tensor[][] {
    const [first = []] = steps;
    const numSteps = steps.length;
    const results =
      numSteps === 1
        ? this.#runSession(this.#session, first)
        : this.#runSession(this.#sessionFor(numSteps), stacked(steps));
    return steps.map((_, step) =>
      results.map((data, index) => {
        const { shape, dtype, size } = this.#compiled.results[index] as Value;
        const part = numSteps === 1 ? data : data.subarray(step * size, (step + 1) * size);
        return tensorOf(shape, dtype, part as HostData);
      }),
    );
  }

  /** Whether somebody has assigned a variable of the state since the last run. */
  get isStateChanged(): boolean {
    return this.#groups.some((group) => group.isChanged);
  }

  dispose(): void {
    this.#session.dispose();
    for (const session of this.#repeated.values()) session.dispose();
    this.#repeated.clear();
  }

  /** Runs a session and changes the state; answers the results. */
  #runSession(session: Session, perStep: readonly HostData[]): HostData[] {
    const backend = onnxBackend();
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

function tensorOf(shape: readonly number[], dtype: Dtype, data: HostData): tf.Tensor {
  const info = onnxBackend().tensorOf(hostValue(shape, dtype, data));
  return tf.engine().makeTensorFromTensorInfo(info);
}

/** The arrays of all steps behind each other, kind by kind. */
function stacked(steps: readonly (readonly HostData[])[]): HostData[] {
  return (steps[0] as readonly HostData[]).map((first, index) => {
    const all = new (first.constructor as Float32ArrayConstructor)(first.length * steps.length);
    steps.forEach((arrays, step) => {
      all.set(arrays[index] as Float32Array, step * first.length);
    });
    return all;
  });
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
