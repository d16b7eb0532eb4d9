// Numbers that pass through JSON bit for bit.
import { FileError } from '@dlqr/core/errors';

/** A number as JSON can hold it; JSON itself turns -0 into 0 and has no NaN and no infinities. */
export type JsonNumber = number | 'NaN' | 'Infinity' | '-Infinity' | '-0';

const SPECIAL = ['NaN', 'Infinity', '-Infinity', '-0'] as const;

/** @example toJsonNumber(-0) // '-0' */
export function toJsonNumber(value: number): JsonNumber {
  return SPECIAL.find((text) => Object.is(Number(text), value)) ?? value;
}

/** The numbers of an array, in order. */
export function toJsonNumbers(values: ArrayLike<number>): JsonNumber[] {
  return Array.from(values, toJsonNumber);
}

/** @throws {FileError} when `value` is not what `toJsonNumber` gives */
export function fromJsonNumber(value: unknown, name: string): number {
  if (typeof value === 'number') return value;
  if (SPECIAL.some((text) => text === value)) return Number(value);
  throw new FileError(`the state's ${name} is ${JSON.stringify(value)}; expected a number`);
}
