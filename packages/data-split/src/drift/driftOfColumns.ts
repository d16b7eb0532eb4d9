// Tests everything about two parts and corrects for having tested so much.
import type { ColumnTests } from './columnTests.ts';
import { testColumn } from './columnTests.ts';
import type { CheckedDriftOptions } from './driftOptions.ts';
import type { ClassifierDrift, ColumnDrift, Difference, DriftStrength } from './driftReport.ts';
import { holm } from './holm.ts';
import type { PartColumn } from './partColumns.ts';
import { tellApart } from './tellApart.ts';

/** What was found; the labels are the last column where they were given. */
export interface FoundDrift {
  readonly columns: readonly ColumnDrift[];
  readonly classifier: ClassifierDrift | null;
}

const NUM_PERMUTATIONS = 199;
/** Twice the smallest effect that counts, and a half more. */
const STRONG = 2.5;

/**
 * Tests columns and all of them together.
 *
 * The rate of false alarms is shared: half for all columns, by Holm's correction, and half for the
 * classifier, whose permutations cannot give p-values small enough for a place among them.
 */
export function driftOfColumns(
  columns: readonly PartColumn[],
  features: readonly PartColumn[],
  options: CheckedDriftOptions,
): FoundDrift {
  const told = options.classifier
    ? tellApart(features, {
        seed: options.seed,
        maxRows: options.classifierRows,
        numPermutations: NUM_PERMUTATIONS,
      })
    : null;
  const numFamilies = told === null ? 1 : 2;
  const tests = columns.map(testColumn);
  const adjusted = adjustAll(tests, numFamilies);
  return {
    columns: tests.map((test, index) => finish(test, adjusted[index] ?? [1, 1], options)),
    classifier:
      told &&
      withStrength(
        { ...told, effect: Math.max(0, 2 * told.rocAuc - 1) },
        Math.min(1, told.pValue * numFamilies),
        options,
      ),
  };
}

/** The adjusted p-values of each column: of its values, and of what is missing. */
function adjustAll(tests: readonly ColumnTests[], numFamilies: number): [number, number][] {
  const pValues = tests.flatMap(({ values, missing }) =>
    [values, missing].flatMap((found) => (found === null ? [] : [found.pValue])),
  );
  const adjusted = holm(pValues).map((pValue) => Math.min(1, pValue * numFamilies));
  let next = 0;
  return tests.map(({ values, missing }) => [
    values === null ? 1 : (adjusted[next++] as number),
    missing === null ? 1 : (adjusted[next++] as number),
  ]);
}

function finish(
  { name, values, missing }: ColumnTests,
  [ofValues, ofMissing]: readonly [number, number],
  options: CheckedDriftOptions,
): ColumnDrift {
  const found = {
    values: values && withStrength(values, ofValues, options),
    missing: missing && withStrength(missing, ofMissing, options),
  };
  const strengths = [found.values, found.missing].map((drift) => drift?.strength ?? 'none');
  return { name, ...found, strength: strongest(strengths) };
}

const STRENGTHS: readonly DriftStrength[] = ['none', 'slight', 'moderate', 'strong'];

/** The strongest of some. */
function strongest(strengths: readonly DriftStrength[]): DriftStrength {
  return STRENGTHS.findLast((strength) => strengths.includes(strength)) ?? 'none';
}

function withStrength<T extends { readonly effect: number }>(
  found: T,
  adjustedPValue: number,
  { significance, smallestEffect }: CheckedDriftOptions,
): T & Pick<Difference, 'adjustedPValue' | 'strength'> {
  const { effect } = found;
  const strength =
    adjustedPValue >= significance
      ? 'none'
      : effect < smallestEffect
        ? 'slight'
        : effect < STRONG * smallestEffect
          ? 'moderate'
          : 'strong';
  return { ...found, adjustedPValue, strength };
}
