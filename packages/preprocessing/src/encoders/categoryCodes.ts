// The categories of one column by number, rare ones taken together.
import { FileError, ValueError } from '@dlqr/core/errors';
import { checkCount } from '../numeric/checks.ts';
import type { StateReader } from '../state/stateReader.ts';
import { type Category, readCategory } from './category.ts';

/** Which categories count as infrequent. */
export interface FrequencyOptions {
  /** Categories in fewer training rows (1 or more), or in a smaller share of them (below 1), are infrequent. */
  readonly minFrequency?: number | null;
  /** At most so many columns or codes, that of the infrequent ones included; the rarest categories give way. */
  readonly maxCategories?: number | null;
}

/** What stands for all infrequent categories. */
export const INFREQUENT = '(infrequent)';

/** The state of a `CategoryCodes`. */
export interface CategoryCodesState {
  readonly categories: readonly Category[];
  /** For each category, whether it is infrequent. */
  readonly infrequent: readonly boolean[];
}

/** @throws {ValueError} when an option is out of range */
export function checkFrequencyOptions({ minFrequency, maxCategories }: FrequencyOptions): void {
  if (maxCategories !== undefined && maxCategories !== null) {
    checkCount('maxCategories', maxCategories, 1);
  }
  if (minFrequency === undefined || minFrequency === null) return;
  if (minFrequency > 0 && (minFrequency < 1 || Number.isSafeInteger(minFrequency))) return;
  throw new ValueError(
    `minFrequency is ${minFrequency}; expected a share between 0 and 1, or a whole number of rows`,
  );
}

/**
 * Numbers for the categories of a column. Frequent ones are numbered in ascending order; all
 * infrequent ones share the number behind them.
 */
export class CategoryCodes {
  /** All categories, ascending or in the order that was given. */
  readonly categories: readonly Category[];
  /** What each number stands for: a category, or `INFREQUENT`. */
  readonly slots: readonly Category[];
  /** The number that the infrequent categories share; -1 where there are none. */
  readonly infrequentSlot: number;
  readonly #infrequent: readonly boolean[];
  readonly #slotOf: ReadonlyMap<Category, number>;

  constructor(categories: readonly Category[], infrequent: readonly boolean[]) {
    const frequent = categories.filter((_, index) => !infrequent[index]);
    const hasInfrequent = frequent.length < categories.length;
    this.categories = categories;
    this.#infrequent = infrequent;
    this.infrequentSlot = hasInfrequent ? frequent.length : -1;
    this.slots = hasInfrequent ? [...frequent, INFREQUENT] : frequent;
    const slotOf = new Map<Category, number>();
    for (const [slot, category] of frequent.entries()) slotOf.set(category, slot);
    for (const category of categories) {
      if (!slotOf.has(category)) slotOf.set(category, this.infrequentSlot);
    }
    this.#slotOf = slotOf;
  }

  /**
   * Finds out which categories are infrequent in a column.
   *
   * @param options.exempt a category that is never infrequent
   */
  static grouped(
    categories: readonly Category[],
    column: readonly Category[],
    options: FrequencyOptions & { readonly exempt?: Category },
  ): CategoryCodes {
    const counts = new Map<Category, number>(categories.map((category) => [category, 0]));
    for (const category of column) {
      const count = counts.get(category);
      if (count !== undefined) counts.set(category, count + 1);
    }
    if (options.exempt !== undefined) counts.delete(options.exempt);
    const infrequent = infrequentCategories(counts, column.length, options);
    return new CategoryCodes(
      categories,
      categories.map((category) => infrequent.has(category)),
    );
  }

  /** @throws {FileError} when the state is damaged */
  static fromJSON(reader: StateReader): CategoryCodes {
    const categories = reader.list('categories').map((value) => readCategory(value, 'a category'));
    const infrequent = reader.list('infrequent').map((value) => value === true);
    if (categories.length === infrequent.length) return new CategoryCodes(categories, infrequent);
    throw new FileError(
      `the state has ${categories.length} categories but ${infrequent.length} marks; expected as many`,
    );
  }

  /** The categories that share a number. */
  get infrequentCategories(): Category[] {
    return this.categories.filter((_, index) => this.#infrequent[index]);
  }

  /** The number of a category; undefined for one that is not known. */
  slotOf(category: Category): number | undefined {
    return this.#slotOf.get(category);
  }

  toJSON(): CategoryCodesState {
    return { categories: this.categories, infrequent: this.#infrequent };
  }
}

function infrequentCategories(
  counts: ReadonlyMap<Category, number>,
  numRows: number,
  { minFrequency, maxCategories }: FrequencyOptions,
): Set<Category> {
  const least = (minFrequency ?? 0) < 1 ? (minFrequency ?? 0) * numRows : (minFrequency ?? 0);
  const infrequent = new Set<Category>();
  for (const [category, count] of counts) if (count < least) infrequent.add(category);
  const numSlots = counts.size - infrequent.size + (infrequent.size > 0 ? 1 : 0);
  if (maxCategories === undefined || maxCategories === null || numSlots <= maxCategories) {
    return infrequent;
  }
  // Rarest first; of equally frequent ones the earlier give way.
  const byFrequency = [...counts].sort(([, a], [, b]) => a - b).map(([category]) => category);
  return new Set(byFrequency.slice(0, byFrequency.length - (maxCategories - 1)));
}
