// The check at the door of schedules and optimizers: is this option a number in its range?
import { ValueError } from '../errors/index.ts';

/** The numbers that an option may be; every bound is optional. */
export interface NumberRange {
  /** The smallest allowed number. */
  readonly least?: number;
  /** Every allowed number is larger. */
  readonly above?: number;
  /** The largest allowed number. */
  readonly most?: number;
  /** Every allowed number is smaller. */
  readonly below?: number;
  /** Whether only whole numbers are allowed; default false. */
  readonly whole?: boolean;
}

/**
 * Expects a finite number in a range.
 *
 * @throws {ValueError} with the option's name, what it is and what was expected
 */
export function checkNumber(name: string, value: unknown, range: NumberRange = {}): void {
  const { least = -Infinity, above = -Infinity, most = Infinity, below = Infinity } = range;
  const fits =
    typeof value === 'number' &&
    Number.isFinite(value) &&
    (range.whole !== true || Number.isSafeInteger(value)) &&
    value >= least &&
    value > above &&
    value <= most &&
    value < below;
  if (!fits) throw new ValueError(`${name} is ${shown(value)}; expected ${described(range)}`);
}

function described({ least, above, most, below, whole }: NumberRange): string {
  const bounds = [
    least === undefined ? [] : [`at least ${least}`],
    above === undefined ? [] : [`above ${above}`],
    most === undefined ? [] : [`at most ${most}`],
    below === undefined ? [] : [`below ${below}`],
  ].flat();
  const kind = whole === true ? 'a whole number' : 'a finite number';
  return bounds.length === 0 ? kind : `${kind} ${bounds.join(' and ')}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
