// A typed array that grows while a file is read, so that its length need not be known before.

type Values = Float64Array | Int32Array;

/** Numbers pushed one by one into a typed array that doubles when it is full. */
export class Growable<T extends Values> {
  #values: T;
  #length = 0;
  readonly #allocate: new (
    length: number,
  ) => T;

  constructor(allocate: new (length: number) => T) {
    this.#allocate = allocate;
    this.#values = new allocate(64); // small: a file may have thousands of columns
  }

  get length(): number {
    return this.#length;
  }

  get(index: number): number {
    return this.#values[index] as number;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new this.#allocate(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** The values so far, in an array of exactly their number; nothing may be pushed afterwards. */
  toArray(): T {
    const exact = new this.#allocate(this.#length);
    exact.set(this.#values.subarray(0, this.#length));
    this.#values = exact;
    return exact;
  }
}
