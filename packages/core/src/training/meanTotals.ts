// Sums up the scalars of many steps into means over samples.
import * as tf from '@tensorflow/tfjs';

/** How many steps' scalars may wait on the device before they are read. */
const MAX_WAITING_STEPS = 64;

/**
 * Means over samples of the scalars that steps give (loss, compiled metrics).
 *
 * Scalars are read from the device only when somebody asks, so that steps do not wait for reads.
 */
export class MeanTotals {
  #sums: number[];
  #numSamples = 0;
  #waiting: { readonly scalars: readonly tf.Tensor[]; readonly numSamples: number }[] = [];

  constructor(numScalars: number) {
    this.#sums = new Array<number>(numScalars).fill(0);
  }

  /** Takes over the scalars of one step and disposes them once read. */
  add(scalars: readonly tf.Tensor[], numSamples: number): void {
    this.#waiting.push({ scalars, numSamples });
    if (this.#waiting.length >= MAX_WAITING_STEPS) this.#read();
  }

  /** The means so far; NaN before the first step. */
  means(): number[] {
    this.#read();
    return this.#sums.map((sum) => sum / this.#numSamples);
  }

  /** What to go on from. */
  getState(): { readonly sums: readonly number[]; readonly numSamples: number } {
    this.#read();
    return { sums: [...this.#sums], numSamples: this.#numSamples };
  }

  setState(state: { readonly sums: readonly number[]; readonly numSamples: number }): void {
    this.dispose();
    this.#sums = [...state.sums];
    this.#numSamples = state.numSamples;
  }

  /** Gives back scalars that nobody will ask for any more. */
  dispose(): void {
    for (const { scalars } of this.#waiting) tf.dispose([...scalars]);
    this.#waiting = [];
  }

  #read(): void {
    for (const { scalars, numSamples } of this.#waiting) {
      for (const [index, scalar] of scalars.entries()) {
        const value = scalar.dataSync()[0] as number;
        this.#sums[index] = (this.#sums[index] ?? 0) + value * numSamples;
      }
      this.#numSamples += numSamples;
    }
    this.dispose();
  }
}
