// The rows of each fold, and the check of splits that come from outside.
import { ShapeError, ValueError } from '../errors/index.ts';

/** Row numbers of one fold; what the splitters of `@dlqr/data-split` and others give. */
export interface FoldRows {
  /** [train rows] */
  readonly train: Int32Array;
  /** [test rows] */
  readonly test: Int32Array;
}

/**
 * Reads all splits, so that a bad one is found before anything is trained.
 *
 * A row may train twice (bootstrap, oversampling) but is tested once a fold.
 *
 * @throws {ShapeError} when there is no split, or a side of one is empty
 * @throws {ValueError} when a row does not exist, is on both sides, or is tested twice in a fold
 */
export function checkedSplits(splits: Iterable<FoldRows>, numRows: number): FoldRows[] {
  const all = [...splits];
  if (all.length === 0) throw new ShapeError('splits is empty; expected at least one fold');
  const lastUse = new Int32Array(numRows); // number and side of the fold that used the row last
  for (const [fold, { train, test }] of all.entries()) {
    checkSide(train, 'train', fold, numRows);
    checkSide(test, 'test', fold, numRows);
    const [tested, trained] = [2 * fold + 1, 2 * fold + 2];
    for (const row of test) {
      if (lastUse[row] === tested) throw new ValueError(`fold ${fold} tests row ${row} twice`);
      lastUse[row] = tested;
    }
    for (const row of train) {
      if (lastUse[row] === tested) {
        throw new ValueError(`fold ${fold} has row ${row} in train and in test`, {
          hint: 'A row that was trained on says nothing about new rows: take it out of one side.',
        });
      }
      lastUse[row] = trained;
    }
  }
  return all;
}

function checkSide(rows: Int32Array, side: string, fold: number, numRows: number): void {
  if (!(rows instanceof Int32Array)) {
    throw new ValueError(`${side} of fold ${fold} is no Int32Array of row numbers`, {
      hint: 'Take the splits from @dlqr/data-split, or wrap the row numbers in Int32Array.from.',
    });
  }
  if (rows.length === 0) throw new ShapeError(`fold ${fold} has no ${side} rows`);
  const bad = rows.find((row) => row < 0 || row >= numRows);
  if (bad === undefined) return;
  throw new ValueError(
    `fold ${fold} has row ${bad} in ${side}; there are rows 0 to ${numRows - 1}`,
    {
      hint: 'Make the splits from as many rows as the data has.',
    },
  );
}
