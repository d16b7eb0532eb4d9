// Integers and arrays that depend on the batch size, computed from the shape of an input.
import { add, cast, multiply, reshape } from '../graph/ops.ts';
import {
  constant,
  type Dtype,
  hostArray,
  integers,
  node,
  scalar,
  type Value,
} from '../graph/value.ts';
import type { Affine } from './affine.ts';

/** Makes each of them once. */
export class BatchIntegers {
  readonly #input: Value;
  readonly #vectors = new Map<string, Value>();
  #batch: Value | null = null;

  /** @param input a value whose first axis has the batch size */
  constructor(input: Value) {
    this.#input = input;
  }

  /** int64 [n] */
  vector(parts: readonly Affine[]): Value {
    const factors = parts.map(({ factor }) => factor);
    const offsets = parts.map(({ offset }) => offset);
    const key = `${factors};${offsets}`;
    let vector = this.#vectors.get(key);
    if (!vector) {
      this.#batch ??= node('Shape', [this.#input], [1], 'int64', { start: 0, end: 1 });
      vector = this.#batch;
      if (key !== '1;0') {
        vector = multiply(vector, integers(factors));
        if (offsets.some((offset) => offset !== 0)) vector = add(vector, integers(offsets));
      }
      this.#vectors.set(key, vector);
    }
    return vector;
  }

  /** Numbers that depend on the batch size, as an array of a fixed shape. */
  array(parts: readonly Affine[], shape: readonly number[], dtype: Dtype): Value {
    return cast(reshape(this.vector(parts), shape), dtype);
  }

  /** An array that says the same along the axes whose sizes depend on the batch size. */
  repeated(values: readonly number[], dims: readonly Affine[], value: Value): Value {
    const shape = dims.map(({ factor, offset }) => (factor === 0 ? offset : 1));
    const part = constant(shape, value.dtype, hostArray(value.dtype, values));
    return node('Expand', [part, this.vector(dims)], value.shape, value.dtype);
  }

  /** first, first + step, …: as many as depend on the batch size; `value` has the type wanted. */
  range(first: number, step: number, dims: readonly Affine[], value: Value): Value {
    const lines = dims.map(({ factor, offset }) => ({
      factor: step * factor,
      offset: first + step * offset,
    }));
    const end = reshape(this.vector(lines), []);
    const bounds = [scalar(first, 'int64'), end, scalar(step, 'int64')];
    return cast(node('Range', bounds, value.shape, 'int64'), value.dtype);
  }
}
