import { createRequire } from 'node:module';
import * as nodeUtil from 'node:util';
import { expect, it } from 'vitest';
import { supplyUtilFunctions } from './supplyUtilFunctions.ts';

it('adds what is missing, out of sight', () => {
  const util: Record<string, unknown> = { inspect: nodeUtil.inspect };
  expect(supplyUtilFunctions(util)).toEqual(['isArray', 'isNullOrUndefined']);
  expect(Object.keys(util)).toEqual(['inspect']);
  const { isArray, isNullOrUndefined } = util as Record<string, (value: unknown) => boolean>;
  expect([isArray?.([]), isArray?.({ length: 0 })]).toEqual([true, false]);
  expect([null, undefined, 0, '', false].map((value) => isNullOrUndefined?.(value))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(supplyUtilFunctions(util)).toEqual([]);
});

it('leaves what is there', () => {
  const isArray = () => false;
  const util = { isArray };
  expect(supplyUtilFunctions(util)).toEqual(['isNullOrUndefined']);
  expect(util.isArray).toBe(isArray);
});

it('serves the module that other code requires', () => {
  supplyUtilFunctions();
  const util = createRequire(import.meta.url)('util') as Record<
    string,
    (value: unknown) => boolean
  >;
  expect(util.isNullOrUndefined?.(null)).toBe(true);
  expect(util.isArray?.([])).toBe(true);
});
