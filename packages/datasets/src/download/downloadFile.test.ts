import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Random } from '@dlqr/core/random';
import { temporaryDirectory } from '@dlqr/test-kit';
import { build } from 'tsdown';
import { describe, expect, it } from 'vitest';
import {
  type Answer,
  Cutter,
  etagOf,
  serveFile,
  sha256,
  testServer,
} from '../testing/testServer.ts';
import { type DownloadOptions, downloadFile, type PublishedFile } from './downloadFile.ts';
import type { DownloadProgress } from './transfer.ts';

const BODY = Buffer.from(Array.from({ length: 100_000 }, randomByte(new Random(3))));
const FAST: DownloadOptions = { retryDelayMs: 1, maxRetries: 3 };

function randomByte(random: Random): () => number {
  return () => random.integer(0, 256);
}

function published(changes: Partial<PublishedFile>): PublishedFile {
  return { name: 'data.bin', urls: [], sha256: sha256(BODY), maxBytes: BODY.length, ...changes };
}

/** Downloads from a server that answers so; tells what lies in the folder afterwards. */
async function download(
  answer: Answer,
  file: Partial<PublishedFile> = {},
  options: DownloadOptions = {},
) {
  const server = await testServer(answer);
  const folder = await temporaryDirectory();
  const path = join(folder, 'data.bin');
  const wanted = published({ urls: [`${server.origin}/data.bin`], ...file });
  const run = () =>
    downloadFile(wanted, path, { ...FAST, ...options }).catch((error: Error) => error);
  const result = await run();
  return { result, run, path, requests: server.requests, left: (await readdir(folder)).sort() };
}

/** Answers with each of these in turn, and with the last one from then on. */
function inTurn(...answers: Answer[]): Answer {
  return (request, response, number) =>
    answers[Math.min(number, answers.length) - 1]?.(request, response, number);
}

function status(code: number): Answer {
  return (_request, response) => {
    response.statusCode = code;
    response.end('no');
  };
}

describe('downloadFile', () => {
  it('brings the file, tells how far it is, and leaves nothing else', async () => {
    const seen: DownloadProgress[] = [];
    const { result, path, left } = await download(
      serveFile(BODY),
      {},
      { onProgress: (p) => seen.push(p) },
    );
    expect(result).toBe(true);
    expect(await readFile(path)).toEqual(BODY);
    expect(left).toEqual(['data.bin']);
    expect(seen.at(-1)).toEqual({
      file: 'data.bin',
      receivedBytes: BODY.length,
      totalBytes: BODY.length,
    });
    const received = seen.map(({ receivedBytes }) => receivedBytes);
    expect(received).toEqual(received.toSorted((a, b) => a - b));
  });

  it('does not ask again for a file that is there and intact', async () => {
    const { run, requests } = await download(serveFile(BODY));
    expect(await run()).toBe(false);
    expect(requests).toHaveLength(1);
  });

  it('replaces a file that is there and damaged', async () => {
    const { run, path } = await download(serveFile(BODY));
    await writeFile(path, BODY.subarray(0, 500));
    expect(await run()).toBe(true);
    expect(await readFile(path)).toEqual(BODY);
  });

  it('makes the folders that are missing', async () => {
    const server = await testServer(serveFile(BODY));
    const path = join(await temporaryDirectory(), 'a/b/data.bin');
    await downloadFile(published({ urls: [server.origin] }), path, FAST);
    expect(await readFile(path)).toEqual(BODY);
  });

  it('follows redirects, relative ones too', async () => {
    const { result, requests } = await download((request, response, number) => {
      if (request.url === '/moved/here') return serveFile(BODY)(request, response, number);
      response.writeHead(302, { location: '/moved/here' }).end();
    });
    expect(result).toBe(true);
    expect(requests.map(({ url }) => url)).toEqual(['/data.bin', '/moved/here']);
  });

  it('gives up on redirects without end, and on other protocols', async () => {
    const loop = await download((_request, response) =>
      response.writeHead(301, { location: '/x' }).end(),
    );
    expect(loop.result).toMatchObject({
      code: 'DLQR_DOWNLOAD',
      message: expect.stringContaining('redirects more than 5 times'),
    });
    expect(loop.requests).toHaveLength(6);
    const other = await download((_request, response) =>
      response.writeHead(301, { location: 'ftp://x/y' }).end(),
    );
    expect(other.result).toMatchObject({ message: 'ftp://x/y is not an http or https address' });
  });
});

/** Sends the beginning of the body; the connection breaks when that has arrived. */
function broken(cutter: Cutter, body: Buffer = BODY, etag: string = etagOf(BODY)): Answer {
  return cutter.beginningOf(body, 40_000, etag);
}

/** Breaks a connection when its 40,000 bytes have arrived. */
function breaking(cutter: Cutter): DownloadOptions {
  return {
    onProgress: ({ receivedBytes }) => {
      if (receivedBytes === 40_000) cutter.cut();
    },
  };
}

describe('a connection that breaks', () => {
  it('is taken up again where it ended', async () => {
    const cutter = new Cutter();
    const { result, path, requests, left } = await download(
      inTurn(broken(cutter), status(500), serveFile(BODY)),
      {},
      breaking(cutter),
    );
    expect(result).toBe(true);
    expect(await readFile(path)).toEqual(BODY);
    expect(left).toEqual(['data.bin']);
    expect(requests.map(({ headers }) => headers.range)).toEqual([
      undefined,
      'bytes=40000-',
      'bytes=40000-',
    ]);
    expect(requests[2]?.headers['if-range']).toBe(etagOf(BODY));
  });

  it('is taken up again by a later run', async () => {
    const cutter = new Cutter();
    const answer = inTurn(broken(cutter), serveFile(BODY));
    const first = await download(answer, {}, { ...breaking(cutter), maxRetries: 0 });
    expect(first.result).toMatchObject({
      code: 'DLQR_DOWNLOAD',
      message: expect.stringContaining('could not be downloaded (attempts: 1)'),
      hint: expect.stringContaining('goes on where it ended'),
    });
    expect(first.left).toEqual(['data.bin.part', 'data.bin.part.json']);
    expect(await first.run()).toBe(true);
    expect(first.requests[1]?.headers.range).toBe('bytes=40000-');
    expect(await readFile(first.path)).toEqual(BODY);
  });

  it('goes on as often as the server sends less than the rest', async () => {
    const cutter = new Cutter();
    const some: Answer = (_request, response) => {
      response.setHeader('content-range', `bytes 40000-59999/${BODY.length}`);
      response.writeHead(206).end(BODY.subarray(40_000, 60_000));
    };
    const { path, requests } = await download(
      inTurn(broken(cutter), some, serveFile(BODY)),
      {},
      breaking(cutter),
    );
    expect(requests[2]?.headers.range).toBe('bytes=60000-');
    expect(await readFile(path)).toEqual(BODY);
  });

  it('is marked by the time of the last change where there is no strong ETag', async () => {
    const cutter = new Cutter();
    const lastModified = 'Wed, 21 Oct 2015 07:28:00 GMT';
    const first: Answer = (request, response, number) => {
      response.setHeader('last-modified', lastModified);
      broken(cutter, BODY, 'W/"weak"')(request, response, number);
    };
    const { requests } = await download(inTurn(first, serveFile(BODY)), {}, breaking(cutter));
    expect(requests[1]?.headers['if-range']).toBe(lastModified);
  });

  it('begins anew where nothing marks the version', async () => {
    const cutter = new Cutter();
    const answer = inTurn(broken(cutter, BODY, 'W/"weak"'), serveFile(BODY));
    const { result, requests } = await download(answer, {}, breaking(cutter));
    expect(result).toBe(true);
    expect(requests[1]?.headers.range).toBeUndefined();
  });

  it('begins anew where the server has another version by then', async () => {
    const cutter = new Cutter();
    const old = broken(cutter, Buffer.alloc(BODY.length, 1), '"old"');
    const { result, path, requests } = await download(
      inTurn(old, serveFile(BODY)),
      {},
      breaking(cutter),
    );
    expect(result).toBe(true);
    expect(requests).toHaveLength(2);
    expect(await readFile(path)).toEqual(BODY);
  });

  it('begins anew where the server knows no ranges', async () => {
    const cutter = new Cutter();
    const plain: Answer = (_request, response) => response.end(BODY);
    const { path, requests } = await download(inTurn(broken(cutter), plain), {}, breaking(cutter));
    expect(requests[1]?.headers.range).toBe('bytes=40000-');
    expect(await readFile(path)).toEqual(BODY);
  });

  it('begins anew where the server refuses the range or sends another', async () => {
    const elsewhere: Answer = (_request, response) => {
      response.writeHead(206, { 'content-range': `bytes 5-${BODY.length - 1}/${BODY.length}` });
      response.end(BODY.subarray(5));
    };
    for (const answer of [status(416), elsewhere]) {
      const cutter = new Cutter();
      const { result, path, requests } = await download(
        inTurn(broken(cutter), answer, serveFile(BODY)),
        {},
        breaking(cutter),
      );
      expect(result).toBe(true);
      expect(requests[2]?.headers.range).toBeUndefined();
      expect(await readFile(path)).toEqual(BODY);
    }
  });

  it('begins anew where the two parts do not make the file', async () => {
    const cutter = new Cutter();
    const damaged = broken(cutter, Buffer.alloc(BODY.length, 1)); // under the ETag of the right one
    const { result, path, requests } = await download(
      inTurn(damaged, serveFile(BODY)),
      {},
      breaking(cutter),
    );
    expect(result).toBe(true);
    expect(requests.map(({ headers }) => headers.range)).toEqual([
      undefined,
      'bytes=40000-',
      undefined,
    ]);
    expect(await readFile(path)).toEqual(BODY);
  });

  it('ends the attempts after the given number of retries', async () => {
    const { result, requests, left } = await download((_request, response) => response.destroy());
    expect(result).toMatchObject({
      code: 'DLQR_DOWNLOAD',
      message: expect.stringContaining('(attempts: 4)'),
    });
    expect(requests).toHaveLength(4);
    expect(left).not.toContain('data.bin');
  });

  it('ends an attempt in which no data comes', async () => {
    const silent: Answer = (_request, response) => {
      response.setHeader('content-length', BODY.length);
      response.write(BODY.subarray(0, 10));
    };
    const { result } = await download(silent, {}, { timeoutMs: 50, maxRetries: 0 });
    expect(result).toMatchObject({ message: expect.stringContaining('no data for 0.05 s') });
    const dumb = await download(() => undefined, {}, { timeoutMs: 50, maxRetries: 0 });
    expect(dumb.result).toMatchObject({ message: expect.stringContaining('no data for 0.05 s') });
  });

  it('tries again when the server is busy', async () => {
    for (const code of [408, 429, 500, 503]) {
      const { result, requests } = await download(inTurn(status(code), serveFile(BODY)));
      expect(result).toBe(true);
      expect(requests).toHaveLength(2);
    }
  });
});

describe('a file that is not the right one', () => {
  it.each([404, 403, 410])('is not asked for twice when the answer is %i', async (code) => {
    const { result, requests, left } = await download(status(code));
    expect(result).toMatchObject({
      code: 'DLQR_DOWNLOAD',
      message: expect.stringContaining(`answered ${code}`),
    });
    expect(requests).toHaveLength(1);
    expect(left).toEqual([]);
  });

  it('never stays: wrong checksum', async () => {
    const other = Buffer.alloc(100, 'x');
    const { result, left, requests } = await download(serveFile(other));
    expect(result).toMatchObject({
      code: 'DLQR_DOWNLOAD',
      message: expect.stringContaining(`the SHA-256 ${sha256(other)}; expected ${sha256(BODY)}`),
    });
    expect(requests).toHaveLength(1);
    expect(left).toEqual([]);
  });

  it('never stays: too large, as announced or not', async () => {
    const unannounced: Answer = (_request, response) => {
      response.write(BODY.subarray(0, 60_000));
      response.end(BODY.subarray(60_000));
    };
    for (const answer of [serveFile(BODY), unannounced]) {
      const { result, left } = await download(answer, { maxBytes: BODY.length - 1 });
      expect(result).toMatchObject({
        code: 'DLQR_DOWNLOAD',
        message: expect.stringContaining(`expected at most ${BODY.length - 1}`),
      });
      expect(left).toEqual([]);
    }
  });

  it('never stays: cut short without a word', async () => {
    const short: Answer = (_request, response) => response.end(BODY.subarray(0, 70_000));
    const { result, left } = await download(short);
    expect(result).toMatchObject({
      code: 'DLQR_DOWNLOAD',
      message: expect.stringContaining('SHA-256'),
    });
    expect(left).toEqual([]);
  });

  it('never stays: empty', async () => {
    const { result, left } = await download(serveFile(Buffer.alloc(0)), {
      sha256: 'not-published',
    });
    expect(result).toMatchObject({
      message: expect.stringContaining('expected a file that is not empty'),
    });
    expect(left).toEqual([]);
  });

  it('is refused when it comes compressed, unless that is what it is', async () => {
    const compressed: Answer = (request, response, number) => {
      response.setHeader('content-encoding', 'gzip');
      serveFile(BODY)(request, response, number);
    };
    const { result, left } = await download(compressed);
    expect(result).toMatchObject({
      message: expect.stringContaining('sent the file compressed (gzip)'),
    });
    expect(left).toEqual([]);
    const server = await testServer(compressed);
    const path = join(await temporaryDirectory(), 'data.tar.gz');
    await downloadFile(published({ urls: [server.origin] }), path, FAST);
    expect(await readFile(path)).toEqual(BODY); // as it was sent
  });

  it('is taken as it is where no checksum is published', async () => {
    const { result } = await download(serveFile(BODY), { sha256: 'not-published' });
    expect(result).toBe(true);
  });
});

describe('several addresses', () => {
  it('are tried in order', async () => {
    const broken = await testServer(status(404));
    const good = await testServer(serveFile(BODY));
    const path = join(await temporaryDirectory(), 'data.bin');
    await downloadFile(published({ urls: [broken.origin, good.origin] }), path, FAST);
    expect(broken.requests).toHaveLength(1);
    expect(await readFile(path)).toEqual(BODY);
  });

  it('are not mixed: each begins anew', async () => {
    const cutter = new Cutter();
    const one = await testServer(broken(cutter));
    const two = await testServer(serveFile(BODY));
    const path = join(await temporaryDirectory(), 'data.bin');
    const options = { ...breaking(cutter), maxRetries: 0 };
    await downloadFile(published({ urls: [one.origin, two.origin] }), path, options);
    expect(two.requests[0]?.headers.range).toBeUndefined();
    expect(await readFile(path)).toEqual(BODY);
  });

  it('are all named when none of them works', async () => {
    const one = await testServer(status(404));
    const two = await testServer(status(403));
    const path = join(await temporaryDirectory(), 'data.bin');
    const failed = downloadFile(published({ urls: [one.origin, two.origin] }), path, FAST);
    await expect(failed).rejects.toMatchObject({
      code: 'DLQR_DOWNLOAD',
      message: expect.stringMatching(/404.*; .*403/),
    });
  });

  it('must be given', async () => {
    await expect(downloadFile(published({}), '/nowhere')).rejects.toMatchObject({
      code: 'DLQR_VALUE',
    });
  });
});

describe('an abort', () => {
  it('ends the download and keeps what has arrived', async () => {
    const controller = new AbortController();
    const slow: Answer = (_request, response) => {
      response.setHeader('etag', '"v1"');
      response.setHeader('content-length', BODY.length);
      response.write(BODY.subarray(0, 30_000));
    };
    const { result, left } = await download(
      slow,
      {},
      {
        signal: controller.signal,
        onProgress: () => controller.abort(),
      },
    );
    expect(result).toMatchObject({ code: 'DLQR_INTERRUPTED' });
    expect(left).toEqual(['data.bin.part', 'data.bin.part.json']);
  });

  it('ends the wait before a retry', async () => {
    const controller = new AbortController();
    const { result, requests } = await download(
      (_request, response) => {
        response.writeHead(503).end(() => setImmediate(() => controller.abort()));
      },
      {},
      { signal: controller.signal, retryDelayMs: 1e8 },
    );
    expect(result).toMatchObject({ code: 'DLQR_INTERRUPTED' });
    expect(requests).toHaveLength(1);
  });

  it('before the beginning sends nothing', async () => {
    const { result, requests } = await download(
      serveFile(BODY),
      {},
      { signal: AbortSignal.abort() },
    );
    expect(result).toMatchObject({ code: 'DLQR_INTERRUPTED' });
    expect(requests).toHaveLength(0);
  });

  it('ends the wait for another process', async () => {
    const path = join(await temporaryDirectory(), 'data.bin');
    await mkdir(`${path}.lock`); // as a living process holds it
    const controller = new AbortController();
    const waiting = downloadFile(published({ urls: ['http://127.0.0.1:9'] }), path, {
      signal: controller.signal,
    });
    setImmediate(() => controller.abort());
    await expect(waiting).rejects.toMatchObject({ code: 'DLQR_INTERRUPTED' });
  });
});

describe('several processes', () => {
  it('take over the lock of one that has died', async () => {
    const server = await testServer(serveFile(BODY));
    const path = join(await temporaryDirectory(), 'data.bin');
    await mkdir(`${path}.lock`);
    await utimes(`${path}.lock`, new Date(0), new Date(0));
    expect(await downloadFile(published({ urls: [server.origin] }), path, FAST)).toBe(true);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('download a file once', async () => {
    const folder = await temporaryDirectory();
    await build({
      entry: { child: fileURLToPath(import.meta.resolve('../testing/downloadInChild.ts')) },
      outDir: join(folder, 'program'),
      format: 'esm',
      platform: 'node',
      dts: false,
      config: false,
      logLevel: 'silent',
      noExternal: [/.*/],
      fixedExtension: false,
      inputOptions: { resolve: { conditionNames: ['@dlqr/source', 'node', 'import', 'default'] } },
    });
    // The first answer is held back until both children are at work.
    let bothReady = (): void => undefined;
    const ready = new Promise<void>((resolve) => {
      bothReady = resolve;
    });
    const server = await testServer((request, response, number) => {
      void ready.then(() => serveFile(BODY)(request, response, number));
    });
    const path = join(folder, 'cache/data.bin');
    const file = published({ urls: [server.origin] });
    let numReady = 0;
    const children = [1, 2].map(
      () =>
        new Promise<unknown>((resolve, reject) => {
          const child = fork(join(folder, 'program/child.js'), [JSON.stringify(file), path]);
          child.on('error', reject);
          child.on('exit', (code) => reject(new Error(`the child ended with ${code}`)));
          child.on('message', (message) => {
            if (message !== 'ready') return resolve(message);
            if (++numReady === 2) bothReady();
          });
        }),
    );
    expect((await Promise.all(children)).sort()).toEqual([false, true]);
    expect(server.requests).toHaveLength(1);
    expect(await readFile(path)).toEqual(BODY);
    expect(await readdir(join(folder, 'cache'))).toEqual(['data.bin']);
  });
});
