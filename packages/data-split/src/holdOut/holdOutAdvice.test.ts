import { ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { holdOutAdvice } from './holdOutAdvice.ts';

describe('holdOutAdvice', () => {
  it.each([
    [1, 0.8, 0.1],
    [99_999, 0.8, 0.1],
    [100_000, 0.9, 0.05],
    [999_999, 0.9, 0.05],
    [1_000_000, 0.98, 0.01],
  ])('of %i rows trains on a share of %d', (numRows, train, heldOut) => {
    expect(holdOutAdvice(numRows)).toMatchObject({ train, validation: heldOut, test: heldOut });
  });

  it('says how exact the test part measures', () => {
    // 98 / √10,000 = 0.98 points
    expect(holdOutAdvice(1_000_000).reason).toContain('1% of 1000000 rows are 10000');
    expect(holdOutAdvice(1_000_000).reason).toContain('within 0.98 points');
    expect(holdOutAdvice(5000).reason).not.toContain('cross-validation');
    expect(holdOutAdvice(5001).reason).toContain('10% of 5001 rows are 501');
    expect(holdOutAdvice(1000).reason).not.toContain('cross-validation');
    expect(holdOutAdvice(999).reason).toContain('cross-validation');
  });

  it('refuses no rows', () => {
    expect(() => holdOutAdvice(0)).toThrow(ValueError);
  });
});
