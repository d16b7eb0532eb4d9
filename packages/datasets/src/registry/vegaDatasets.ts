// The npm package that holds the cars and gapminder sets.
import type { OptionalPackage } from '../packages/resolvePackage.ts';

/** The version whose files the checksums are of. */
export const VEGA_DATASETS: OptionalPackage = { name: 'vega-datasets', version: '3.2.1' };
