// Decimal text rounded as Python and C round it.

/**
 * A number with so many digits behind the point, exact ties going to the even digit.
 *
 * `toFixed` sends ties up: it makes 0.13 of 0.125, where Python makes 0.12. A double lies exactly
 * between two decimals of n digits only where value · 2^(n + 1) is an odd whole number.
 */
export function toFixedHalfEven(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'nan';
  const text = value.toFixed(digits);
  const lastDigit = Number(text.at(-1));
  const isTie = Math.abs(value * 2 ** (digits + 1)) % 2 === 1;
  return isTie && lastDigit % 2 === 1 ? text.slice(0, -1) + (lastDigit - 1) : text;
}
