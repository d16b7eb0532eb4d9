// What has arrived of a file so far, kept beside it so that a later run can go on.
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';

/** From where the bytes came, and the server's mark of that version of the file. */
interface Origin {
  readonly url: string;
  /** A strong ETag, or the time of the last change. */
  readonly validator: string;
}

/** The file `<path>.part` and its origin in `<path>.part.json`. */
export class PartialFile {
  readonly path: string;
  readonly #finalPath: string;
  readonly #originPath: string;

  constructor(finalPath: string) {
    this.#finalPath = finalPath;
    this.path = `${finalPath}.part`;
    this.#originPath = `${finalPath}.part.json`;
  }

  /** How to go on with that URL; null where there is nothing, or nothing certain, to go on from. */
  async resumePoint(
    url: string,
  ): Promise<{ readonly bytes: number; readonly validator: string } | null> {
    const origin = await this.#readOrigin();
    const bytes = await stat(this.path).then(
      ({ size }) => size,
      () => 0,
    );
    return origin?.url === url && bytes > 0 ? { bytes, validator: origin.validator } : null;
  }

  /** Remembers the version that begins to arrive; without a validator it cannot be resumed. */
  async begin(url: string, validator: string | null): Promise<void> {
    await this.discard();
    if (validator) await writeFile(this.#originPath, JSON.stringify({ url, validator }));
  }

  /** Gives the complete file its name, in one step. */
  async complete(): Promise<void> {
    await rename(this.path, this.#finalPath);
    await rm(this.#originPath, { force: true });
  }

  async discard(): Promise<void> {
    await rm(this.path, { force: true });
    await rm(this.#originPath, { force: true });
  }

  async #readOrigin(): Promise<Origin | null> {
    try {
      const origin = JSON.parse(await readFile(this.#originPath, 'utf8')) as Partial<Origin>;
      return typeof origin.url === 'string' && typeof origin.validator === 'string'
        ? { url: origin.url, validator: origin.validator }
        : null;
    } catch {
      return null;
    }
  }
}
