// Which of two classes is the positive one, where nobody says.
import { DataError } from '@dlqr/core/errors';

/** Words that say yes, in lower case. */
const AFFIRMATIVE = new Set([
  '1',
  '1.0',
  'true',
  't',
  'yes',
  'y',
  'positive',
  'pos',
  'present',
  'on',
]);

/**
 * The positive class of two: the one that is asked for; else the larger of two numbers; else the one
 * that says yes (yes, true, positive, …) where the other does not; else the rarer one, since what is
 * looked for is usually rare; else the later in the alphabet.
 *
 * @param counts rows by class; two of them
 * @throws {DataError} when `wanted` is neither
 * @example positiveOf('churn', new Map([['no', 90], ['yes', 10]])) // 'yes'
 */
export function positiveOf(
  target: string,
  counts: ReadonlyMap<string, number>,
  wanted?: string,
): string {
  const [first, second] = [...counts.keys()].sort(byValue) as [string, string];
  if (wanted !== undefined) return requireClass(target, [first, second], wanted);
  if (isNumber(first) && isNumber(second)) return second;
  const saysYes = [first, second].filter((name) => AFFIRMATIVE.has(name.trim().toLowerCase()));
  if (saysYes.length === 1) return saysYes[0] as string;
  return (counts.get(first) as number) < (counts.get(second) as number) ? first : second;
}

function requireClass(target: string, names: readonly string[], wanted: string): string {
  const found = names.find(
    (name) => name === wanted || (isNumber(name) && isNumber(wanted) && +name === +wanted),
  );
  if (found !== undefined) return found;
  throw new DataError(
    `"${wanted}" is no class of "${target}"; the classes are ${names.join(' and ')}`,
    { hint: 'Name one of them as the positive class, spelled as in the data.' },
  );
}

function byValue(first: string, second: string): number {
  if (isNumber(first) && isNumber(second)) return +first - +second;
  return first < second ? -1 : 1;
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}
