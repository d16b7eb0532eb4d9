// Random programs of tensor operations, from a seed; the same seed gives the same program.
import { Random } from '@dlqr/core/random';
import * as tf from '@tensorflow/tfjs';
import { operations } from './operations.ts';

export type NumberDtype = 'float32' | 'int32' | 'bool';

/** How a result depends on the float inputs: not at all, differentiably, or in another way. */
type Path = 'none' | 'smooth' | 'broken';

/** A value of a program, as far as its generator knows it. */
export interface Operand {
  readonly index: number;
  readonly shape: readonly number[];
  readonly dtype: NumberDtype;
  /** Whether all backends must have exactly these numbers, so that they may jump from here. */
  readonly exact: boolean;
  readonly finite: boolean;
  readonly path: Path;
}

/** What is computed from operands, and how to write it down. */
export interface Call {
  readonly inputs: readonly Operand[];
  readonly text: string;
  run(inputs: readonly tf.Tensor[]): tf.Tensor;
}

/** What operations ask for when they choose their operands. */
export interface Draw {
  /** A whole number of low to high, both included. */
  whole(low: number, high: number): number;
  /** One of several. */
  one<T>(of: readonly T[]): T;
  /** Some value so far of the rank and type; a new input where there is none. */
  value(dtypes: readonly NumberDtype[], minRank?: number, maxRank?: number): Operand;
  /** A new input. */
  input(shape: readonly number[], dtype: NumberDtype, values?: readonly number[]): Operand;
}

/** A row of the table of operations. */
export interface Operation {
  readonly name: string;
  /** Whether it jumps or has kinks: it then only gets operands that are exact. */
  readonly jumps?: boolean;
  /** Whether it rounds: its results are not exact. */
  readonly rounds?: boolean;
  /** Whether TensorFlow.js has its gradient. */
  readonly differentiable?: boolean;
  /** Why it has other rules for NaN and infinities than the cpu backend: it gets none of them. */
  readonly finiteOnly?: string;
  /** null: not this time. */
  choose(draw: Draw): Call | null;
}

/** An input or a call: the values of a program in their order. */
export type Step =
  | {
      readonly kind: 'input';
      readonly shape: readonly number[];
      readonly dtype: NumberDtype;
      readonly data: Float32Array | Int32Array | Uint8Array;
      readonly text: string;
    }
  | { readonly kind: 'call'; readonly call: Call; readonly text: string };

export interface RandomProgram {
  readonly seed: number;
  readonly steps: readonly Step[];
  readonly operands: readonly Operand[];
  /** Values that no call reads. */
  readonly results: readonly Operand[];
}

const MAX_SIZE = 4096;
const MAX_MAGNITUDE = 100;
const SPECIALS = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** @param withSpecials whether inputs have NaN and infinities among their numbers */
export function randomProgram(seed: number, withSpecials: boolean): RandomProgram {
  return new Generator(seed, withSpecials).program();
}

class Generator {
  readonly #seed: number;
  readonly #random: Random;
  readonly #withSpecials: boolean;
  readonly #steps: Step[] = [];
  readonly #operands: Operand[] = [];
  readonly #tensors: tf.Tensor[] = [];

  constructor(seed: number, withSpecials: boolean) {
    this.#seed = seed;
    this.#random = new Random(seed);
    this.#withSpecials = withSpecials;
  }

  program(): RandomProgram {
    const numCalls = this.#whole(20, 60);
    for (let count = 0, tries = 0; count < numCalls && tries < 10 * numCalls; tries += 1) {
      if (this.#add(this.#one(operations))) count += 1;
    }
    tf.dispose(this.#tensors);
    const read = new Set<Operand>();
    for (const step of this.#steps) {
      if (step.kind === 'call') for (const input of step.call.inputs) read.add(input);
    }
    const results = this.#operands.filter(
      (operand, index) => !read.has(operand) && this.#steps[index]?.kind === 'call',
    );
    return { seed: this.#seed, steps: this.#steps, operands: this.#operands, results };
  }

  #add(operation: Operation): boolean {
    const call = operation.choose(this.#draw(operation));
    if (!call || (operation.finiteOnly && call.inputs.some(({ finite }) => !finite))) return false;
    const tensor = tf.tidy(() =>
      call.run(call.inputs.map(({ index }) => this.#tensors[index] as tf.Tensor)),
    );
    const data = tensor.dataSync();
    if (tensor.size > MAX_SIZE || tensor.size === 0 || tensor.rank > 4 || isLarge(data)) {
      tensor.dispose();
      return false;
    }
    const exact = !operation.rounds && call.inputs.every((input) => input.exact) && isExact(data);
    const path = pathOf(call, operation.differentiable === true && tensor.dtype === 'float32');
    this.#push({ kind: 'call', call, text: call.text }, tensor, exact, path);
    return true;
  }

  #push(step: Step, tensor: tf.Tensor, exact: boolean, path: Path): Operand {
    const index = this.#operands.length;
    const { shape, dtype } = tensor;
    const finite = Array.from(tensor.dataSync()).every((x) => Number.isFinite(x));
    const operand = { index, shape, dtype: dtype as NumberDtype, exact, finite, path };
    this.#steps.push(step);
    this.#operands.push(operand);
    this.#tensors.push(tensor);
    return operand;
  }

  #draw({ jumps = false, finiteOnly }: Operation): Draw {
    const { whole, one } = { whole: this.#whole, one: this.#one };
    return {
      whole,
      one,
      value: (dtypes, minRank = 0, maxRank = 4) => {
        const found = this.#operands.filter(
          ({ dtype, shape, exact, finite }) =>
            dtypes.includes(dtype) &&
            shape.length >= minRank &&
            shape.length <= maxRank &&
            (exact || !jumps) &&
            (finite || !finiteOnly),
        );
        // late values more often, so that chains grow long
        const back = Math.floor(found.length * this.#random.uniform() ** 2);
        const chosen = found[found.length - 1 - back];
        if (chosen && this.#random.uniform() < 0.9) return chosen;
        const rank = whole(minRank, Math.min(maxRank, Math.max(minRank, 4)));
        const shape = Array.from({ length: rank }, () => whole(1, 5));
        return this.#input(shape, one(dtypes));
      },
      input: (shape, dtype, values) => this.#input(shape, dtype, values),
    };
  }

  readonly #whole = (low: number, high: number): number => this.#random.integer(low, high + 1);

  readonly #one = <T>(of: readonly T[]): T => of[this.#random.integer(0, of.length)] as T;

  #input(shape: readonly number[], dtype: NumberDtype, values?: readonly number[]): Operand {
    const size = tf.util.sizeFromShape([...shape]);
    const numbers = values ?? Array.from({ length: size }, () => this.#number(dtype));
    const Store = { float32: Float32Array, int32: Int32Array, bool: Uint8Array }[dtype];
    const data = Store.from(numbers);
    const text = `input ${dtype}[${shape}] = [${data.length > 60 ? '…' : data}]`;
    const step: Step = { kind: 'input', shape, dtype, data, text };
    const path = dtype === 'float32' ? 'smooth' : 'none';
    return this.#push(step, tf.tensor(data, [...shape], dtype), true, path);
  }

  #number(dtype: NumberDtype): number {
    if (dtype === 'bool') return this.#whole(0, 1);
    if (dtype === 'int32') return this.#whole(-5, 5);
    if (this.#withSpecials && this.#random.uniform() < 0.1) return this.#one(SPECIALS);
    return this.#whole(-16, 16) / 8;
  }
}

function pathOf({ inputs }: Call, differentiable: boolean): Path {
  if (inputs.every(({ path }) => path === 'none')) return 'none';
  return differentiable && inputs.every(({ path }) => path !== 'broken') ? 'smooth' : 'broken';
}

/** Whether numbers are so large that errors of rounding would be, too. */
function isLarge(data: ArrayLike<number>): boolean {
  return Array.from(data).some((x) => Number.isFinite(x) && Math.abs(x) > MAX_MAGNITUDE);
}

/**
 * Whether sums and products of such numbers are the same in every order. Not so with -0: backends
 * differ in the signs of zeros, which only becomes visible in what is divided by them.
 */
function isExact(data: ArrayLike<number>): boolean {
  return Array.from(data).every(
    (x) => !Number.isFinite(x) || (Number.isInteger(x * 64) && !Object.is(x, -0)),
  );
}
