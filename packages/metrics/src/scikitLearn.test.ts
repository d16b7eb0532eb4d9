import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as metrics from './index.ts';

// Computed by scikit-learn 1.9.1 with fixtures/scikitLearn.py.
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Case = [name: string, args: string[], options: Record<string, Json> | null, expected: Json];

const lines = readFileSync(new URL('../fixtures/scikitLearn.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');
const { data } = JSON.parse(lines[0] as string) as { data: Record<string, Json> };
const cases = lines.slice(1).map((line) => JSON.parse(line) as Case);

const functions: Record<string, unknown> = { ...metrics, reportText };

describe.each([...new Set(cases.map(([name]) => name))])('%s as scikit-learn', (name) => {
  const ofName = cases.filter(([other]) => other === name);
  it.each(ofName)('%s %j %j', (_, args, options, expected) => {
    const given = [...args.map((arg) => data[arg]), ...(options ? [read(options)] : [])];
    const actual = (functions[name] as (...given: Json[]) => unknown)(...(given as Json[]));
    expectSame(actual, read(expected), name);
  });
});

function reportText(
  yTrue: metrics.LabelInput,
  yPred: metrics.LabelInput,
  options: metrics.ClassificationReportOptions & metrics.ReportFormat,
): string {
  return metrics.formatClassificationReport(
    metrics.classificationReport(yTrue, yPred, options),
    options,
  );
}

/** Puts arrays in the place of their names and numbers in the place of NaN and infinities. */
function read(value: Json): Json {
  if (typeof value === 'string') {
    if (['NaN', 'Infinity', '-Infinity'].includes(value)) return Number(value);
    return value.startsWith('$') ? (data[value.slice(1)] as Json) : value;
  }
  if (Array.isArray(value)) return value.map(read);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, read(item)]));
}

/** Numbers to a relative 1e-12, all else exactly. */
function expectSame(actual: unknown, expected: Json, path: string): void {
  if (typeof expected === 'number' && Number.isFinite(expected)) {
    expect(typeof actual, path).toBe('number');
    const tolerance = 1e-12 * Math.max(1, Math.abs(expected));
    expect(
      Math.abs((actual as number) - expected),
      `${path}: ${actual} for ${expected}`,
    ).toBeLessThanOrEqual(tolerance);
  } else if (typeof expected === 'object' && expected !== null) {
    expect(Object.keys(actual as object), path).toEqual(Object.keys(expected));
    for (const [key, item] of Object.entries(expected)) {
      expectSame((actual as Record<string, unknown>)[key], item, `${path}.${key}`);
    }
  } else {
    expect(actual, path).toBe(expected);
  }
}
