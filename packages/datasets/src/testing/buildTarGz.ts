// Builds tar.gz archives, those included that no honest program writes.
import { gzipSync } from 'node:zlib';

/** An entry; `type` is the flag of its header: 0 file, 1 hard link, 2 symbolic link, 5 folder. */
export interface TarTestEntry {
  readonly name: string;
  readonly content?: string;
  readonly type?: string;
  readonly linkTo?: string;
}

/**
 * A tar.gz archive of these entries.
 *
 * @see POSIX.1-1988, the ustar format
 */
export function buildTarGz(entries: readonly TarTestEntry[]): Buffer {
  const blocks = entries.flatMap(({ name, content = '', type = '0', linkTo = '' }) => {
    const body = Buffer.from(content);
    const padding = Buffer.alloc((512 - (body.length % 512)) % 512);
    return [header(name, body.length, type, linkTo), body, padding];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

function header(name: string, size: number, type: string, linkTo: string): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write('0000644\0', 100);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('        ', 148);
  block.write(type, 156);
  block.write(linkTo, 157);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
