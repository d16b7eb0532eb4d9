// Axes with round limits and ticks; log axes whose ticks can be read.
import { ValueError } from '@dlqr/core/errors';
import type { Numbers } from '../data/checks.ts';
import { niceStep } from '../data/niceSteps.ts';
import { extentOf } from '../data/summary.ts';

/** How distances on an axis stand for numbers. */
export type ScaleKind = 'linear' | 'log';

/** An axis before it is drawn. */
export interface Axis {
  /** What it shows, with the unit in brackets. */
  readonly title: string;
  readonly kind: ScaleKind;
  readonly domain: readonly [number, number];
  /** True where only whole numbers make sense: epochs, counts. */
  readonly whole?: boolean;
  /** A d3 number format, where the default does not do. */
  readonly format?: string;
  /** About how many ticks a linear axis has; 6 by default. */
  readonly tickCount?: number;
}

/** What of the data decides the limits of an axis. */
export interface AxisOptions {
  readonly title: string;
  readonly kind?: ScaleKind;
  readonly whole?: boolean;
  readonly format?: string;
  readonly tickCount?: number;
  /** Whether 0 must be on the axis: yes for bars. */
  readonly zero?: boolean;
  /** Free space at both ends, as a part of the range; 0 by default. */
  readonly margin?: number;
  /** The ends of the axis, whatever the data are. */
  readonly limits?: Limits;
}

/** The lower and the upper end of an axis. */
export type Limits = readonly [number, number];

/** An axis that shows every finite value of the lists (on a log axis: every positive one). */
export function axisOver(lists: readonly Numbers[], options: AxisOptions): Axis {
  const { title, kind = 'linear', zero = false, margin = 0 } = options;
  const shown = kind === 'log' ? lists.map(positive) : zero ? [...lists, [0]] : lists;
  const extent = extentOf(shown) ?? (kind === 'log' ? [1, 10] : [0, 1]);
  const fitted = kind === 'log' ? logDomain(extent) : linearDomain(extent, margin, zero);
  const domain = options.limits ?? fitted;
  return {
    title,
    kind,
    domain,
    ...(options.whole === undefined ? {} : { whole: options.whole }),
    ...(options.format === undefined ? {} : { format: options.format }),
    ...(options.tickCount === undefined ? {} : { tickCount: options.tickCount }),
  };
}

/** How numbers are written on an axis: a d3 format, a vega expression. */
interface Labels {
  format?: string;
  labelExpr?: string;
}

/** A numeric vega-lite channel. */
export interface QuantitativeChannel {
  readonly field: string;
  readonly type: 'quantitative';
  readonly scale:
    | { type: 'linear'; domain: number[]; nice: false; zero: false }
    | { type: 'log'; domain: number[]; nice: false };
  readonly axis: Labels & {
    title: string;
    values?: number[];
    tickCount?: number;
    tickMinStep?: number;
  };
}

/** The channel that puts a field on an axis. */
export function quantitative(field: string, axis: Axis): QuantitativeChannel {
  const { title, kind, whole, tickCount = 6 } = axis;
  const domain = [...axis.domain];
  const labels = { title, ...labelsFor(axis) };
  if (kind === 'log') {
    const scale = { type: kind, domain, nice: false } as const;
    return {
      field,
      type: 'quantitative',
      scale,
      axis: { ...labels, values: logTicks(axis.domain) },
    };
  }
  const scale = { type: kind, domain, nice: false, zero: false } as const;
  const ticks = { tickCount, ...(whole ? { tickMinStep: 1 } : {}) };
  return { field, type: 'quantitative', scale, axis: { ...labels, ...ticks } };
}

/** Where on an axis a value stands: 0 at its lower, 1 at its upper end. */
export function placeOn({ kind, domain: [low, high] }: Axis, value: number): number {
  if (kind === 'log') return Math.log(value / low) / Math.log(high / low);
  return (value - low) / (high - low);
}

/**
 * Refuses ends that do not rise, or that a log axis cannot have.
 *
 * @throws {ValueError} when the ends are not finite, the lower is not below the upper, or it is not
 *   positive on a log axis
 */
export function requireLimits(name: string, limits: Limits | undefined, kind: ScaleKind): void {
  if (limits === undefined) return;
  const [low, high] = limits;
  const rise = Number.isFinite(low) && Number.isFinite(high) && low < high;
  if (rise && (kind === 'linear' || low > 0)) return;
  const need = kind === 'log' ? 'two rising positive numbers' : 'two rising numbers';
  throw new ValueError(`${name} are ${low} and ${high}; expected ${need}`);
}

function linearDomain(extent: [number, number], margin: number, zero: boolean): [number, number] {
  const [low, high] = extent;
  if (low === high) {
    const half = low === 0 ? 1 : Math.abs(low) * 0.1;
    return [low - half, high + half];
  }
  const space = (high - low) * margin;
  const hasFoot = low === 0 || (low > 0 && low - space < 0); // no room for what cannot be
  return [hasFoot ? 0 : low - space, zero && high === 0 ? 0 : high + space];
}

function logDomain([low, high]: [number, number]): [number, number] {
  const room = low === high ? 2 : (high / low) ** 0.04;
  return [low / room, high * room];
}

/** Powers of ten; with 2 and 5 between them while the axis spans few; round steps within one. */
function logTicks([low, high]: readonly [number, number]): number[] {
  const decades = Math.log10(high / low);
  if (decades < 1) {
    const step = niceStep((high - low) / 5);
    const first = Math.ceil(low / step);
    const count = Math.floor(high / step) - first + 1;
    return Array.from({ length: count }, (_, index) => roundOff((first + index) * step));
  }
  const digits = decades < 3 ? [1, 2, 5] : [1];
  const stride = Math.max(1, Math.ceil(decades / 8));
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    if (power % stride !== 0) continue;
    for (const digit of digits) ticks.push(Number(`${digit}e${power}`));
  }
  return ticks.filter((tick) => tick >= low && tick <= high);
}

/** Labels where d3's own choice is hard to read: very large, very small, whole, and log. */
function labelsFor({ kind, domain, whole = false, format }: Axis): Labels {
  if (format !== undefined) return { format };
  if (kind === 'log') {
    const plain = 'abs(datum.value) >= 1e-4 && abs(datum.value) < 1e6';
    const power = "replace(format(datum.value, '~e'), 'e+', 'e')";
    return { labelExpr: `${plain} ? format(datum.value, ',.6~g') : ${power}` };
  }
  const largest = Math.max(Math.abs(domain[0]), Math.abs(domain[1]));
  if (largest >= 1e12 || largest < 1e-3) return { format: '~e' };
  if (largest >= 1e5) {
    const billions = "replace(datum.label, 'G', 'B')"; // of numbers; G is for bytes
    return { format: '~s', labelExpr: `datum.value === 0 ? '0' : ${billions}` };
  }
  return whole ? { format: ',d' } : {};
}

function roundOff(value: number): number {
  return Number(value.toPrecision(12));
}

function positive(values: Numbers): number[] {
  return Array.from(values).filter((value) => value > 0);
}
