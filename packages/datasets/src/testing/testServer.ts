// A web server on this machine that serves one file in all the ways in which servers misbehave.
import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request that has arrived. */
export interface SeenRequest {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** Answers one request; `number` counts them from 1. */
export type Answer = (request: SeenRequest, response: ServerResponse, number: number) => void;

/** A running server. */
export interface TestServer {
  /** Its address, without a slash at the end. */
  readonly origin: string;
  readonly requests: readonly SeenRequest[];
}

/** Starts a server that goes away with the test. */
export async function testServer(answer: Answer): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const server = createServer((incoming, response) => {
    const request = { url: incoming.url ?? '', headers: incoming.headers };
    requests.push(request);
    answer(request, response, requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, requests };
}

/** Serves a body as a good server does: with a strong ETag, `Range` and `If-Range`. */
export function serveFile(body: Buffer): Answer {
  return (request, response) => {
    const etag = etagOf(body);
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
    const sameVersion = request.headers['if-range'] === etag;
    const start = range && sameVersion ? Number(range[1]) : 0;
    if (start > 0) {
      response.statusCode = 206;
      response.setHeader('content-range', `bytes ${start}-${body.length - 1}/${body.length}`);
    }
    response.setHeader('etag', etag);
    response.setHeader('content-length', body.length - start);
    response.end(body.subarray(start));
  };
}

/** Cuts connections when the other side has got as much of the body as it shall. */
export class Cutter {
  #response: ServerResponse | null = null;

  /** Announces the whole body, with that ETag, and sends its beginning; `cut` ends the connection. */
  beginningOf(body: Buffer, bytes: number, etag?: string): Answer {
    return (_request, response) => {
      if (etag) response.setHeader('etag', etag);
      response.setHeader('content-length', body.length);
      response.write(body.subarray(0, bytes));
      this.#response = response;
    };
  }

  cut(): void {
    this.#response?.socket?.destroy();
    this.#response = null;
  }
}

/** The strong ETag that `serveFile` gives a body. */
export function etagOf(body: Buffer): string {
  return `"${sha256(body).slice(0, 16)}"`;
}

/** The SHA-256 of bytes, in hexadecimal. */
export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
