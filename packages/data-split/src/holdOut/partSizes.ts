// From fractions or counts to whole numbers of rows.
import { ValueError } from '@dlqr/core/errors';

/** A share of the rows (above 0, below 1) or a whole number of rows (1 or more). */
export type PartSize = number;

/** The sizes that a caller asked for, by part; the order is that of the result. */
export type RequestedSizes = Readonly<Record<string, PartSize | undefined>>;

const TOLERANCE = 1e-6; // rows; keeps 0.1 * 30 from counting as a hair more than 3

/**
 * Rows of each part, all rows used up. Held-out parts round up, so that none is empty for being
 * small; training rounds down. One part may be left open: it takes the rest.
 *
 * @throws {ValueError} when the sizes do not fill the rows exactly, or a part would be empty
 */
export function partSizes(numRows: number, requested: RequestedSizes): number[] {
  const names = Object.keys(requested);
  const ideal = names.map((name) => idealSize(name, requested[name], numRows));
  const open = ideal.filter((size) => size === null).length;
  if (open > 1) {
    throw new ValueError(
      `${describe(requested)} is not enough; expected all of ${names.join(', ')}`,
      {
        hint: 'Leave out one of them at most; it takes the remaining rows.',
      },
    );
  }
  const total = ideal.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  if (open === 0 && Math.abs(total - numRows) > TOLERANCE * Math.max(1, numRows)) {
    throw new ValueError(
      `${describe(requested)} makes ${total} of ${numRows} rows; expected parts that sum to 1, or to all rows`,
      { hint: `Leave out ${names[0]}; it takes the remaining rows.` },
    );
  }
  // The open part, or else the training part, takes what rounding leaves.
  const rest = open === 1 ? ideal.indexOf(null) : 0;
  const sizes = ideal.map((size, index) => (index === rest ? 0 : rounded(size ?? 0, index === 0)));
  sizes[rest] = numRows - sizes.reduce((sum, size) => sum + size, 0);
  checkNoneEmpty(names, sizes, numRows);
  return sizes;
}

/** Sizes of a training and a test part. */
export interface TrainTestSizes {
  readonly train?: PartSize;
  readonly test?: PartSize;
}

/**
 * Rows of a training and a test part that need not use up all rows. A part that is not given takes
 * the rest.
 *
 * @param defaultTest the test share where neither is given
 * @throws {ValueError} when they are more than there are, or a part would be empty
 */
export function partSizesWithin(
  numRows: number,
  { train, test }: TrainTestSizes,
  defaultTest: number,
): readonly [train: number, test: number] {
  if (train === undefined || test === undefined) {
    const openTest = train === undefined ? (test ?? defaultTest) : undefined;
    const [numTrain, numTest] = partSizes(numRows, { train, test: openTest });
    return [numTrain as number, numTest as number];
  }
  const numTrain = rounded(idealSize('train', train, numRows) ?? 0, true);
  const numTest = rounded(idealSize('test', test, numRows) ?? 0, false);
  if (numTrain + numTest > numRows) {
    throw new ValueError(
      `${describe({ train, test })} makes ${numTrain} + ${numTest} rows; expected at most ${numRows}`,
    );
  }
  checkNoneEmpty(['train', 'test'], [numTrain, numTest], numRows);
  return [numTrain, numTest];
}

function idealSize(name: string, size: PartSize | undefined, numRows: number): number | null {
  if (size === undefined) return null;
  if (size > 0 && size < 1) return size * numRows;
  if (Number.isSafeInteger(size) && size >= 1) return size;
  throw new ValueError(
    `${name} is ${size}; expected a share of the rows (between 0 and 1) or a whole number of rows`,
  );
}

function rounded(size: number, isTrain: boolean): number {
  return isTrain ? Math.floor(size + TOLERANCE) : Math.ceil(size - TOLERANCE);
}

function checkNoneEmpty(names: readonly string[], sizes: readonly number[], numRows: number): void {
  const empty = sizes.findIndex((size) => size < 1);
  if (empty < 0) return;
  const parts = names.map((name, index) => `${name} ${Math.max(0, sizes[index] as number)}`);
  throw new ValueError(
    `${numRows} rows do not suffice: ${parts.join(', ')}; expected at least 1 row in each`,
    { hint: 'Give smaller parts, or use cross-validation (kFold, leaveOneOut).' },
  );
}

function describe(requested: RequestedSizes): string {
  const given = Object.entries(requested).filter(([, size]) => size !== undefined);
  return `{ ${given.map(([name, size]) => `${name}: ${size}`).join(', ')} }`;
}
