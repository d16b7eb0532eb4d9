// Reads what `--class-weight` says.
import type { NamedClassWeight } from '@dlqr/core';
import { UsageError } from '@dlqr/core/errors';

/**
 * The class weights that a text asks for: `none`, `balanced`, or weights by class such as `yes=5,no=1`.
 *
 * @returns null for `none`: all rows count the same
 * @throws {UsageError} when they cannot be read; whether there are such classes only the data tells
 * @example parseClassWeight('yes=5') // { yes: 5 }
 */
export function parseClassWeight(text: string): NamedClassWeight | null {
  if (text === 'none') return null;
  if (text === 'balanced') return text;
  const entries = text.split(',').map((part) => {
    const at = part.lastIndexOf('=');
    const [name, weight] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    if (at <= 0 || weight === '' || Number.isNaN(Number(weight))) {
      throw new UsageError(`--class-weight has "${part}"; expected a class and a number: yes=5`, {
        hint: 'Give none, balanced, or weights by class: yes=5,no=1.',
      });
    }
    return [name, Number(weight)] as const;
  });
  return Object.fromEntries(entries);
}
