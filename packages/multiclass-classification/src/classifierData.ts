// The data of a classifier: three sets of samples, class names, and how raw rows become inputs.
import { DataError } from '@dlqr/core/errors';
import type { TablePreprocessor } from '@dlqr/preprocessing';
import { countsOf } from './classTarget.ts';
import type { ClassSamples } from './samples.ts';

/** How raw rows become what the net sees. */
export type InputPreparation =
  | { readonly kind: 'table'; readonly preprocessor: TablePreprocessor; readonly target: string }
  | {
      readonly kind: 'array';
      /** Of one row: [height, width, channels] for images. */
      readonly rowShape: readonly number[];
      /** Whether rows are bytes, 0 to 255, which the net scales to 0 to 1 itself. */
      readonly areBytes: boolean;
    };

/** Everything that training and assessment need. */
export interface ClassifierData {
  readonly classNames: readonly string[];
  readonly numRows: number;
  readonly train: ClassSamples;
  readonly validation: ClassSamples;
  readonly test: ClassSamples;
  readonly preparation: InputPreparation;
  /** The share of test rows whose inputs also stand among the training rows; null: not looked for. */
  readonly leakedShare: number | null;
  /** Why the parts have the sizes they have. */
  readonly splitReason: string;
  readonly warnings: readonly string[];
}

/** The parts of the data. */
export type Part = 'train' | 'validation' | 'test';

/**
 * Expects each class in each part: what is not trained on cannot be predicted, and what is not
 * tested is not known.
 *
 * @throws {DataError} when a class is missing from a part; the message names both
 */
export function checkParts(
  parts: Readonly<Record<Part, ClassSamples>>,
  classNames: readonly string[],
): void {
  for (const part of ['train', 'validation', 'test'] as const) {
    const counts = countsOf(parts[part].labels, classNames.length);
    const missing = counts.indexOf(0);
    if (missing < 0) continue;
    const name = part === 'train' ? 'training' : part;
    throw new DataError(`the class "${classNames[missing]}" has no ${name} rows`, {
      hint: 'Leave the class out, give more of its rows, or split in another way.',
    });
  }
}
