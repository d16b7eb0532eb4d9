// How a progress bar words numbers, times and bars; pure functions.
import type { Logs } from '@dlqr/core';

/** @example metricText(0.12345) // '0.1235' */
export function metricText(value: number): string {
  const size = Math.abs(value);
  const plain = size === 0 || (size > 1e-3 && size < 1e6) || !Number.isFinite(value);
  if (!plain) return value.toExponential(4);
  return Number.isFinite(value) ? value.toFixed(4) : String(value);
}

/** @example logsText({ loss: 0.5, valLoss: 0.7 }) // 'loss 0.5000  valLoss 0.7000' */
export function logsText(logs: Logs): string {
  return Object.entries(logs)
    .map(([name, value]) => `${name} ${metricText(value)}`)
    .join('  ');
}

/** @example durationText(75_000) // '1:15' */
export function durationText(milliseconds: number): string {
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)}s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds}s`;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = String(seconds % 60).padStart(2, '0');
  if (hours === 0) return `${minutes}:${rest}`;
  return `${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
}

/** The two parts of a bar: what is done, and what is left. */
export function barParts(fraction: number, width: number): [done: string, left: string] {
  const done = Math.round(Math.min(1, Math.max(0, fraction)) * width);
  return ['━'.repeat(done), '─'.repeat(width - done)];
}
