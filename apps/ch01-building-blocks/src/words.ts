// Numbers as they stand in sentences and tables.

/** Three significant digits, in powers of ten only where it must be. */
export function digits(value: number, significant = 3): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e6)) {
    return String(Number(value.toPrecision(significant)));
  }
  return power(value);
}

/** Two digits and a power of ten, for differences and for what vanishes: 3.1e-8. */
export function power(value: number): string {
  return value === 0 ? '0' : value.toExponential(1);
}

/** A share as percentage: 12.5 %. */
export function percent(share: number): string {
  return `${digits(100 * share)} %`;
}

/** A whole number with commas between thousands: 1,234,567. */
export function count(value: number): string {
  return value.toLocaleString('en-GB');
}

/** A column's name as a reader says it: Miles_per_Gallon becomes miles per gallon. */
export function plainName(column: string): string {
  return column.replaceAll('_', ' ').toLowerCase();
}
