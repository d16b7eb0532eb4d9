// A problem of two numbers: a line through points, its weight and its bias.
import type { ChapterData } from '../chapterData.ts';
import { meanVector } from '../maths/gradientNoise.ts';
import { mean } from '../statistics.ts';

/** Weight and bias. */
export type Line = readonly [weight: number, bias: number];

/** Points, where descent starts, and where it should end. */
export interface LineProblem {
  /** The feature that goes best with the target. */
  readonly column: string;
  /** Standardised, [rows]. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly start: Line;
  readonly best: Line;
  readonly leastCost: number;
}

/** The target over the feature that is correlated most with it, both standardised. */
export function lineProblemOf({ x, y, regression }: ChapterData): LineProblem {
  const [numRows, numColumns] = x.shape;
  const columns = Array.from({ length: numColumns }, (_, column) => {
    const values = Float32Array.from(
      { length: numRows },
      (_, row) => x.values[row * numColumns + column] as number,
    );
    const standard = standardised(values);
    const correlation = mean(Array.from(standard, (value, row) => value * (y[row] as number)));
    return { name: regression.preprocessor.featureNames[column] ?? '', standard, correlation };
  });
  const { name, standard, correlation } = columns.reduce((best, each) =>
    Math.abs(each.correlation) > Math.abs(best.correlation) ? each : best,
  );
  const best: Line = [correlation, mean([...y])];
  return {
    column: name,
    x: standard,
    y,
    start: [correlation > 0 ? -1 : 1, 1.5], // on the wrong side, and too high
    best,
    leastCost: costOf(best, { x: standard, y }),
  };
}

/** The mean squared error of a line over all points. */
export function costOf([weight, bias]: Line, { x, y }: Pick<LineProblem, 'x' | 'y'>): number {
  return mean(Array.from(x, (value, row) => (weight * value + bias - (y[row] as number)) ** 2));
}

/** The gradient of each point's squared error by weight and bias, [rows][2]. */
export function gradientsAt([weight, bias]: Line, { x, y }: Pick<LineProblem, 'x' | 'y'>): Line[] {
  return Array.from(x, (value, row) => {
    const error = weight * value + bias - (y[row] as number);
    return [2 * error * value, 2 * error];
  });
}

function standardised(values: Float32Array): Float32Array {
  const [centre = 0] = meanVector(Array.from(values, (value) => [value]));
  const deviation = Math.sqrt(mean(Array.from(values, (value) => (value - centre) ** 2)));
  return values.map((value) => (deviation > 0 ? (value - centre) / deviation : 0));
}
