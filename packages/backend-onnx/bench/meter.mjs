// The side of a measured program: answers losses once, then one line of times for each round.
import { createInterface } from 'node:readline';

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const answer = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

/** Measures epochs of one or more steps, as long as a round asks for. */
export class Meter {
  #stepsPerEpoch;
  /** The end of the round, or null between two rounds. */
  #roundEnd = null;
  #epochStart = 0;
  #milliseconds = [];
  #isWarm = false;

  /** @param {{ losses: number[], versions: Record<string, string>, stepsPerEpoch: number }} options */
  constructor({ losses, versions, stepsPerEpoch }) {
    this.#stepsPerEpoch = stepsPerEpoch;
    this.#isWarm = stepsPerEpoch === 1; // the steps that gave the losses were warming enough
    answer({ losses, versions });
  }

  /** Called before each epoch; waits between rounds, and ends the program with the last. */
  async begin() {
    if (this.#isWarm && this.#roundEnd === null) {
      const { value: seconds, done } = await lines.next();
      if (done) process.exit(0);
      this.#roundEnd = performance.now() + 1000 * Number(seconds);
    }
    this.#epochStart = performance.now();
  }

  /** Called after each epoch. */
  end() {
    const now = performance.now();
    if (this.#roundEnd === null) {
      this.#isWarm = true;
      return;
    }
    this.#milliseconds.push((now - this.#epochStart) / this.#stepsPerEpoch);
    if (now < this.#roundEnd) return;
    answer({ milliseconds: this.#milliseconds });
    this.#milliseconds = [];
    this.#roundEnd = null;
  }
}
