// One GET request, its redirects followed, its body left as the server sends it.
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { DownloadError } from '@dlqr/core/errors';

const MAX_REDIRECTS = 5;

/** How to make a request. */
export interface HttpGetOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** The longest time without a byte. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Requests a URL over http or https. Unlike `fetch` it never unpacks the body: some servers mark
 * `.gz` files as compressed on the way, and what they hold would no longer be what was published.
 *
 * @throws {DownloadError} when the URL is of another kind, or there are too many redirects
 */
export async function httpGet(url: string, options: HttpGetOptions): Promise<IncomingMessage> {
  let target = new URL(url);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await request(target, options);
    const { statusCode = 0, headers } = response;
    if (statusCode < 300 || statusCode >= 400 || !headers.location) return response;
    response.destroy();
    target = new URL(headers.location, target);
  }
  throw new DownloadError(`${url} redirects more than ${MAX_REDIRECTS} times`);
}

function request(
  url: URL,
  { headers, timeoutMs, signal }: HttpGetOptions,
): Promise<IncomingMessage> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new DownloadError(`${url} is not an http or https address`);
  }
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    let received: IncomingMessage | undefined;
    const sent = client.get(url, { headers, timeout: timeoutMs, signal }, (response) => {
      received = response;
      response.once('error', reject); // without a listener an early cut would end the process
      resolve(response);
    });
    sent.once('timeout', () => {
      const error = new Error(`no data for ${timeoutMs / 1000} s`);
      received?.destroy(error);
      sent.destroy(error);
    });
    sent.once('error', reject);
  });
}
