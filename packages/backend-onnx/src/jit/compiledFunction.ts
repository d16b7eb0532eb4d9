// A recorded function that runs without TensorFlow.js: arrays in, one call, arrays out.
import * as tf from '@tensorflow/tfjs';
import { onnxBackend } from '../backend/onnxBackend.ts';
import { type HostData, hostValue, type Value } from '../graph/value.ts';
import { Session } from '../runtime/session.ts';
import { type CompiledGroup, compile } from './compile.ts';
import { drawSeed } from './lendMathRandom.ts';
import type { Recording } from './record.ts';
import { StateGroup } from './stateGroup.ts';

/** Groups of state by what stands in them: functions over the same variables share the arrays. */
export type StateGroups = Map<string, StateGroup>;

export class CompiledFunction {
  readonly #session: Session;
  readonly #recording: Recording;
  readonly #captured: readonly Value[];
  readonly #groups: readonly StateGroup[];
  /** Kept from run to run: the session reads them at once. */
  readonly #feeds: HostData[] = [];
  readonly #into: (HostData | null)[] = [];

  constructor(recording: Recording, shared: StateGroups) {
    const { program, captured, groups } = compile(recording);
    this.#recording = recording;
    this.#captured = captured;
    this.#groups = groups.map((group) => sharedGroup(group, shared));
    this.#session = new Session(program, onnxBackend().settings.session);
  }

  /**
   * Runs the function once: changes its variables, answers new tensors.
   *
   * @param inputs of the shapes and dtypes that were recorded; they remain the caller's
   */
  run(inputs: readonly tf.Tensor[]): tf.Tensor[] {
    const backend = onnxBackend();
    const feeds = this.#feeds;
    let next = 0;
    for (const { dataId } of inputs) {
      feeds[next++] = backend.peekData(dataId);
    }
    for (const { array } of this.#recording.randoms) feeds[next++] = array.fill(drawSeed());
    for (const { variable } of this.#recording.readVariables) {
      feeds[next++] = backend.peekData(variable.dataId);
    }
    for (const { data } of this.#captured) feeds[next++] = data as HostData;
    for (const group of this.#groups) feeds[next++] = group.load();
    this.#groups.forEach((group, index) => {
      this.#into[index] = group.target;
    });
    const results = this.#session.run(feeds, this.#into);
    for (const group of this.#groups) group.commit();
    return this.#recording.outputs.map(({ shape, dtype }, index) => {
      const data = results[this.#groups.length + index] as HostData;
      return tf.engine().makeTensorFromTensorInfo(backend.tensorOf(hostValue(shape, dtype, data)));
    });
  }

  dispose(): void {
    this.#session.dispose();
  }
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
