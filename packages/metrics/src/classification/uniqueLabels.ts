import { readLabels, requireSameKind, sortedLabels } from '../inputs/readLabels.ts';
import type { Label, LabelInput } from '../inputs/tensorLike.ts';

/**
 * The different labels of one or more arrays, in ascending order.
 *
 * The order of rows and columns of `confusionMatrix` and of per-class results.
 *
 * @param arrays labels, [samples] each
 * @returns numbers by size, texts by character code
 * @throws {ValueError} when numbers and texts are mixed, or a number is not whole
 * @example uniqueLabels([2, 0, 2], [1, 1, 0]) // [0, 1, 2]
 */
export function uniqueLabels(...arrays: readonly LabelInput[]): Label[] {
  const vectors = arrays.map((array, index) => readLabels(array, `argument ${index + 1}`));
  const seen = new Set<Label>();
  vectors.forEach((vector, index) => {
    requireSameKind(`argument ${index + 1}`, vector, 'argument 1', vectors[0] ?? vector);
    for (const label of vector) seen.add(label);
  });
  return sortedLabels(seen);
}
