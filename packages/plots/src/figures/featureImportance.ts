// Which inputs matter: bars from the most important down, with their spread.
import { ValueError } from '@dlqr/core/errors';
import { barFigure } from '../blocks/barFigure.ts';
import { sentences } from '../blocks/frame.ts';
import type { Figure, FigureOptions } from '../figure.ts';

/** One input and how much it matters. */
export interface Importance {
  readonly name: string;
  /** Mean over repetitions, such as the rise of the error when the column is shuffled. */
  readonly mean: number;
  /** Half the length of the error bar: a standard deviation, or half of an interval. */
  readonly spread?: number;
}

/** How importances are drawn. */
export interface FeatureImportanceOptions extends FigureOptions {
  /** What the length of a bar is, with the unit in brackets. */
  readonly valueTitle?: string;
  /** What the error bars are: "one standard deviation over 10 shuffles". */
  readonly spreadTitle?: string;
  /** Largest number of bars; 20 by default. */
  readonly top?: number;
}

/**
 * Importances as bars, the largest on top.
 *
 * @param items at least one; means that are not finite go to the bottom, without a bar
 * @throws {ValueError} when there are no items, two have one name, a spread is negative, or `top`
 *   is below 1
 * @throws {DataError} when no mean is finite
 * @example
 * featureImportance([{ name: 'year', mean: 1.1 }, { name: 'weight', mean: 3.2, spread: 0.2 }])
 *   .title; // 'The most important feature is weight'
 */
export function featureImportance(
  items: readonly Importance[],
  options: FeatureImportanceOptions = {},
): Figure {
  const { top = 20, spreadTitle, valueTitle = 'importance' } = options;
  if (!(top >= 1)) throw new ValueError(`top is ${top}; expected at least 1`);
  const negative = items.find(({ spread = 0 }) => spread < 0);
  if (negative) {
    throw new ValueError(
      `the spread of "${negative.name}" is ${negative.spread}; expected 0 or more`,
    );
  }
  const sorted = [...items].sort((a, b) => rank(b.mean) - rank(a.mean));
  const bars = sorted.slice(0, top).map(({ name, mean, spread }) => ({
    name,
    value: mean,
    ...(spread === undefined ? {} : { low: mean - spread, high: mean + spread }),
  }));
  return barFigure(bars, {
    title: `The most important feature is ${sorted[0]?.name}`,
    ...options,
    subtitle: sentences(
      options.subtitle,
      spreadTitle === undefined ? undefined : `Error bars: ${spreadTitle}`,
      sorted.length > top ? `The ${top} largest of ${sorted.length}` : undefined,
    ),
    valueTitle,
    showValues: true,
  });
}

function rank(mean: number): number {
  return Number.isFinite(mean) ? mean : Number.NEGATIVE_INFINITY;
}
