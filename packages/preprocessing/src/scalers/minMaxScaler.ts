// A given range, by the smallest and largest value.
import { ValueError } from '@dlqr/core/errors';
import type { Extremes } from '../numeric/extremes.ts';
import { type JsonNumber, toJsonNumbers } from '../state/jsonNumbers.ts';
import { readState, STATE_VERSION, type StateHeader } from '../state/stateReader.ts';
import { type Affine, divisorOf } from './affineScaler.ts';
import { ExtremesScaler } from './extremesScaler.ts';

/** What a `MinMaxScaler` may be told. */
export interface MinMaxScalerOptions {
  /** What the smallest and the largest value become; default [0, 1]. */
  readonly featureRange?: readonly [low: number, high: number];
  /** Whether values beyond those of the training rows are cut to the range; default false. */
  readonly clip?: boolean;
}

/** What `MinMaxScaler.toJSON` gives. */
export interface MinMaxScalerState extends StateHeader {
  readonly kind: 'MinMaxScaler';
  readonly featureRange: readonly JsonNumber[];
  readonly clip: boolean;
  readonly low: readonly JsonNumber[];
  readonly high: readonly JsonNumber[];
}

/**
 * Gives each column a range, such as 0 to 1 for the pixels of an image.
 *
 * `(x - min) / (max - min) * (high - low) + low`. Missing values (NaN) are left out in `fit` and kept
 * in `transform`. A constant column becomes `low`.
 *
 * @example toRows(new MinMaxScaler().fitTransform([[1], [2], [5]])) // [[0], [0.25], [1]]
 * @see sklearn.preprocessing.MinMaxScaler
 */
export class MinMaxScaler extends ExtremesScaler {
  readonly #range: readonly [low: number, high: number];
  readonly #clip: boolean;

  /** @throws {ValueError} when the range is not ascending and finite */
  constructor(options: MinMaxScalerOptions = {}) {
    super();
    const [low, high] = options.featureRange ?? [0, 1];
    if (!(low < high) || !Number.isFinite(high - low)) {
      throw new ValueError(`featureRange is [${low}, ${high}]; expected a finite, ascending range`);
    }
    this.#range = [low, high];
    this.#clip = options.clip ?? false;
  }

  /** @throws {FileError} when the state is damaged, of another kind or of a newer version */
  static fromJSON(state: unknown): MinMaxScaler {
    const reader = readState(state, 'MinMaxScaler');
    const [start, end] = reader.numbers('featureRange', 2);
    const scaler = new MinMaxScaler({
      featureRange: [start as number, end as number],
      clip: reader.boolean('clip'),
    });
    const low = reader.numbers('low');
    scaler.fitted = { low, high: reader.numbers('high', low.length) };
    return scaler;
  }

  /** @throws {NotFittedError} before `fit` */
  toJSON(): MinMaxScalerState {
    const { low, high } = this.requireFitted();
    return {
      kind: 'MinMaxScaler',
      version: STATE_VERSION,
      featureRange: toJsonNumbers(this.#range),
      clip: this.#clip,
      low: toJsonNumbers(low),
      high: toJsonNumbers(high),
    };
  }

  protected override affine({ low, high }: Extremes): Affine {
    const [start, end] = this.#range;
    const scales = low.map(
      (min, column) => divisorOf((high[column] as number) - min) / (end - start),
    );
    const centers = low.map((min, column) => min - start * (scales[column] as number));
    return { centers, scales, limits: this.#clip ? this.#range : null };
  }
}
