// What the k-fold splitters may be told.

/** How many folds, and in which order the rows go into them. */
export interface FoldOptions {
  /** 2 or more; default 5. */
  readonly numFolds?: number;
  /** Whether chance decides which fold a row goes to; default false. */
  readonly shuffle?: boolean;
  /** Seed of the shuffle; default 0. */
  readonly seed?: number;
}

/** The same for splitters that keep the shares of the classes. */
export interface StratifiedFoldOptions extends FoldOptions {
  /**
   * Whether a class may have fewer rows than there are folds, so that some folds do not test it;
   * default false: such a class is an error.
   */
  readonly allowRareClasses?: boolean;
}

/** The number of folds where none is given. */
export const DEFAULT_FOLDS = 5;
