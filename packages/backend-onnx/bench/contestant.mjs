// A measured program in a process of its own, which works only when it is asked to.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Why a program has no figure. */
export class AbsentError extends Error {}

/** Left unset for everybody: some machines tune one library of one program with them. */
const TUNING = ['OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE'];

export class Contestant {
  #child;
  #lines;
  #complaints = '';
  /** What the engine says of itself: a kernel runs on the cpu backend, a step is not recorded. */
  warnings = new Set();

  /** @param {{ command: string, args: string[] }} program */
  constructor({ command, args }) {
    const env = { ...process.env };
    for (const name of TUNING) delete env[name];
    this.#child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stderr.on('data', (chunk) => {
      this.#complaints = (this.#complaints + chunk).slice(-10_000);
      for (const [warning] of String(chunk).matchAll(/^onnx: .*$/gm)) this.warnings.add(warning);
    });
    this.#child.on('error', ({ message }) => {
      this.#complaints += `\n${message}`;
    });
    this.#child.stdin.on('error', () => {}); // it has ended: the missing answer says so
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** @returns {Promise<{ losses: number[], versions: Record<string, string> }>} when it is ready */
  ready() {
    return this.#answer();
  }

  /**
   * @param {number} seconds
   * @returns {Promise<number[]>} milliseconds a step, several of them
   */
  async round(seconds) {
    this.#child.stdin.write(`${seconds}\n`);
    return (await this.#answer()).milliseconds;
  }

  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.kill('SIGKILL');
    await ended;
  }

  /** The next line that is a message; libraries print what they like between them. */
  async #answer() {
    for (;;) {
      const { value: line, done } = await this.#lines.next();
      if (done) throw new AbsentError(this.#lastComplaint());
      if (line.startsWith('{"')) return JSON.parse(line);
    }
  }

  #lastComplaint() {
    const lines = this.#complaints.split('\n').map((line) => line.trim());
    const error = lines.findLast((line) => /^\w*(\.\w+)*(Error|Exception)\b/.test(line));
    return error ?? lines.findLast((line) => line !== '') ?? 'it ended without a word';
  }
}
