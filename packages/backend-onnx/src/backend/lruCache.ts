// A bounded map that gives up what has not been used for the longest time.
export class LruCache<V> {
  readonly #entries = new Map<string, V>();
  readonly #capacity: number;
  readonly #release: (value: V) => void;

  constructor(capacity: number, release: (value: V) => void) {
    this.#capacity = capacity;
    this.#release = release;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
    }
    return value;
  }

  set(key: string, value: V): void {
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#capacity) return;
    const [oldest] = this.#entries.entries().next().value as [string, V];
    const released = this.#entries.get(oldest) as V;
    this.#entries.delete(oldest);
    this.#release(released);
  }

  clear(): void {
    for (const value of this.#entries.values()) this.#release(value);
    this.#entries.clear();
  }
}
