// One split into parts: what the hold-out functions share.
import { ValueError } from '@dlqr/core/errors';
import { Random } from '@dlqr/core/random';
import { checkClassSizes, checkLength } from '../base/checks.ts';
import { type EncodedLabels, encodeLabels, type Labels } from '../base/labels.ts';
import { rowRange } from '../base/splits.ts';
import { groupedParts, randomParts, stratifiedParts } from './randomParts.ts';

/** How the rows go to the parts. */
export interface HoldOutOptions {
  /** Whether chance decides; default true. False cuts the rows in their order: the last ones test. */
  readonly shuffle?: boolean;
  /** Seed of the shuffle; default 0. */
  readonly seed?: number;
  /** Classes to keep in their shares, [rows]; for a continuous target give `targetBins(y)`. */
  readonly stratify?: Labels;
  /** Groups that must not be cut, [rows]; for exact copies of rows give `duplicateGroups(rows)`. */
  readonly groups?: Labels;
  /**
   * Whether `stratify` may have classes with fewer rows than there are parts, and parts fewer rows
   * than there are classes, so that some parts miss a class; default false: that is an error.
   */
  readonly allowRareClasses?: boolean;
}

/** The rows of each part; `sizes` sum to the number of rows. */
export function holdOut(sizes: readonly number[], options: HoldOutOptions): Int32Array[] {
  const { shuffle = true, seed = 0, stratify, groups } = options;
  const numRows = sizes.reduce((sum, size) => sum + size, 0);
  if (!shuffle) return orderedParts(sizes, options);
  const random = new Random(seed, 'holdOut');
  if (stratify) checkLength('stratify', stratify.length, numRows);
  const classes = stratify && encodeClasses(stratify, 'stratify', sizes, options);
  if (groups === undefined) {
    return classes ? stratifiedParts(classes, sizes, random) : randomParts(sizes, random);
  }
  checkLength('groups', groups.length, numRows);
  const encoded = encodeLabels(groups, 'groups');
  if (encoded.labels.length < sizes.length) {
    throw new ValueError(
      `there are ${encoded.labels.length} groups; expected at least one for each of ${sizes.length} parts`,
      { hint: 'Group by something finer, or leave groups out.' },
    );
  }
  return groupedParts(encoded, classes ?? oneClass(numRows), sizes, random);
}

/** The classes, checked against the sizes of the parts that are to have each of them. */
export function encodeClasses(
  labels: Labels,
  name: string,
  sizes: readonly number[],
  { allowRareClasses = false }: Pick<HoldOutOptions, 'allowRareClasses'>,
): EncodedLabels {
  const classes = encodeLabels(labels, name);
  if (allowRareClasses) return classes;
  checkClassSizes(classes, sizes.length, `${sizes.length} parts`);
  const smallest = Math.min(...sizes);
  if (smallest < classes.labels.length) {
    throw new ValueError(
      `the smallest part has ${smallest} rows, but there are ${classes.labels.length} classes to stratify by`,
      { hint: 'Give larger parts, merge classes, or set allowRareClasses.' },
    );
  }
  return classes;
}

function orderedParts(
  sizes: readonly number[],
  { stratify, groups }: HoldOutOptions,
): Int32Array[] {
  if (stratify !== undefined || groups !== undefined) {
    throw new ValueError('shuffle is false; expected true together with stratify or groups', {
      hint: 'Leave shuffle out, or cut the rows in their order without stratify and groups.',
    });
  }
  let end = 0;
  return sizes.map((size) => {
    end += size;
    return rowRange(end - size, end);
  });
}

function oneClass(numRows: number): EncodedLabels {
  return { codes: new Int32Array(numRows), labels: [0], counts: Int32Array.of(numRows) };
}
