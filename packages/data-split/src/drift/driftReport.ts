// What the comparison of two parts of the data says.

/**
 * How much two parts differ: `none` more than chance explains, `slight` (surely different, but too
 * little to matter), `moderate`, `strong`.
 */
export type DriftStrength = 'none' | 'slight' | 'moderate' | 'strong';

/** How one thing differs between the parts. */
export interface Difference {
  /** The probability of a difference as large where both parts come from one distribution. */
  readonly pValue: number;
  /** The same, corrected for the number of things that were tested: compare it with `significance`. */
  readonly adjustedPValue: number;
  /** The share of rows that would have to change for the parts to be alike, at least; 0 to 1. */
  readonly effect: number;
  readonly strength: DriftStrength;
}

/** How a column differs between the parts. */
export interface ColumnDrift {
  readonly name: string;
  /** The values that are there; null where a part has none, or all rows of both have the same. */
  readonly values: ValuesDrift | null;
  /** The shares of rows without a value; null where none misses any. */
  readonly missing: MissingDrift | null;
  /** The stronger of the two. */
  readonly strength: DriftStrength;
}

/** How the values of a column differ. */
export interface ValuesDrift extends Difference {
  /** Kolmogorov-Smirnov for numbers, chi-squared for categories and numbers of few different values. */
  readonly test: 'kolmogorovSmirnov' | 'chiSquared';
  readonly statistic: number;
  /**
   * The population stability index over tenths of the reference, or over categories. By custom below
   * 0.1 is stable and above 0.25 is not; it grows by chance in small parts.
   */
  readonly populationStability: number;
  /** Of `chiSquared`: the categories whose shares differ most, at most 10, by the difference. */
  readonly shares: readonly CategoryShare[] | null;
}

/** The share of a category in each part. */
export interface CategoryShare {
  readonly category: string;
  readonly reference: number;
  readonly other: number;
}

/** How often a column's value is missing. */
export interface MissingDrift extends Difference {
  /** Share of the reference's rows. */
  readonly reference: number;
  /** Share of the other part's rows. */
  readonly other: number;
}

/** Whether a classifier can tell from which part a row is. */
export interface ClassifierDrift extends Difference {
  /** Area under the ROC curve on rows that it was not trained on: 0.5 is guessing, 1 is certainty. */
  readonly rocAuc: number;
  /** How many rows of each part it was trained and tested on. */
  readonly numRows: { readonly reference: number; readonly other: number };
}

/** How two parts of the data differ. */
export interface Drift {
  /** Whether anything differs both surely and enough to matter. */
  readonly drifts: boolean;
  /** One or more sentences for a report: what differs, and how strongly. */
  readonly verdict: string;
  /** What follows from that. */
  readonly advice: string;
  /** [columns], in the order of the table */
  readonly columns: readonly ColumnDrift[];
  /** The labels, where they were given. */
  readonly labels: ColumnDrift | null;
  /** Null where it was not asked for, or a part has too few rows. */
  readonly classifier: ClassifierDrift | null;
  readonly numRows: { readonly reference: number; readonly other: number };
}
