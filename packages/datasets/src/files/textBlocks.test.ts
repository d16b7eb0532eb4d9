import { describe, expect, it } from 'vitest';
import { testFile } from '../testing/testFile.ts';
import { textBlocks } from './textBlocks.ts';
import { BLOCK_BYTES, type TextEncoding } from './textEncoding.ts';

async function read(
  bytes: string | Buffer,
  encoding: TextEncoding = 'utf-8',
  skipLines = 0,
): Promise<string> {
  const blocks: string[] = [];
  for await (const block of textBlocks(await testFile('x', bytes), encoding, skipLines)) {
    blocks.push(block);
  }
  return blocks.join('');
}

describe('textBlocks', () => {
  it('makes one kind of line break of all', async () => {
    expect(await read('a\r\nb\rc\nd\r\r\n\n')).toBe('a\nb\nc\nd\n\n\n');
    expect(await read('a\r')).toBe('a\n');
    expect(await read('')).toBe('');
  });

  it.each(['\r\n', '\r', '\n', 'é', '€', '😀'])(
    'keeps %j whole at the end of a block',
    async (character) => {
      for (const before of [1, 2, 3]) {
        const start = 'x'.repeat(BLOCK_BYTES - before);
        const expected = `${start}${character.startsWith('\r') ? '\n' : character}y`;
        expect((await read(`${start}${character}y`)) === expected).toBe(true);
      }
    },
  );

  it('skips lines, also beyond the first block', async () => {
    expect(await read('a\r\nb\r\nc', 'utf-8', 2)).toBe('c');
    expect(await read(`${'x'.repeat(BLOCK_BYTES)}\nb\nc`, 'utf-8', 2)).toBe('c');
    expect(await read('a\nb', 'utf-8', 3)).toBe('');
  });

  it('decodes every byte of Windows-1252', async () => {
    // The characters that the WHATWG encoding standard gives the bytes 80 to 9f, and some of Latin-1.
    const bytes = Buffer.from([0x80, 0x81, 0x8a, 0x8d, 0x91, 0x99, 0x9f, 0xa0, 0xe9, 0xff]);
    expect(await read(bytes, 'windows-1252')).toBe('€\x81Š\x8d‘™Ÿ\xa0éÿ');
  });
});
