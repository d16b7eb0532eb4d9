import { describe, expect, it } from 'vitest';
import type { ClassifierDrift, ColumnDrift, DriftStrength, ValuesDrift } from './driftReport.ts';
import { driftVerdict } from './driftVerdict.ts';

function column(
  name: string,
  strength: DriftStrength,
  effect: number,
  missing: ColumnDrift['missing'] = null,
): ColumnDrift {
  const values: ValuesDrift = {
    test: 'kolmogorovSmirnov',
    statistic: effect,
    pValue: 0.01,
    adjustedPValue: 0.02,
    effect,
    strength: missing ? 'none' : strength,
    populationStability: 0.1,
    shares: null,
  };
  return { name, values, missing, strength };
}

function classifier(strength: DriftStrength, rocAuc: number): ClassifierDrift {
  const numRows = { reference: 400, other: 400 };
  return { rocAuc, pValue: 0, adjustedPValue: 0, effect: 2 * rocAuc - 1, strength, numRows };
}

const quiet = column('quiet', 'none', 0.03);

function verdictOn(
  columns: readonly ColumnDrift[],
  rest: { labels?: ColumnDrift; classifier?: ClassifierDrift } = {},
) {
  const found = { columns, labels: rest.labels ?? null, classifier: rest.classifier ?? null };
  return driftVerdict(found, 'validation', 'test');
}

describe('driftVerdict', () => {
  it('says that nothing was found, not that there is nothing', () => {
    expect(verdictOn([quiet], { classifier: classifier('none', 0.51) })).toEqual({
      drifts: false,
      verdict:
        'The parts validation and test do not differ by more than chance explains. A classifier cannot tell their rows apart (area under the ROC curve 0.51).',
      advice: 'Nothing needs to be done.',
    });
  });

  it('names what differs, the strongest first, and how much', () => {
    const columns = [quiet, column('pressure', 'moderate', 0.143), column('heat', 'strong', 0.41)];
    const { drifts, verdict, advice } = verdictOn(columns);
    expect(drifts).toBe(true);
    expect(verdict).toBe(
      'The parts validation and test do not come from the same distribution. 2 of 3 columns differ: heat (strong, 41 % of rows), pressure (moderate, 14 % of rows).',
    );
    expect(advice).toContain('Draw validation and test at random from the same rows.');
    expect(advice).toContain('what is chosen on others misleads');
    expect(advice).not.toMatch(/stratify|recorded|separates/);
  });

  it('does not make much of what is too little to matter', () => {
    const { drifts, verdict, advice } = verdictOn([quiet, column('heat', 'slight', 0.021)]);
    expect([drifts, advice]).toEqual([false, 'Nothing needs to be done.']);
    expect(verdict).toContain('too little to matter. 1 of 2 columns differs: heat (slight, 2 %');
  });

  it('counts what the classifier alone has found', () => {
    const { drifts, verdict } = verdictOn([quiet], { classifier: classifier('strong', 0.83) });
    expect(drifts).toBe(true);
    expect(verdict).toContain('distribution. A classifier can tell their rows apart (area under');
    expect(verdict).toContain('0.83; 0.5 is guessing).');
  });

  it.each([
    [0.9987, '100 %'],
    [0.096, '10 %'],
    [0.0234, '2 %'],
    [0.0004, '0.04 %'],
  ])('writes an effect of %d as %s', (effect, text) => {
    expect(verdictOn([column('x', 'strong', effect)]).verdict).toContain(`strong, ${text} of rows`);
  });

  it('names five columns at most', () => {
    const columns = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => column(name, 'strong', 0.5));
    expect(verdictOn(columns).verdict).toMatch(/7 of 7 columns differ: a .*, e \(.*\), 2 more\.$/);
  });

  it('gives the advice that fits: labels, missing values, a column that gives the part away', () => {
    const missing = {
      reference: 0.02,
      other: 0.3,
      pValue: 0,
      adjustedPValue: 0,
      effect: 0.28,
      strength: 'strong' as const,
    };
    const columns = [column('heat', 'strong', 0.03, missing), column('id', 'strong', 1)];
    const labels = column('labels', 'moderate', 0.2);
    const { verdict, advice } = verdictOn(columns, { labels });
    expect(verdict).toContain('heat (strong, missing in 2 % and 30 %)');
    expect(verdict).toContain('3 of 3 columns');
    expect(advice).toContain('with the option `stratify`');
    expect(advice).toContain('id nearly separates the parts');
    expect(advice).toContain('how heat was recorded');
  });
});
