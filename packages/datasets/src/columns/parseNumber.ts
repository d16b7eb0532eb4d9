// Reads one cell as a number; knows nothing of columns.

/** What may stand between the whole part and the fraction; `either` leaves it to the column. */
export type DecimalMark = '.' | ',' | 'either';

const COMMA_NUMBER = /^[+-]?(?:\d+,\d*|,\d+)(?:[eE][+-]?\d+)?$/;
const RADIX_NUMBER = /^0[xob]/i;

/**
 * The number a trimmed text spells in decimal notation: digits, sign, decimal mark, exponent.
 *
 * @returns NaN where the text is anything else, hexadecimal included; an infinity where it says
 *   `Infinity` or a number too large for 64 bits
 * @example parseNumber('+1.5e3', '.') // 1500
 */
export function parseNumber(text: string, mark: DecimalMark): number {
  if (mark !== '.' && text.includes(',')) {
    return COMMA_NUMBER.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  }
  if (mark === ',' && text.includes('.')) return Number.NaN;
  if (text === '') return Number.NaN;
  const value = Number(text);
  return text.charCodeAt(0) === 48 && RADIX_NUMBER.test(text) ? Number.NaN : value;
}

/** Whether the text is one of the ways in which Python, R and spreadsheets spell infinity. */
export function isInfinityText(text: string): boolean {
  return /^[+-]?inf(?:inity)?$/i.test(text);
}
