// Bars or dots for named values, with error bars, side by side in groups if need be.
import { DataError, ValueError } from '@dlqr/core/errors';
import { requireBothEnds } from '../data/checks.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import { axisOver } from './axis.ts';
import { type Bar, type BarLook, barLayers } from './barLayers.ts';
import { plotFigure } from './frame.ts';
import { missingNote } from './pointLayers.ts';

/** How bars are drawn. */
export interface BarFigureOptions extends FigureOptions {
  /** What the lengths are, with the unit in brackets. */
  readonly valueTitle?: string;
  /** A d3 number format for values, such as `'.0%'`. */
  readonly valueFormat?: string;
  /** Bars from zero, or dots on an axis that need not hold zero; bars by default. */
  readonly mark?: 'bar' | 'dot';
  /** Horizontal bars leave room for long names; the default. */
  readonly orientation?: 'horizontal' | 'vertical';
  /** Writes each value beside its bar; false by default. */
  readonly showValues?: boolean;
  /** Names drawn in colour while all others turn grey. */
  readonly highlight?: readonly string[];
  /** Values marked with a line across all bars. */
  readonly references?: readonly number[];
}

/**
 * Named values in the order given.
 *
 * A value that is not finite keeps its name, without a bar, and the subtitle counts it.
 *
 * @param bars at least one; bars of one name stand side by side when their `group` differs
 * @throws {ValueError} when there are no bars, two have the same name and group, `low`
 *   exceeds `high`, or only one of the two is given
 * @throws {DataError} when no value is finite
 * @example
 * barFigure([{ name: 'cat', value: 0.91 }, { name: 'dog', value: 0.87 }], {
 *   title: 'Cats are recognised best',
 *   valueTitle: 'recall',
 * });
 */
export function barFigure(bars: readonly Bar[], options: BarFigureOptions = {}): Figure {
  checkBars(bars);
  const { valueTitle = '', valueFormat, width = 640 } = options;
  const look: BarLook = {
    mark: options.mark ?? 'bar',
    orientation: options.orientation ?? 'horizontal',
    showValues: options.showValues ?? false,
    highlight: options.highlight ?? [],
    references: options.references ?? [],
    width,
  };
  const ends = bars.flatMap(({ value, low = value, high = value }) => [value, low, high]);
  const axis = axisOver([ends, look.references], {
    title: valueTitle,
    zero: look.mark === 'bar',
    margin: look.showValues ? 0.14 : 0.06,
    ...(valueFormat === undefined ? {} : { format: valueFormat }),
  });
  const missing = bars.filter(({ value }) => !Number.isFinite(value)).length;
  return plotFigure(barLayers(bars, axis, look), options, {
    title: valueTitle === '' ? 'Values by name' : valueTitle,
    width,
    height: look.orientation === 'vertical' ? 380 : 130 + bars.length * 24,
    notes: missing > 0 ? [missingNote(missing)] : [],
  });
}

function checkBars(bars: readonly Bar[]): void {
  if (bars.length === 0) throw new ValueError('there are no bars; expected at least one');
  const seen = new Set<string>();
  for (const { name, group = '', low, high } of bars) {
    requireBothEnds(name, low, high);
    const key = JSON.stringify([name, group]);
    if (seen.has(key)) {
      const where = group === '' ? '' : ` in group "${group}"`;
      throw new ValueError(`two bars are named "${name}"${where}; expected each name once`);
    }
    seen.add(key);
    if (low !== undefined && high !== undefined && low > high) {
      throw new ValueError(`the bar "${name}" has low ${low} above high ${high}`);
    }
  }
  if (bars.some(({ value }) => Number.isFinite(value))) return;
  throw new DataError(`none of the ${bars.length} bars has a finite value`);
}
