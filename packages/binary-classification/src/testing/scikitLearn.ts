// Values that scikit-learn computed, see fixtures/scikitLearn.py.
import { readFileSync } from 'node:fs';

interface Golden {
  readonly logistic: {
    readonly x: readonly number[][];
    readonly y: readonly number[];
    readonly weight: readonly number[];
    readonly cases: readonly {
      readonly l2: number;
      readonly weighted: boolean;
      readonly coefficients: readonly number[];
      readonly intercept: number;
    }[];
  };
  readonly calibration: readonly {
    readonly name: string;
    readonly scores: readonly number[];
    readonly y: readonly number[];
    readonly asked: readonly number[];
    readonly sigmoid: {
      readonly slope: number;
      readonly intercept: number;
      readonly asked: readonly number[];
    };
    readonly sigmoidExact: readonly [slope: number, intercept: number];
    readonly isotonic: {
      readonly scores: readonly number[];
      readonly probabilities: readonly number[];
      readonly asked: readonly number[];
    };
  }[];
  readonly tree: {
    readonly x: readonly number[][];
    readonly y: readonly number[];
    readonly fresh: readonly number[][];
    readonly cases: readonly {
      readonly minLeafRows: number;
      /** Null where equally good splits let the answer depend on chance. */
      readonly shares: readonly (number | null)[];
      readonly leaves: readonly number[];
    }[];
  };
}

/** Computed by scikit-learn 1.9.1. */
export const SCIKIT_LEARN: Golden = JSON.parse(
  readFileSync(new URL('../../fixtures/scikitLearn.jsonl', import.meta.url), 'utf8'),
) as Golden;
