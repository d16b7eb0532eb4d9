// One workload: all programs start, must agree in their losses, then take turns.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLUMNS, commandOf } from './columns.mjs';
import { compareLosses } from './compareLosses.mjs';
import { AbsentError, Contestant } from './contestant.mjs';
import { writeArrays } from './exchange.mjs';
import { median } from './median.mjs';

const NUM_LOSSES = 5;

/**
 * What became of a program.
 *
 * @typedef {object} Result
 * @property {number[]} rounds milliseconds a step: the median of each round
 * @property {number} minimum
 * @property {string | null} absent why there is no figure
 * @property {string[]} warnings
 * @property {Record<string, string>} versions
 */

/**
 * @param {string} name of the workload
 * @param {{ columns: string[], python: string, numRounds: number, seconds: number, seed: number,
 *   say: (text: string) => void }} options
 * @returns {Promise<Record<string, Result>>} by column
 * @throws {Error} when losses differ
 */
export async function compete(name, { columns, python, numRounds, seconds, seed, say }) {
  const folder = mkdtempSync(join(tmpdir(), 'dlqr-bench-'));
  const programs = columns.map((column) => new Program(column, name, say));
  try {
    await writeArrays(folder, name, seed);
    for (const program of programs) await program.start(folder, python);
    compareLosses(name, Object.fromEntries(programs.map(({ column, losses }) => [column, losses])));
    for (let round = 0; round < numRounds; round += 1) {
      for (const program of programs) await program.takeTurn(round, seconds);
    }
    return Object.fromEntries(programs.map((program) => [program.column, program.result()]));
  } finally {
    for (const program of programs) await program.stop();
    rmSync(folder, { recursive: true });
  }
}

/** A program with what it has shown so far; one that fails is out, the others go on. */
class Program {
  losses = [];
  #name;
  #say;
  #contestant = null;
  #versions = {};
  #absent = null;
  #rounds = [];
  #minimum = Number.POSITIVE_INFINITY;

  constructor(column, name, say) {
    this.column = column;
    this.#name = name;
    this.#say = say;
  }

  async start(folder, python) {
    const { losses, skipped } = COLUMNS[this.column];
    const numLosses = losses?.[this.#name] ?? NUM_LOSSES;
    await this.#attempt(async () => {
      if (skipped?.[this.#name]) throw new AbsentError(skipped[this.#name]);
      const { command, args } = commandOf(this.column, python);
      const given = [this.#name, folder, String(numLosses)];
      this.#contestant = new Contestant({ command, args: [...args, ...given] });
      const ready = await this.#contestant.ready();
      this.losses = ready.losses;
      this.#versions = ready.versions;
    });
  }

  async takeTurn(round, seconds) {
    const { rounds } = COLUMNS[this.column];
    if (this.#absent !== null || round >= (rounds?.[this.#name] ?? Infinity)) return;
    await this.#attempt(async () => {
      const milliseconds = await this.#contestant.round(seconds);
      this.#rounds.push(median(milliseconds));
      this.#minimum = Math.min(this.#minimum, ...milliseconds);
    });
  }

  /** @returns {Result} */
  result() {
    return {
      rounds: this.#rounds,
      minimum: this.#minimum,
      absent: this.#absent,
      warnings: [...(this.#contestant?.warnings ?? [])],
      versions: this.#versions,
    };
  }

  async stop() {
    await this.#contestant?.stop();
  }

  async #attempt(work) {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof AbsentError)) throw error;
      this.#absent = error.message;
      this.losses = [];
      this.#say(`${this.#name} ${this.column}: ${error.message}`);
      await this.stop();
    }
  }
}
