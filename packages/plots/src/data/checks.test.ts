import { describe, expect, it } from 'vitest';
import {
  finiteRows,
  requireBothEnds,
  requireColumns,
  requireFinite,
  requireShares,
} from './checks.ts';

describe('requireColumns', () => {
  it('names the empty column', () => {
    expect(() => requireColumns({ yTrue: [], yPred: [1] })).toThrow(/yTrue is empty/);
  });

  it('names both columns and their lengths when they differ', () => {
    const check = () => requireColumns({ yTrue: [1, 2], lower: [1, 2], yPred: [1, 2, 3] });
    expect(check).toThrow('yPred has 3 values and yTrue has 2');
    expect(check).toThrow(expect.objectContaining({ code: 'DLQR_SHAPE' }));
  });

  it('takes typed arrays of equal length', () => {
    expect(() => requireColumns({ a: new Float32Array(2), b: [NaN, 1] })).not.toThrow();
  });
});

describe('requireFinite', () => {
  it('passes with one finite value among others', () => {
    expect(() => requireFinite('loss', [NaN, Infinity, 0])).not.toThrow();
  });

  it('tells nothing at all from nothing finite', () => {
    expect(() => requireFinite('loss', [])).toThrow(
      expect.objectContaining({ code: 'DLQR_VALUE', message: expect.stringContaining('empty') }),
    );
    expect(() => requireFinite('loss', [NaN, -Infinity])).toThrow(
      expect.objectContaining({ code: 'DLQR_DATA', message: expect.stringContaining('2 values') }),
    );
  });
});

describe('finiteRows', () => {
  it('keeps rows that are finite in every column', () => {
    expect(finiteRows({ a: [1, NaN, 3, 4], b: [1, 2, Infinity, 4] })).toEqual([0, 3]);
  });

  it('refuses columns that share no finite row', () => {
    expect(() => finiteRows({ yTrue: [1, NaN], yPred: [NaN, 1] })).toThrow(
      /no row of yTrue, yPred is finite/,
    );
  });
});

describe('requireBothEnds', () => {
  it('wants both or none', () => {
    expect(() => requireBothEnds('a', undefined, undefined)).not.toThrow();
    expect(() => requireBothEnds('a', 0, 0)).not.toThrow();
    expect(() => requireBothEnds('band', [1], undefined)).toThrow(/"band" has only one end/);
  });
});

describe('requireShares', () => {
  it('names the first value that is no share', () => {
    expect(() => requireShares('recall', [0, 0.5, 1, 1 + 2e-16])).not.toThrow(); // rounded sums
    expect(() => requireShares('recall', [0, 1.1, 2])).toThrow('recall[1] is 1.1; expected');
    expect(() => requireShares('recall', [NaN])).toThrow('recall[0] is NaN');
    expect(() => requireShares('recall', [-0.1])).toThrow(/recall/);
  });
});
