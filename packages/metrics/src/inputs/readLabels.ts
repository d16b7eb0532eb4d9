// The public door for class labels: whole numbers or texts, never scores.
import { ValueError } from '@dlqr/core/errors';
import { readVector, requireSamples } from './readMatrix.ts';
import type { Label, LabelInput, NumericInput } from './tensorLike.ts';

/** One label per sample, all of one kind. */
export type LabelVector = Float64Array | readonly string[];

/**
 * Reads one label per sample.
 *
 * @throws {ShapeError} when there are none, or columns
 * @throws {ValueError} when numbers and texts are mixed, or a number is not whole
 */
export function readLabels(input: LabelInput, name: string): LabelVector {
  if (isTextArray(input)) return readTexts(input, name);
  const values = readVector(input as NumericInput, name);
  const fraction = values.findIndex((value) => !Number.isInteger(value));
  if (fraction >= 0) {
    throw new ValueError(
      `${name}[${fraction}] is ${values[fraction]}; expected labels, that is whole numbers or texts`,
      { hint: 'Turn scores into labels first, with thresholdLabels or argMaxLabels.' },
    );
  }
  return values;
}

/** The different labels in ascending order, numbers by size and texts by character code. */
export function sortedLabels(labels: Iterable<Label>): Label[] {
  return [...new Set(labels)].sort(compareLabels);
}

/**
 * Reads a list of classes that the caller gave.
 *
 * @throws {ShapeError} when it is empty
 * @throws {ValueError} when a label comes twice
 */
export function readLabelList(labels: LabelInput, name = 'labels'): readonly Label[] {
  const list: readonly Label[] = Array.from<Label>(readLabels(labels, name));
  const repeated = list.find((label, index) => list.indexOf(label) < index);
  if (repeated === undefined) return list;
  throw new ValueError(`${name} has ${String(repeated)} twice; expected each label once`);
}

/** Throws when one is of texts and the other of numbers. */
export function requireSameKind(
  name: string,
  labels: ArrayLike<Label>,
  other: string,
  others: ArrayLike<Label>,
): void {
  const [kind, expected] = [typeof labels[0], typeof others[0]];
  if (kind === expected) return;
  throw new ValueError(`${name} holds ${kind}s; expected ${expected}s, as in ${other}`);
}

/** Whether labels are texts. */
export function isTextArray(input: LabelInput): input is readonly string[] {
  return Array.isArray(input) && typeof input[0] === 'string';
}

function readTexts(texts: readonly string[], name: string): readonly string[] {
  requireSamples(texts.length, name);
  const other = texts.findIndex((text) => typeof text !== 'string');
  if (other < 0) return texts;
  throw new ValueError(`${name}[${other}] is ${String(texts[other])}; expected a text, as before`, {
    hint: 'Make all labels texts, or all of them whole numbers.',
  });
}

function compareLabels(left: Label, right: Label): number {
  return left < right ? -1 : Number(left > right);
}
