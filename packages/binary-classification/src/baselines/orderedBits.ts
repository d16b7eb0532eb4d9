// Single-precision numbers as whole numbers that are sorted alike.

const BITS = new Uint32Array(1);
const FLOAT = new Float32Array(BITS.buffer);

/**
 * The bits of single-precision numbers, turned so that larger numbers have larger bits: whole numbers
 * can be packed together with a class and sorted as they are.
 */
export function orderedBits(values: Float32Array): Uint32Array {
  const bits = new Uint32Array(values.length);
  for (let index = 0; index < values.length; index++) {
    FLOAT[0] = (values[index] as number) + 0; // -0 becomes 0, which it equals
    const raw = BITS[0] as number;
    bits[index] = raw >= 0x80000000 ? ~raw : raw | 0x80000000;
  }
  return bits;
}

/** The number that has these bits. */
export function valueOfBits(bits: number): number {
  BITS[0] = bits >= 0x80000000 ? bits & 0x7fffffff : ~bits;
  return FLOAT[0] as number;
}
