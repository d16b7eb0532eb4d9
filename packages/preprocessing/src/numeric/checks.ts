// Checks of options, made once in the constructors.
import { ValueError } from '@dlqr/core/errors';

/** @throws {ValueError} unless the value is a whole number of at least `minimum` */
export function checkCount(option: string, value: number, minimum: number): void {
  if (Number.isSafeInteger(value) && value >= minimum) return;
  throw new ValueError(`${option} is ${value}; expected a whole number of at least ${minimum}`);
}
