// Unpacks zip archives.
import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import type { UnpackTarget } from './unpackTarget.ts';

const FILE_TYPE_MASK = 0o170000;
const SYMBOLIC_LINK = 0o120000;

/** Unpacks every entry, checking its CRC-32. */
export async function unpackZip(
  archive: string,
  target: UnpackTarget,
  signal: AbortSignal,
): Promise<void> {
  const zip = await openPromise(archive, { decodeStrings: false }); // the target judges names
  try {
    for await (const entry of zip.eachEntry()) {
      signal.throwIfAborted();
      const name = nameOf(entry);
      refuseSpecial(entry, name, target);
      if (name.endsWith('/')) await target.addFolder(name);
      else await target.addFile(name, entry.uncompressedSize, content(zip, entry, name, target));
    }
  } finally {
    zip.close();
  }
}

/** The name with slashes: some programs on Windows write backslashes. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

function refuseSpecial(entry: Entry, name: string, target: UnpackTarget): void {
  const unixMode = entry.externalFileAttributes >>> 16;
  if ((unixMode & FILE_TYPE_MASK) === SYMBOLIC_LINK) {
    throw target.refusal(`entry "${name}" is a link`);
  }
  if (entry.isEncrypted()) throw target.refusal(`entry "${name}" is encrypted`);
}

/**
 * The content of an entry. Its stream is opened when the first block is wanted: before that, nobody
 * would hear of its errors.
 */
async function* content(
  zip: ZipFile,
  entry: Entry,
  name: string,
  target: UnpackTarget,
): AsyncGenerator<Uint8Array> {
  let checksum = 0;
  for await (const block of await zip.openReadStreamPromise(entry)) {
    checksum = crc32(block, checksum);
    yield block;
  }
  if (checksum !== entry.crc32) throw target.refusal(`entry "${name}" is damaged`);
}
