// Turns a text into four well-mixed 32-bit words: the seed of a stream.

/** Four words from a text (one MurmurHash3 lane each); never all zero. */
export function hashWords(text: string): Uint32Array {
  const words = Uint32Array.of(0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667);
  for (let lane = 0; lane < 4; lane++) {
    let hash = words[lane] as number;
    for (let index = 0; index < text.length; index++) {
      let chunk = Math.imul(text.charCodeAt(index), 0xcc9e2d51);
      chunk = (chunk << 15) | (chunk >>> 17);
      hash ^= Math.imul(chunk, 0x1b873593);
      hash = (hash << 13) | (hash >>> 19);
      hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
    }
    hash ^= text.length;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    words[lane] = hash ^ (hash >>> 16);
  }
  if (words.every((word) => word === 0)) words[0] = 1;
  return words;
}
