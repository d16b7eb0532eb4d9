// Numbers as titles show them.

const groups = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/**
 * A number with three significant digits, or all digits of a whole number.
 *
 * @example formatNumber(0.41234) // '0.412'
 * @example formatNumber(4898) // '4,898'
 * @example formatNumber(0.0000123) // '1.23e-5'
 */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e7) return withMinus(groups.format(value));
  if (!Number.isFinite(value)) return String(value);
  if (size < 1e-4 || size >= 1e7) return withMinus(value.toExponential(2).replace(/\.?0+e/, 'e'));
  const rounded = Number(value.toPrecision(3));
  if (Math.abs(rounded) >= 1000) return withMinus(groups.format(value));
  return withMinus(String(rounded));
}

/**
 * A share, 0 to 1, as a whole percentage. What is not all never reads "100%", what is not none never "0%".
 *
 * @example formatPercent(0.9996) // '99.9%'
 */
export function formatPercent(share: number): string {
  const percent = share * 100;
  if (percent > 99 && percent < 100) return `${Math.floor(percent * 10) / 10}%`;
  if (percent > 0 && percent < 1) return `${Math.ceil(percent * 10) / 10}%`;
  return `${Math.round(percent)}%`;
}

/**
 * A share, 0 to 1, as a percentage with one decimal, for scores close to all or to none.
 *
 * @example formatFinePercent(0.97934) // '97.9%'
 */
export function formatFinePercent(share: number): string {
  const tenths = share * 1000;
  if (tenths > 999 && tenths < 1000) return '99.9%';
  if (tenths > 0 && tenths < 1) return '0.1%';
  return share === 1 || share === 0 ? `${share * 100}%` : `${(tenths / 10).toFixed(1)}%`;
}

/**
 * A score with three decimals, also where they are zeros, so that scores can be compared at a glance.
 * What is not 1 never reads "1.000".
 *
 * @example formatScore(0.9) // '0.900'
 * @example formatScore(0.99987) // '0.999'
 */
export function formatScore(score: number): string {
  if (score > 0.999 && score < 1) return '0.999';
  return withMinus(score.toFixed(3));
}

function withMinus(text: string): string {
  return text.replace(/^-/, '\u2212').replace('e+', 'e');
}
