// Shows how far a training is: a moving bar on a terminal, plain lines elsewhere.
import type { Logs } from '@dlqr/core';
import { checkCount } from './base/checks.ts';
import { type RawLogs, readBatchLogs, readLogs } from './base/logs.ts';
import { ModelCallback } from './base/modelCallback.ts';
import { barParts, durationText, logsText } from './progressText.ts';

/** Where a progress bar writes; `process.stdout` and `process.stderr` are such streams. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** What ProgressBar may be told. */
export interface ProgressBarOptions {
  /** Default `process.stderr`, which leaves stdout to the results of a program. */
  readonly stream?: ProgressStream;
  /** Whether a bar moves; default: the stream is a terminal and `CI` is not set. */
  readonly interactive?: boolean;
  /** Whether the bar is coloured; default: it moves and `NO_COLOR` is not set. */
  readonly color?: boolean;
  /** How many lines remain of a training at most, spread evenly; default 100. */
  readonly maxLines?: number;
  /** The present time in milliseconds; default `performance.now`. */
  readonly now?: () => number;
}

const BAR_WIDTH = 24;
const REFRESH_MS = 100;
const CLEAR_TO_END = '\x1b[K';

/**
 * Shows epoch, steps, remaining time and the values while a model trains.
 *
 * On a terminal a bar moves, at most ten times a second; an epoch that is done leaves one line.
 * Without a terminal there are only these lines. Of a training with more epochs than `maxLines`,
 * every n-th epoch leaves one, and always the first and the last.
 *
 * @example
 * await model.fit(x, y, { epochs: 2, validationSplit: 0.1, callbacks: [new ProgressBar()] });
 * // Epoch 1/2  1.2s  loss 0.6931  valLoss 0.6502  (1.2s left)
 * // Epoch 2/2  1.1s  loss 0.5514  valLoss 0.5220
 */
export class ProgressBar extends ModelCallback {
  readonly #stream: ProgressStream;
  readonly #interactive: boolean;
  readonly #color: boolean;
  readonly #maxLines: number;
  readonly #now: () => number;
  #firstEpoch: number | null = null;
  #epoch = 0;
  #trainStart = 0;
  #epochStart = 0;
  #firstBatch: number | null = null;
  #drawnAt = Number.NEGATIVE_INFINITY;
  /** The line of the last epoch, while it is not written for good. */
  #pending: string | null = null;

  /** @throws {ValueError} when maxLines is not a whole number of at least 3 */
  constructor(options: ProgressBarOptions = {}) {
    super();
    const { stream = process.stderr, maxLines = 100, now = () => performance.now() } = options;
    checkCount('maxLines', maxLines, 3);
    const { CI, NO_COLOR, TERM } = process.env;
    this.#stream = stream;
    this.#interactive = options.interactive ?? (stream.isTTY === true && !CI && TERM !== 'dumb');
    this.#color = options.color ?? (this.#interactive && !NO_COLOR);
    this.#maxLines = maxLines;
    this.#now = now;
    if (this.#interactive) {
      this.onBatchEnd = (batch: number, logs: RawLogs = {}): Promise<void> =>
        this.#showBatch(batch, logs);
    }
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#trainStart = this.#now();
    this.#firstEpoch = null;
    this.#pending = null;
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.#firstEpoch ??= epoch;
    this.#epoch = epoch;
    this.#epochStart = this.#now();
    this.#firstBatch = null;
  }

  override async onEpochEnd(epoch: number, logs: RawLogs = {}): Promise<void> {
    const line = this.#epochLine(epoch, await readLogs(logs));
    this.#pending = line;
    if (this.#remains(epoch)) this.#writePending();
    else if (this.#interactive) this.#redraw(this.#cut(line));
  }

  override async onTrainEnd(): Promise<void> {
    this.#writePending();
  }

  /** Leaves what is on the screen and begins a new line. */
  async onTrainInterrupt(): Promise<void> {
    if (this.#pending !== null) this.#writePending();
    else if (this.#interactive) this.#stream.write('\n');
  }

  async #showBatch(batch: number, logs: RawLogs): Promise<void> {
    const now = this.#now();
    this.#firstBatch ??= batch;
    if (now - this.#drawnAt < REFRESH_MS) return;
    this.#drawnAt = now;
    const { steps } = this.facts;
    const done = batch + 1;
    const values = logsText(await readBatchLogs(logs));
    const elapsed = now - this.#epochStart;
    if (steps === null) {
      this.#redraw(this.#cut(`${this.#title()}  ${done}  ${durationText(elapsed)}  ${values}`));
      return;
    }
    // A resumed epoch begins in its midst: only the steps seen here tell the speed.
    const left = (elapsed / (done - this.#firstBatch)) * Math.max(0, steps - done);
    const [full, empty] = barParts(done / steps, BAR_WIDTH);
    const tail = ` ${done}/${steps}  ${durationText(left)} left  ${values}`;
    this.#redraw(this.#cut(`${this.#title()} `, [full, empty], tail));
  }

  #epochLine(epoch: number, logs: Logs): string {
    const now = this.#now();
    const trained = epoch + 1 - (this.#firstEpoch ?? epoch);
    const remaining = this.facts.epochs - epoch - 1;
    const left = ((now - this.#trainStart) / trained) * remaining;
    const parts = [this.#title(), durationText(now - this.#epochStart), logsText(logs)];
    if (remaining > 0) parts.push(`(${durationText(left)} left)`);
    return parts.join('  ');
  }

  #title(): string {
    const epochs = String(this.facts.epochs);
    return `Epoch ${String(this.#epoch + 1).padStart(epochs.length)}/${epochs}`;
  }

  /** Whether an epoch's line is one of those that stay. */
  #remains(epoch: number): boolean {
    const { epochs } = this.facts;
    const every = epochs <= this.#maxLines ? 1 : Math.ceil(epochs / (this.#maxLines - 2));
    return epoch === this.#firstEpoch || epoch + 1 === epochs || (epoch + 1) % every === 0;
  }

  #writePending(): void {
    if (this.#pending === null) return;
    const start = this.#interactive ? '\r' : '';
    const end = this.#interactive ? `${CLEAR_TO_END}\n` : '\n';
    this.#stream.write(start + this.#pending + end);
    this.#pending = null;
  }

  #redraw(text: string): void {
    this.#stream.write(`\r${text}${CLEAR_TO_END}`);
  }

  /** The text without what does not fit on one line, which a carriage return could not undo. */
  #cut(head: string, bar: readonly [string, string] = ['', ''], tail = ''): string {
    const width = (this.#stream.columns || 80) - 1; // a terminal of unknown width says 0
    const [full, empty] = bar;
    const fits = (text: string, before: number): string =>
      text.slice(0, Math.max(0, width - before));
    const parts = [
      fits(head, 0),
      fits(full, head.length),
      fits(empty, head.length + full.length),
      fits(tail, head.length + full.length + empty.length),
    ] as const;
    if (!this.#color || full === '') return parts.join('');
    return `${parts[0]}\x1b[32m${parts[1]}\x1b[90m${parts[2]}\x1b[39m${parts[3]}`;
  }
}
