// Which of the labels is the positive one.
import { ValueError } from '@dlqr/core/errors';
import type { Label } from '../inputs/tensorLike.ts';

/**
 * The positive label: the one asked for, or 1 where the labels are 0 and 1 or -1 and 1.
 *
 * @param labels those that occur
 * @throws {ValueError} when it is not asked for and the labels do not tell, or it is neither of two
 */
export function positiveLabel(labels: readonly Label[], posLabel: Label | null | undefined): Label {
  const list = labels.join(', ');
  if (posLabel === undefined || posLabel === null) {
    if (isConventional(labels)) return 1;
    throw new ValueError(`yTrue holds the labels ${list}; expected 0 and 1, or -1 and 1`, {
      hint: 'Name the positive label: posLabel.',
    });
  }
  const isMistaken = labels.length > 1 || typeof labels[0] !== typeof posLabel;
  if (isMistaken && !labels.includes(posLabel)) {
    throw new ValueError(`posLabel is ${posLabel}; expected one of the labels ${list}`);
  }
  return posLabel;
}

/** Whether the labels are 0 and 1, -1 and 1, or one of these three alone. */
export function isConventional(labels: readonly Label[]): boolean {
  const [first, second] = labels;
  if (labels.length === 1) return first === 0 || first === 1 || first === -1;
  return labels.length === 2 && second === 1 && (first === 0 || first === -1);
}
