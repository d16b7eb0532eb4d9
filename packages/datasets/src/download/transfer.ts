// One attempt to bring a file: requests what is missing of it and appends it.
import { open, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { DownloadError } from '@dlqr/core/errors';
import { httpGet } from './httpGet.ts';
import type { PartialFile } from './partialFile.ts';

/** How far a download is. */
export interface DownloadProgress {
  /** The file's name in the cache. */
  readonly file: string;
  readonly receivedBytes: number;
  /** Null where the server does not say. */
  readonly totalBytes: number | null;
}

/** What one attempt needs to know. */
export interface TransferOptions {
  readonly url: string;
  readonly name: string;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

/** A failure that another attempt may mend. */
export class TemporaryError extends Error {}

/**
 * Brings the file, or the rest of it, into the partial file.
 *
 * @returns whether it went on from what an earlier attempt had brought
 * @throws {TemporaryError} when another attempt may succeed
 * @throws {DownloadError} when none will: the server refuses, or the file is too large
 */
export async function transfer(part: PartialFile, options: TransferOptions): Promise<boolean> {
  const { url, timeoutMs, signal } = options;
  const resume = await part.resumePoint(url);
  const headers = {
    'accept-encoding': 'identity',
    'user-agent': 'dlqr-datasets',
    ...(resume && { range: `bytes=${resume.bytes}-`, 'if-range': resume.validator }),
  };
  const response = await httpGet(url, { headers, timeoutMs, signal });
  try {
    const resumed = await openPart(part, response, resume?.bytes ?? 0, options);
    await receive(part, response, resumed ? (resume?.bytes ?? 0) : 0, options);
    return resumed;
  } finally {
    response.destroy();
  }
}

/** Judges the answer and makes the partial file ready for its body. */
async function openPart(
  part: PartialFile,
  response: IncomingMessage,
  resumeAt: number,
  { url, name }: TransferOptions,
): Promise<boolean> {
  const { statusCode = 0, statusMessage = '', headers } = response;
  if (statusCode === 206 && rangeOf(response)?.start === resumeAt) return true;
  if (statusCode === 206 || statusCode === 416) {
    await part.discard();
    throw new TemporaryError(`the server does not go on where the download ended`);
  }
  if (statusCode !== 200) {
    const message = `${statusCode} ${statusMessage}`.trim();
    if (statusCode === 408 || statusCode === 429 || statusCode >= 500) {
      throw new TemporaryError(message);
    }
    throw new DownloadError(`${url} answered ${message}`, {
      hint: 'The file may have moved: get it from the homepage of the data set, and put it into the data folder.',
    });
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && !/gz$/.test(name)) {
    throw new DownloadError(
      `${url} sent the file compressed (${encoding}), which was not asked for`,
    );
  }
  const etag = headers.etag?.startsWith('W/') ? undefined : headers.etag;
  await part.begin(url, etag ?? headers['last-modified'] ?? null);
  return false;
}

async function receive(
  part: PartialFile,
  response: IncomingMessage,
  alreadyBytes: number,
  options: TransferOptions,
): Promise<void> {
  const { url, name, maxBytes, onProgress } = options;
  const totalBytes = totalOf(response);
  let receivedBytes = alreadyBytes;
  const refuseAbove = async (bytes: number): Promise<void> => {
    if (bytes <= maxBytes) return;
    await part.discard();
    throw new DownloadError(`${url} has ${bytes} bytes or more; expected at most ${maxBytes}`, {
      hint: 'It is not the file that was published under this name.',
    });
  };
  await refuseAbove(totalBytes ?? 0);
  const file = await open(part.path, alreadyBytes > 0 ? 'a' : 'w');
  try {
    for await (const block of response) {
      receivedBytes += (block as Buffer).length;
      if (receivedBytes > maxBytes) break;
      await file.writeFile(block as Buffer);
      onProgress?.({ file: name, receivedBytes, totalBytes });
    }
  } finally {
    await file.close(); // also after a failure: what has arrived is there to go on from
  }
  await refuseAbove(receivedBytes);
  const { size } = await stat(part.path);
  if (totalBytes !== null && size !== totalBytes) {
    throw new TemporaryError(`it was cut short: ${size} of ${totalBytes} bytes`);
  }
}

function totalOf(response: IncomingMessage): number | null {
  if (response.statusCode === 206) return rangeOf(response)?.total ?? null;
  const length = response.headers['content-length'];
  return length === undefined ? null : Number(length);
}

/** The first byte and the total of `Content-Range: bytes 5-9/10`. */
function rangeOf(response: IncomingMessage): { start: number; total: number | null } | null {
  const parts = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers['content-range'] ?? '');
  if (!parts) return null;
  return { start: Number(parts[1]), total: parts[2] === '*' ? null : Number(parts[2]) };
}
