// Recognises files that are not text by their first bytes.

/** The first bytes of common formats, in hexadecimal, and how to name the format to a user. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['504b0304', 'a zip archive or an Excel workbook (.xlsx)'],
  ['504b0506', 'an empty zip archive'],
  ['50415231', 'a Parquet file'],
  ['4152524f5731', 'an Arrow or Feather file'],
  ['1f8b', 'a gzip archive'],
  ['d0cf11e0a1b11ae1', 'an old Excel workbook (.xls)'],
  ['894844460d0a1a0a', 'an HDF5 file'],
  ['53514c69746520666f726d6174203300', 'an SQLite database'],
  ['25504446', 'a PDF document'],
  ['89504e47', 'a PNG image'],
  ['ffd8ff', 'a JPEG image'],
  ['425a68', 'a bzip2 archive'],
  ['fd377a585a00', 'an xz archive'],
  ['28b52ffd', 'a zstd archive'],
  ['377abcaf271c', 'a 7z archive'],
];

/**
 * What a file is, where its first bytes show that it is no text; null for text.
 *
 * A signature alone is not enough: a CSV file may begin with a column "PAR1".
 *
 * @param head the first bytes of the file, a few hundred at least
 * @example binaryFormat(Buffer.from('PAR1\u0015\u0004\u0015')) // 'a Parquet file'
 */
export function binaryFormat(head: Uint8Array): string | null {
  const hex = Buffer.from(head.subarray(0, 16)).toString('hex');
  if (hex.startsWith('fffe') || hex.startsWith('feff')) return null; // UTF-16 text
  const hasControlBytes = head.subarray(0, 4096).some((byte) => byte < 9);
  const known = SIGNATURES.find(([signature]) => hex.startsWith(signature));
  if (known && hasControlBytes) return known[1];
  return head.includes(0) ? 'a binary file' : null;
}
