// How one column of a table becomes features; plain data, fit for JSON.

/** Numbers: missing values become the median, then mean 0 and standard deviation 1. */
export interface NumberPlan {
  readonly kind: 'number';
  readonly column: string;
  readonly median: number;
  readonly mean: number;
  readonly scale: number;
  /** Whether a second feature says where a value was missing. */
  readonly hasMissing: boolean;
}

/** Texts: one feature a category, 1 where it is that one. */
export interface CategoryPlan {
  readonly kind: 'category';
  readonly column: string;
  /** The frequent ones, most frequent first. */
  readonly categories: readonly string[];
  /** Whether a feature stands for all others, those never seen among them. */
  readonly hasInfrequent: boolean;
  /** Whether a feature says where a value was missing. */
  readonly hasMissing: boolean;
}

/** A cycle of the calendar, as a point on a circle: the last hour is near the first. */
export type DateCycle = 'month' | 'weekday' | 'hour';

/** Dates: elapsed time, and the cycles in which they differ. */
export interface DatePlan {
  readonly kind: 'date';
  readonly column: string;
  /** Milliseconds since 1970; stands in for missing values. */
  readonly median: number;
  readonly mean: number;
  readonly scale: number;
  readonly cycles: readonly DateCycle[];
  readonly hasMissing: boolean;
}

/** How one column becomes features. */
export type ColumnPlan = NumberPlan | CategoryPlan | DatePlan;

/** A column that became no feature, and why. */
export interface DroppedColumn {
  readonly column: string;
  readonly reason: string;
}

/** Where a plan writes: row-major features, from column `offset` on. */
export interface FeatureBlock {
  readonly values: Float32Array;
  readonly numRows: number;
  readonly width: number;
  readonly offset: number;
}
