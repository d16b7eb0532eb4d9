// The check at the door of everything that takes options from files or command lines.
import { ValueError } from '../errors/index.ts';

/**
 * Expects only known option names.
 *
 * @throws {ValueError} with the unknown names, and the known ones as a hint
 */
export function checkNames(owner: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new ValueError(`${owner} has no option ${unknown.join(', ')}`, {
    hint: `Its options are ${known.join(', ')}.`,
  });
}
