// Follows one value of the logs: finds it, knows which way is good, tells an improvement.
import type { Logs, MetricDirection } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import { checkNotNegative } from './checks.ts';
import { logName, trainingName } from './logs.ts';
import type { TrainingFacts } from './trainingFacts.ts';

/** What the callbacks that follow a value have in common. */
export interface MonitorOptions {
  /** The value's name in the logs, `valLoss` or `val_loss`; default `valLoss`. */
  readonly monitor?: string;
  /**
   * Whether small or large values are good. Without it the metric tells, where it can (in core's
   * `fit`); losses are known to be small when good. It is never guessed from a name.
   */
  readonly mode?: MetricDirection;
}

/** The value that a callback follows. */
export class Monitor {
  readonly name: string;
  readonly #mode: MetricDirection | undefined;
  readonly #minDelta: number;
  #direction: MetricDirection = 'min';
  #announced: readonly string[] = [];

  /**
   * @param minDelta a change counts as an improvement when it is larger than this
   * @throws {ValueError} when an option cannot be used
   */
  constructor(options: MonitorOptions, minDelta = 0) {
    const { monitor = 'valLoss', mode } = options;
    if (monitor === '') throw new ValueError('monitor is empty; expected the name of a value');
    if (mode !== undefined && mode !== 'min' && mode !== 'max') {
      throw new ValueError(`mode is ${JSON.stringify(mode)}; expected 'min' or 'max'`);
    }
    checkNotNegative('minDelta', minDelta);
    this.name = logName(monitor);
    this.#mode = mode;
    this.#minDelta = minDelta;
  }

  /**
   * Settles which way is good.
   *
   * @throws {ValueError} when neither `mode` nor the metric tells
   */
  begin(facts: TrainingFacts): void {
    this.#announced = facts.metrics;
    const direction = this.#mode ?? knownDirection(this.name, facts);
    if (!direction) {
      throw new ValueError(
        `nothing tells whether small or large values of "${this.name}" are good`,
        { hint: "Give mode: 'min' or mode: 'max'." },
      );
    }
    this.#direction = direction;
  }

  /**
   * The value in an epoch's logs; null in an epoch that was not validated.
   *
   * @throws {ValueError} when no epoch will ever have it
   */
  valueIn(logs: Logs): number | null {
    const value = logs[this.name];
    if (value !== undefined) return value;
    if (this.#announced.includes(this.name)) return null;
    const names = Object.keys(logs).join(', ') || 'nothing';
    throw new ValueError(`there is no "${this.name}" in the logs, which have: ${names}`, {
      hint: 'Monitor one of these, or give fit the validation data or the metric that yields it.',
    });
  }

  /**
   * Whether a value is better than a reference by more than `minDelta`. Any number improves on
   * null; NaN improves on nothing.
   */
  isImprovement(value: number, reference: number | null): boolean {
    if (Number.isNaN(value)) return false;
    if (reference === null) return true;
    return this.#direction === 'min'
      ? value + this.#minDelta < reference
      : value - this.#minDelta > reference;
  }
}

function knownDirection(name: string, { directions }: TrainingFacts): MetricDirection | undefined {
  const training = trainingName(name);
  return directions[name] ?? directions[training] ?? (training === 'loss' ? 'min' : undefined);
}
