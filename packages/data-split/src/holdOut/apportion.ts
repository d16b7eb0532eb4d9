// Whole numbers in the place of a table of fractions, with all row and column sums kept.

/**
 * How many rows of each class each part gets. Every class is used up, every part gets its size, and
 * each number is the exact share rounded up or down.
 *
 * The classes are rounded one after another, up where a part lacks most so far. With three parts no
 * part then ever lacks, or has too much of, a whole row: before a class is dealt all lack less than
 * one row and the sum is zero; if one share is to be rounded up, two parts cannot both lack a row or
 * more; if two are, the part left out lacks at most 2/3. At the end, where what is lacking must be a
 * whole number, it is therefore zero.
 *
 * @param classCounts rows of each class, [classes]
 * @param sizes rows of each part, three parts at most; they sum to all rows
 * @returns rows by [class][part]
 */
export function apportion(classCounts: Int32Array, sizes: readonly number[]): Int32Array[] {
  const numRows = sizes.reduce((sum, size) => sum + size, 0);
  const lacking = sizes.map(() => 0); // what each part lacks so far, in units of 1 / numRows
  return Array.from(classCounts, (count) => {
    const shares = Int32Array.from(sizes, (size) => Math.floor((count * size) / numRows));
    const fractions = sizes.map((size, part) => count * size - (shares[part] as number) * numRows);
    fractions.forEach((fraction, part) => {
      lacking[part] = (lacking[part] as number) + fraction;
    });
    const neediest = [...sizes.keys()]
      .filter((part) => (fractions[part] as number) > 0)
      .sort((a, b) => (lacking[b] as number) - (lacking[a] as number));
    const numUp = count - shares.reduce((sum, share) => sum + share, 0);
    for (const part of neediest.slice(0, numUp)) {
      shares[part] = (shares[part] as number) + 1;
      lacking[part] = (lacking[part] as number) - numRows;
    }
    return shares;
  });
}
