// JSON in which NaN, the infinities and -0 survive, so that a resumed state is the saved one.

const MARK = '$number';

/** The value as JSON text; numbers that JSON lacks become `{"$number": "NaN"}`. */
export function toStateJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item !== 'number') return item;
    if (Object.is(item, -0)) return { [MARK]: '-0' };
    return Number.isFinite(item) ? item : { [MARK]: String(item) };
  });
}

/** The value of a text that `toStateJson` gave. */
export function fromStateJson(text: string): unknown {
  return JSON.parse(text, (_, item: unknown) => {
    if (typeof item === 'object' && item !== null && MARK in item) return Number(item[MARK]);
    return item;
  });
}
