// Reads one cell as a point in time; a text without a zone is taken as UTC.

const MS_PER_MINUTE = 60_000;
const ISO_DATE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/;
const SLASH_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d\d)(?::(\d\d))?)?$/;

/**
 * The time of `YYYY-MM-DD`, alone or followed by `T` or a space, `HH:MM`, `:SS`, a fraction and a
 * zone (`Z`, `+02:00`).
 *
 * @returns milliseconds since 1970-01-01 UTC; NaN where the text is something else or no such day is
 *   in the calendar
 * @example parseIsoDate('2024-02-29 12:00') // 1709208000000
 * @see ISO 8601-1:2019
 */
export function parseIsoDate(text: string): number {
  const parts = text.charCodeAt(4) === 45 ? ISO_DATE.exec(text) : null;
  if (!parts) return Number.NaN;
  const [, year, month, day, hour, minute, second, fraction, zone] = parts;
  const time = timeOf([year, month, day, hour, minute, second]);
  const milliseconds = fraction ? Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6) : 0;
  return time + milliseconds - zoneOffsetMs(zone);
}

/** A date with slashes, under both readings; NaN where one does not exist. */
export interface SlashDate {
  readonly dayFirst: number;
  readonly monthFirst: number;
}

/**
 * The times that `a/b/YYYY`, alone or with a time behind it, may mean.
 *
 * @example parseSlashDate('31/12/2024') // { dayFirst: 1735603200000, monthFirst: NaN }
 */
export function parseSlashDate(text: string): SlashDate {
  const parts = SLASH_DATE.exec(text);
  if (!parts) return { dayFirst: Number.NaN, monthFirst: Number.NaN };
  const [, first, second, year, hour, minute, seconds] = parts;
  return {
    dayFirst: timeOf([year, second, first, hour, minute, seconds]),
    monthFirst: timeOf([year, first, second, hour, minute, seconds]),
  };
}

/** The UTC time of year, month, day, hour, minute, second; NaN where there is no such moment. */
function timeOf(parts: readonly (string | undefined)[]): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // unlike Date.UTC it takes the years 0 to 99 as they are
  const isInCalendar = date.getUTCMonth() === month - 1; // else the day ran over into another month
  if (!isInCalendar || hour > 23 || minute > 59 || second > 59) return Number.NaN;
  return date.setUTCHours(hour, minute, second);
}

function zoneOffsetMs(zone: string | undefined): number {
  if (!zone || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * MS_PER_MINUTE;
}
