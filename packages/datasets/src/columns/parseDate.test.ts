import { describe, expect, it } from 'vitest';
import { parseIsoDate, parseSlashDate } from './parseDate.ts';

describe('parseIsoDate', () => {
  // Milliseconds computed by Python's datetime.fromisoformat, UTC where there is no zone.
  it.each([
    ['1970-01-01', 0],
    ['2024-02-29', 1709164800000],
    ['2024-02-29T12:34', 1709210040000],
    ['1969-12-31 23:59:59', -1000],
    ['2000-01-01T00:00:00.125+05:30', 946665000125],
    ['2000-01-01 00:00:00,125-0000', 946684800125],
    ['2000-01-01T00:00-03:30', 946697400000],
    ['2024-02-29T12:34:00Z', 1709210040000],
    ['0099-03-01', -59037897600000],
  ])('reads %s', (text, expected) => {
    expect(parseIsoDate(text)).toBe(expected);
  });

  it.each([
    '2023-02-29', // no leap year
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '2024-01-01T24:00',
    '2024-01-01T12:60',
    '2024-01-01T12:00:60',
    '24-01-01',
    '2024-1-1',
    '2024-01-01T',
    '2024-01-01 07-AM',
    'x2024-01-01',
    '20240101',
    '',
  ])('takes %j for no date', (text) => {
    expect(parseIsoDate(text)).toBeNaN();
  });
});

describe('parseSlashDate', () => {
  it('gives both readings', () => {
    expect(parseSlashDate('02/01/1970')).toEqual({
      dayFirst: 86_400_000,
      monthFirst: 31 * 86_400_000,
    });
    expect(parseSlashDate('1/1/1970 1:02:03')).toEqual({
      dayFirst: 3_723_000,
      monthFirst: 3_723_000,
    });
  });

  it('gives NaN for a reading that does not exist', () => {
    expect(parseSlashDate('13/01/1970')).toEqual({
      dayFirst: 12 * 86_400_000,
      monthFirst: Number.NaN,
    });
    expect(parseSlashDate('01/13/1970')).toEqual({
      dayFirst: Number.NaN,
      monthFirst: 12 * 86_400_000,
    });
    for (const text of ['13/13/2000', '1/1/70', '1/1/1970 25:00', 'a/b/2000', '']) {
      expect(parseSlashDate(text), text).toEqual({ dayFirst: Number.NaN, monthFirst: Number.NaN });
    }
  });
});
