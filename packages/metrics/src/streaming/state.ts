// The state of a streaming metric as plain JSON, and its way back.
import { ValueError } from '@dlqr/core/errors';

/** Named lists of numbers. */
export type SavedNumbers = Readonly<Record<string, ArrayLike<number>>>;

/** All that a streaming metric remembers. */
export interface MetricState {
  readonly widths: readonly [trueWidth: number, predWidth: number] | null;
  readonly diverged: boolean;
  readonly numbers: SavedNumbers;
}

/** A number as JSON can hold it; a sum that overflowed is a text. */
type JsonNumber = number | string;

/** The state as plain JSON. */
export function writeState(metric: string, { widths, diverged, numbers }: MetricState): unknown {
  const entries = Object.entries(numbers).map(([key, values]) => [
    key,
    Array.from(values, (value): JsonNumber => (Number.isFinite(value) ? value : String(value))),
  ]);
  return { metric, widths, diverged, numbers: Object.fromEntries(entries) };
}

/**
 * Reads what `writeState` wrote.
 *
 * @throws {ValueError} when it is the state of another metric, or none
 */
export function readState(metric: string, state: unknown, keys: readonly string[]): MetricState {
  const { numbers, widths, diverged, metric: writer } = fieldsOf(state);
  const lists = fieldsOf(numbers);
  const isUsable =
    writer === metric &&
    typeof diverged === 'boolean' &&
    (widths === null || isPair(widths)) &&
    keys.every((key) => isNumberList(lists[key]));
  if (!isUsable) {
    throw new ValueError(`the state is not one that ${metric}.getState() gave`, {
      hint: 'Resume with the same metrics and names as before, or call reset().',
    });
  }
  const entries = keys.map((key) => [key, (lists[key] as JsonNumber[]).map(Number)]);
  return { widths, diverged, numbers: Object.fromEntries(entries) };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isInteger);
}

function isNumberList(value: unknown): value is JsonNumber[] {
  return (
    Array.isArray(value) &&
    value.every(
      (item) => typeof item === 'number' || ['NaN', 'Infinity', '-Infinity'].includes(item),
    )
  );
}
