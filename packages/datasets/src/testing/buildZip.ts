// Builds zip archives byte by byte, those included that no honest program writes.
import { crc32, deflateRawSync } from 'node:zlib';

/** An entry, and what a malicious or broken program may say of it. */
export interface ZipTestEntry {
  readonly name: string;
  readonly content?: string;
  /** The Unix mode in the external attributes: 0o120777 makes a link. */
  readonly mode?: number;
  readonly crc?: number;
  /** The uncompressed size that the entry declares. */
  readonly declaredBytes?: number;
  readonly encrypted?: boolean;
}

/**
 * A zip archive of these entries.
 *
 * @see APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16
 */
export function buildZip(entries: readonly ZipTestEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = zipEntry(entry, offset);
    locals.push(local);
    centrals.push(central);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function zipEntry(entry: ZipTestEntry, offset: number): { local: Buffer; central: Buffer } {
  const name = Buffer.from(entry.name);
  const content = Buffer.from(entry.content ?? '');
  const body = deflateRawSync(content);
  const common = Buffer.alloc(26); // from "version needed" to "extra field length"
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(0x800 | (entry.encrypted ? 1 : 0), 2);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(entry.crc ?? crc32(content), 10);
  common.writeUInt32LE(body.length, 14);
  common.writeUInt32LE(entry.declaredBytes ?? content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([uint32(0x04034b50), common, name, body]);
  const tail = Buffer.alloc(14); // from "file comment length" to "offset of local header"
  tail.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
  tail.writeUInt32LE(offset, 10);
  const madeByUnix = Buffer.from([20, 3]);
  const central = Buffer.concat([uint32(0x02014b50), madeByUnix, common, tail, name]);
  return { local, central };
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
