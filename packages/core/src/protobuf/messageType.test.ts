import { describe, expect, it } from 'vitest';
import { type Fields, MessageType } from './messageType.ts';

interface Inner {
  readonly count?: number;
}

interface Outer {
  readonly real?: number;
  readonly single?: number;
  readonly whole?: number;
  readonly text?: string;
  readonly blob?: Uint8Array;
  readonly inner?: Inner;
  readonly reals?: readonly number[];
  readonly texts?: readonly string[];
  readonly inners?: readonly Inner[];
}

const innerType = new MessageType<Inner>({ count: { number: 1, kind: 'int64' } });
const fields: Fields<Outer> = {
  real: { number: 1, kind: 'double' },
  single: { number: 2, kind: 'float' },
  whole: { number: 3, kind: 'int32' },
  text: { number: 4, kind: 'string' },
  blob: { number: 5, kind: 'bytes' },
  inner: { number: 6, kind: innerType },
  reals: { number: 7, kind: 'float', repeated: true },
  texts: { number: 8, kind: 'string', repeated: true },
  inners: { number: 9, kind: innerType, repeated: true },
};
const outerType = new MessageType<Outer>(fields);

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const decoded = (text: string): Outer => outerType.decode(Buffer.from(text, 'hex'));

describe('MessageType', () => {
  // The examples of https://protobuf.dev/programming-guides/encoding, with our field numbers.
  it.each([
    ['an int32', { whole: 150 }, '189601'],
    ['a negative int32', { whole: -2 }, '18feffffffffffffffff01'],
    ['a string', { text: 'testing' }, '220774657374696e67'],
    ['a message', { inner: { count: 150 } }, '3203089601'],
    ['packed numbers', { reals: [1, -2] }, '3a080000803f000000c0'],
    ['strings', { texts: ['a', '', 'b'] }, '4201614200420162'],
    ['messages', { inners: [{ count: 1 }, {}] }, '4a0208014a00'],
    ['a double', { real: 1.5 }, '09000000000000f83f'],
    ['bytes', { blob: Uint8Array.of(0, 255) }, '2a0200ff'],
    ['nothing', {}, ''],
    ['zeros that are given', { whole: 0, text: '' }, '18002200'],
  ] as const)('encodes and decodes %s', (_, message, bytes) => {
    expect(hex(outerType.encode(message))).toBe(bytes);
    const { blob, ...plain } = decoded(bytes);
    expect(plain).toEqual('blob' in message ? {} : message);
    if ('blob' in message) expect([...(blob ?? [])]).toEqual([...message.blob]);
  });

  it('keeps whole numbers up to 2^53 and rounds floats to 32 bits, however large', () => {
    const count = Number.MAX_SAFE_INTEGER;
    const message = { single: 0.1, inner: { count: -count }, reals: [1e300, Number.NaN] };
    expect(outerType.decode(outerType.encode(message))).toEqual({
      single: Math.fround(0.1),
      inner: { count: -count },
      reals: [Number.POSITIVE_INFINITY, Number.NaN],
    });
  });

  it('passes over fields of every kind that it does not know', () => {
    // 20: varint, 21: 64 bits, 22: bytes, 23: 32 bits, 24: a group with a field in it
    const unknown = [
      'a00101',
      'a9010000000000000000',
      'b201026162',
      'bd0100000000',
      'c3010801c401',
    ];
    expect(decoded(`${unknown.join('')}189601`)).toEqual({ whole: 150 });
  });

  it('reads numbers that are packed, one by one, or both', () => {
    expect(decoded('3d0000803f3a04000000403d00004040')).toEqual({ reals: [1, 2, 3] });
  });

  it('takes the last of a field that is there twice', () => {
    expect(decoded('18011802')).toEqual({ whole: 2 });
  });

  it.each(['18', '2205', '3a05000000', '0800', 'ffffffffffffffffffffff01', '32050801'])(
    'refuses %s',
    (bytes) => {
      expect(() => decoded(bytes)).toThrow();
    },
  );
});
