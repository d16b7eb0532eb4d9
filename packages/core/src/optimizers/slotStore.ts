// The tensors that an optimizer keeps for each variable: momentum, averages and the like.
import * as tf from '@tensorflow/tfjs';
import { ShapeError, ValueError } from '../errors/index.ts';
import { freshCopy } from './freshCopy.ts';

/** How a slot looks before the first update. */
export interface SlotSpec {
  readonly shape: readonly number[];
  /** What every element starts as, or a tensor of that shape to start as. */
  readonly fill: number | tf.Tensor;
}

/** Slots by their name. */
export type SlotSpecs = Readonly<Record<string, SlotSpec>>;

/** The slots of one variable. */
type VariableSlots = Readonly<Record<string, tf.Variable>>;

/**
 * All slots of an optimizer.
 *
 * Slots that were loaded keep the variable names that they were saved under until `bind` says
 * which variables they belong to: layers that are made anew in one process get new names.
 */
export class SlotStore {
  #slots = new Map<string, Record<string, tf.Variable>>();
  #isBound = true;
  /** The variables whose slots are known to be right. */
  readonly #ready = new Set<string>();

  /** Every slot by `variable/slot`, variable by variable. */
  named(): Map<string, tf.Variable> {
    const named = new Map<string, tf.Variable>();
    for (const [variableName, slots] of this.#slots) {
      for (const [slot, variable] of Object.entries(slots)) {
        named.set(`${variableName}/${slot}`, variable);
      }
    }
    return named;
  }

  /**
   * Replaces all slots.
   *
   * @param tensors by `variable/slot`; they remain the caller's
   */
  load(tensors: ReadonlyMap<string, tf.Tensor>): void {
    this.dispose();
    for (const [name, tensor] of tensors) {
      const cut = name.lastIndexOf('/');
      const variableName = name.slice(0, cut);
      const slots = this.#slots.get(variableName) ?? {};
      slots[name.slice(cut + 1)] = tf.variable(tensor, false);
      this.#slots.set(variableName, slots);
    }
    this.#isBound = this.#slots.size === 0;
  }

  /**
   * Assigns loaded slots to variables: by name where the names are known, else by position.
   *
   * @throws {ValueError} when neither fits
   */
  bind(variables: readonly tf.Variable[]): void {
    if (this.#isBound) return;
    const loaded = [...this.#slots.keys()];
    const names = variables.map(({ name }) => name);
    const byName = includesAll(names, loaded) || includesAll(loaded, names);
    if (!byName) {
      if (loaded.length !== names.length) {
        throw new ValueError(
          `the loaded optimizer state is of ${loaded.length} variables (${loaded.join(', ')}); ` +
            `there are ${names.length} to train (${names.join(', ')})`,
          { hint: 'Load the state of the same model, with the same layers trainable.' },
        );
      }
      const slots = [...this.#slots.values()];
      this.#slots = new Map(names.map((name, index) => [name, slots[index] ?? {}]));
    }
    this.#isBound = true;
  }

  /** The slots of a variable that `ensure` has made. */
  of(variableName: string): VariableSlots {
    return this.#slots.get(variableName) ?? {};
  }

  /**
   * Makes the slots of a variable, unless they are there.
   *
   * @throws {ValueError} when loaded slots have other names
   * @throws {ShapeError} when a loaded slot has another shape
   */
  ensure(variableName: string, specsOf: () => SlotSpecs): void {
    if (this.#ready.has(variableName)) return;
    const specs = specsOf();
    const slots = this.#slots.get(variableName);
    if (slots) checkSlots(variableName, slots, specs);
    else {
      const made = Object.entries(specs).map(([slot, { shape, fill }]) => {
        const start = typeof fill === 'number' ? tf.fill([...shape], fill) : freshCopy(fill);
        return [slot, tf.variable(start, false)];
      });
      this.#slots.set(variableName, Object.fromEntries(made));
    }
    this.#ready.add(variableName);
  }

  dispose(): void {
    for (const slots of this.#slots.values()) tf.dispose(Object.values(slots));
    this.#slots.clear();
    this.#ready.clear();
    this.#isBound = true;
  }
}

function includesAll(names: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((name) => names.includes(name));
}

function checkSlots(variableName: string, slots: VariableSlots, specs: SlotSpecs): void {
  const [names, wanted] = [Object.keys(slots), Object.keys(specs)];
  if (names.length !== wanted.length || !includesAll(names, wanted)) {
    throw new ValueError(
      `the loaded optimizer state of ${variableName} is ${names.join(', ')}; ` +
        `expected ${wanted.join(', ')}`,
      { hint: 'Load the state of an optimizer of the same kind with the same options.' },
    );
  }
  for (const [slot, { shape }] of Object.entries(specs)) {
    const loaded = slots[slot]?.shape ?? [];
    if (!tf.util.arraysEqual(loaded, [...shape])) {
      throw new ShapeError(
        `the loaded state ${variableName}/${slot} has the shape [${loaded}]; expected [${shape}]`,
      );
    }
  }
}
