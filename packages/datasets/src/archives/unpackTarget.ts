// The folder that an archive is unpacked into: every name and every size is checked before a byte is written.
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DataError } from '@dlqr/core/errors';

/** How much an archive may unpack to. */
export interface UnpackLimits {
  /** Default 1,000,000. */
  readonly maxEntries?: number;
  /** Default 4 GiB. */
  readonly maxEntryBytes?: number;
  /** Default 16 GiB. */
  readonly maxTotalBytes?: number;
}

/** Takes the entries of one archive. */
export class UnpackTarget {
  readonly limits: Required<UnpackLimits>;
  readonly #archive: string;
  readonly #folder: string;
  readonly #made = new Set<string>();
  #numEntries = 0;
  #totalBytes = 0;

  constructor(archive: string, folder: string, limits: UnpackLimits) {
    this.#archive = archive;
    this.#folder = folder;
    this.limits = {
      maxEntries: limits.maxEntries ?? 1_000_000,
      maxEntryBytes: limits.maxEntryBytes ?? 2 ** 32,
      maxTotalBytes: limits.maxTotalBytes ?? 2 ** 34,
    };
  }

  async addFolder(name: string): Promise<void> {
    await this.#makeFolder(this.#admit(name, 0)).catch(this.#clash(name));
  }

  /**
   * @param declaredBytes the size that the archive gives the entry
   * @param content as many bytes, or an error: the readers of the formats see to that
   */
  async addFile(
    name: string,
    declaredBytes: number,
    content: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    const path = this.#admit(name, declaredBytes);
    await this.#makeFolder(dirname(path)).catch(this.#clash(name));
    const file = await open(path, 'wx').catch(this.#clash(name));
    try {
      for await (const block of content) await file.writeFile(block);
    } finally {
      await file.close();
    }
  }

  /** An error that says why the archive is not unpacked. */
  refusal(problem: string): DataError {
    return new DataError(`${this.#archive} was not unpacked: ${problem}`, {
      hint: 'Take the archive from its publisher.',
    });
  }

  async #makeFolder(path: string): Promise<void> {
    if (this.#made.has(path)) return;
    await mkdir(path, { recursive: true });
    this.#made.add(path);
  }

  /** The path of an entry that keeps within the folder and the limits. */
  #admit(name: string, bytes: number): string {
    const { maxEntries, maxEntryBytes, maxTotalBytes } = this.limits;
    const path = join(this.#folder, ...this.#segments(name));
    this.#totalBytes += bytes;
    if (++this.#numEntries > maxEntries) {
      throw this.refusal(`it has more than ${maxEntries} entries`);
    }
    if (bytes > maxEntryBytes) {
      throw this.refusal(
        `entry "${name}" has ${bytes} bytes; at most ${maxEntryBytes} are allowed`,
      );
    }
    if (this.#totalBytes > maxTotalBytes) {
      throw this.refusal(`it unpacks to more than ${maxTotalBytes} bytes`);
    }
    return path;
  }

  #segments(name: string): string[] {
    const isAbsolute = name.startsWith('/') || /^[A-Za-z]:/.test(name);
    const segments = name.split('/').filter((segment) => segment !== '' && segment !== '.');
    if (isAbsolute || /[\\\0]/.test(name) || segments.includes('..')) {
      throw this.refusal(`entry "${name}" would be written outside of its folder`);
    }
    return segments;
  }

  #clash(name: string): (cause: NodeJS.ErrnoException) => never {
    return (cause) => {
      if (cause.code !== 'EEXIST' && cause.code !== 'ENOTDIR' && cause.code !== 'EISDIR') {
        throw cause;
      }
      throw this.refusal(`entry "${name}" is in it twice`);
    };
  }
}
