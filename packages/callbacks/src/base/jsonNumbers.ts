// Numbers that pass through JSON unharmed, NaN and the infinities among them.

/** A number, or null for none, as JSON can hold it. */
export type JsonNumber = number | string | null;

/** @example toJsonNumber(Number.NaN) // 'NaN' */
export function toJsonNumber(value: number | null): JsonNumber {
  return value === null || Number.isFinite(value) ? value : String(value);
}

/** The number that `toJsonNumber` was given. */
export function fromJsonNumber(value: JsonNumber): number | null {
  return value === null ? null : Number(value);
}
