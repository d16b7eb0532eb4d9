import { FileError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { TENSOR_RECORDS } from '../events/peerRecords.cases.ts';
import type { TensorEvent } from '../events/runEvent.ts';
import { eventsOfRecords } from '../testing/goldenFile.ts';
import { float16ToNumber } from './float16.ts';
import { readTensor, type TensorNumbers } from './readTensor.ts';

/** What TensorFlow was given, two elements a type. */
const VALUES: Readonly<Record<string, TensorNumbers>> = {
  float32: Float32Array.of(1.5, -2),
  float64: Float64Array.of(0.1, -2),
  int32: Int32Array.of(-1, 7),
  uint8: Uint8Array.of(0, 255),
  int16: Int16Array.of(-3, 3),
  int8: Int8Array.of(-3, 3),
  complex64: Float32Array.of(1, 2, 3, 0),
  int64: Float64Array.of(-(2 ** 40), 5),
  bool: Uint8Array.of(1, 0),
  bfloat16: Float32Array.of(1.5, -2),
  uint16: Uint16Array.of(1, 65_535),
  complex128: Float64Array.of(1, 2, 3, 0),
  float16: Float32Array.of(1.5, -65_504),
  uint32: Uint32Array.of(1, 2 ** 32 - 1),
  uint64: Float64Array.of(1, 2 ** 53),
};

async function tensors(): Promise<Map<string, TensorEvent>> {
  const events = (await eventsOfRecords(TENSOR_RECORDS)) as TensorEvent[];
  return new Map(events.map((event) => [event.tag, event]));
}

describe('readTensor', () => {
  it('passes on what belongs to a plugin that is not known, whatever its type', async () => {
    const found = await tensors();
    expect(found.size).toBe(2 * Object.keys(VALUES).length + 4);
    for (const [dtype, values] of Object.entries(VALUES)) {
      expect(found.get(dtype)).toMatchObject({
        kind: 'tensor',
        plugin: 'mine',
        pluginContent: Uint8Array.of(7),
        tensor: { dtype, shape: [2], values },
      });
      const second = values.slice(values.length / 2);
      expect(found.get(`${dtype}/list`)?.tensor).toEqual({ dtype, shape: [], values: second });
    }
  });

  it('reads texts, lists that are filled up, nothing, and types that are not known', async () => {
    const found = await tensors();
    const texts = [[97], [255], [], [100]].map((bytes) => Uint8Array.from(bytes));
    expect(found.get('strings')?.tensor).toEqual({ dtype: 'string', shape: [2, 2], values: texts });
    const filled = { dtype: 'float32', shape: [2, 3], values: new Float32Array(6).fill(2.5) };
    expect(found.get('filled')?.tensor).toEqual(filled);
    const empty = { dtype: 'float32', shape: [0, 3], values: new Float32Array(0) };
    expect(found.get('empty')?.tensor).toEqual(empty);
    const other = { dtype: 'other', shape: [], values: Uint8Array.of(1, 2) };
    expect(found.get('other')?.tensor).toEqual(other);
  });

  it('takes the sign bit of 64 bits for a digit where there are no signs', () => {
    // The varint of 2^64 - 1 is that of -1.
    expect(readTensor({ dtype: 23, uint64Val: [-1] }).values).toEqual(Float64Array.of(2 ** 64));
  });

  it('refuses tensors that hold too much or too little for their shape', () => {
    const tensorShape = { dim: [{ size: 2 }] };
    for (const tensor of [
      { dtype: 1, tensorShape, tensorContent: new Uint8Array(7) },
      { dtype: 1, tensorShape, floatVal: [1, 2, 3] },
      { dtype: 7, tensorShape, stringVal: [1, 2, 3].map(() => new Uint8Array(1)) },
      { dtype: 1, tensorShape: { dim: [{ size: 2 ** 40 }] }, floatVal: [1] },
    ]) {
      expect(() => readTensor(tensor)).toThrow(FileError);
    }
  });
});

describe('float16ToNumber', () => {
  // The examples of IEEE 754 binary16 in its Wikipedia article.
  it.each([
    [0x0001, 2 ** -24],
    [0x03ff, 2 ** -14 * (1023 / 1024)],
    [0x0400, 2 ** -14],
    [0x3555, 0.333251953125],
    [0x3bff, 1 - 2 ** -11],
    [0x3c00, 1],
    [0x3c01, 1 + 2 ** -10],
    [0x7bff, 65_504],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0xfc00, Number.NEGATIVE_INFINITY],
    [0x8000, -0],
    [0xc000, -2],
    [0x7e00, Number.NaN],
  ])('of %i', (bits, expected) => {
    expect(float16ToNumber(bits)).toBe(expected);
  });
});
