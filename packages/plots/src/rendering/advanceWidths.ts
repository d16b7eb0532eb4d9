// Reads from a TrueType file how wide each character is; nothing else of the file is needed.
import { FileError } from '@dlqr/core/errors';

/** The width of a character, as a part of the font size. */
export type AdvanceWidths = (codePoint: number) => number;

const FORMAT_SEGMENTS = 4; // the cmap format that every Unicode TrueType font has

/**
 * The widths in a TrueType font.
 *
 * A character that the font lacks counts as 1 when it is wide (most scripts of East Asia, emoji),
 * else as the font's own mark for missing characters.
 *
 * @throws {FileError} when the file has no Unicode character table
 * @see OpenType specification 1.9, tables head, hhea, hmtx and cmap (format 4)
 */
export function readAdvanceWidths(file: Uint8Array): AdvanceWidths {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tables = tableOffsets(view);
  const offset = (tag: string): number => tables.get(tag) as number;
  const unitsPerEm = view.getUint16(offset('head') + 18);
  const numWidths = view.getUint16(offset('hhea') + 34);
  const glyphOf = glyphLookup(view, offset('cmap'));
  return (codePoint) => {
    const glyph = glyphOf(codePoint);
    if (glyph === 0 && codePoint >= 0x1100) return 1;
    const row = Math.min(glyph, numWidths - 1); // the last width holds for all glyphs after it
    return view.getUint16(offset('hmtx') + 4 * row) / unitsPerEm;
  };
}

function tableOffsets(view: DataView): Map<string, number> {
  const numTables = view.getUint16(4);
  const offsets = new Map<string, number>();
  for (let index = 0; index < numTables; index++) {
    const record = 12 + 16 * index;
    const tag = [0, 1, 2, 3].map((byte) => String.fromCharCode(view.getUint8(record + byte)));
    offsets.set(tag.join(''), view.getUint32(record + 8));
  }
  return offsets;
}

function glyphLookup(view: DataView, cmap: number): (codePoint: number) => number {
  const table = segmentTable(view, cmap);
  const numSegments = view.getUint16(table + 6) / 2;
  const ends = table + 14;
  const starts = ends + 2 * numSegments + 2;
  const deltas = starts + 2 * numSegments;
  const ranges = deltas + 2 * numSegments;
  return (codePoint) => {
    for (let segment = 0; segment < numSegments; segment++) {
      if (view.getUint16(ends + 2 * segment) < codePoint) continue;
      const start = view.getUint16(starts + 2 * segment);
      if (start > codePoint) return 0;
      const delta = view.getUint16(deltas + 2 * segment);
      const range = view.getUint16(ranges + 2 * segment);
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = view.getUint16(ranges + 2 * segment + range + 2 * (codePoint - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

function segmentTable(view: DataView, cmap: number): number {
  const numTables = view.getUint16(cmap + 2);
  for (let index = 0; index < numTables; index++) {
    const table = cmap + view.getUint32(cmap + 4 + 8 * index + 4);
    if (view.getUint16(table) === FORMAT_SEGMENTS) return table;
  }
  throw new FileError('the font has no character table (cmap) of format 4');
}
