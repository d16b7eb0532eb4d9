// The range -1 to 1 without a shift: zero stays zero.
import type { Extremes } from '../numeric/extremes.ts';
import { type JsonNumber, toJsonNumbers } from '../state/jsonNumbers.ts';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';
import { type Affine, divisorOf } from './affineScaler.ts';
import { ExtremesScaler } from './extremesScaler.ts';

/** What a `MaxAbsScaler` may be told. */
export interface MaxAbsScalerOptions {
  /** Whether values beyond those of the training rows are cut to -1 or 1; default false. */
  readonly clip?: boolean;
}

/** What `MaxAbsScaler.toJSON` gives. */
export interface MaxAbsScalerState extends StateHeader {
  readonly kind: 'MaxAbsScaler';
  readonly clip: boolean;
  readonly low: readonly JsonNumber[];
  readonly high: readonly JsonNumber[];
}

/**
 * Divides each column by its largest absolute value, so that zeros stay zeros.
 *
 * Missing values (NaN) are left out in `fit` and kept in `transform`. A column of zeros is divided
 * by 1.
 *
 * @example toRows(new MaxAbsScaler().fitTransform([[1], [0], [-4]])) // [[0.25], [0], [-1]]
 * @see sklearn.preprocessing.MaxAbsScaler
 */
export class MaxAbsScaler extends ExtremesScaler {
  readonly #clip: boolean;

  constructor(options: MaxAbsScalerOptions = {}) {
    super();
    this.#clip = options.clip ?? false;
  }

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): MaxAbsScaler {
    const reader = readState(state, 'MaxAbsScaler');
    const scaler = new MaxAbsScaler({ clip: reader.boolean('clip') });
    const low = reader.numbers('low');
    scaler.fitted = { low, high: reader.numbers('high', low.length) };
    return scaler;
  }

  /** @throws {NotFittedError} before `fit` */
  toJSON(): MaxAbsScalerState {
    const { low, high } = this.requireFitted();
    return {
      kind: 'MaxAbsScaler',
      version: STATE_VERSION,
      clip: this.#clip,
      low: toJsonNumbers(low),
      high: toJsonNumbers(high),
    };
  }

  protected override affine({ low, high }: Extremes): Affine {
    return {
      centers: low.map(() => 0),
      scales: low.map((min, column) =>
        divisorOf(Math.max(Math.abs(min), Math.abs(high[column] as number))),
      ),
      limits: this.#clip ? [-1, 1] : null,
    };
  }
}
