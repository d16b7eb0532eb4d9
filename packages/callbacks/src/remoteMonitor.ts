// Tells a server what every epoch gave.
import { ValueError } from '@dlqr/core/errors';
import { checkCount } from './base/checks.ts';
import { type RawLogs, readLogs } from './base/logs.ts';
import { ModelCallback } from './base/modelCallback.ts';

/** What RemoteMonitor may be told. */
export interface RemoteMonitorOptions {
  /** Where the server is; default `http://localhost:9000`. */
  readonly root?: string;
  /** Default `/publish/epoch/end/`. */
  readonly path?: string;
  /** The field of the form that holds the JSON text; unused with `sendAsJson`; default `data`. */
  readonly field?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the body is JSON instead of a form; default false. */
  readonly sendAsJson?: boolean;
  /** How long to wait for the server; default 3000. */
  readonly timeoutMs?: number;
  /** Told of the first event that the server did not take; default `process.emitWarning`. */
  readonly onFailure?: (message: string) => void;
}

/**
 * Sends a POST request with the values of every epoch.
 *
 * The event is `{ "epoch": 3, "loss": 0.25, "valLoss": 0.31 }`; NaN and infinite values are null,
 * since JSON has no others. Requests go out one after another while the training goes on. A server
 * that does not answer never ends a training: it is warned of once, and the next event is tried
 * all the same.
 *
 * @example
 * const monitor = new RemoteMonitor({ root: 'https://example.org', sendAsJson: true });
 * await model.fit(x, y, { epochs: 20, callbacks: [monitor] });
 * monitor.numFailed // 0
 * @see https://keras.io/api/callbacks/remote_monitor/
 */
export class RemoteMonitor extends ModelCallback {
  readonly #url: string;
  readonly #field: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #sendAsJson: boolean;
  readonly #timeoutMs: number;
  readonly #onFailure: (message: string) => void;
  #sending: Promise<void> = Promise.resolve();
  #numFailed = 0;

  /** @throws {ValueError} when root and path make no address for HTTP, or an option is out of range */
  constructor(options: RemoteMonitorOptions = {}) {
    super();
    const {
      root = 'http://localhost:9000',
      path = '/publish/epoch/end/',
      field = 'data',
    } = options;
    const { timeoutMs = 3000, headers = {} } = options;
    checkCount('timeoutMs', timeoutMs, 1);
    this.#url = checkedUrl(root + path);
    this.#field = field;
    this.#headers = checkedHeaders(headers);
    this.#sendAsJson = options.sendAsJson ?? false;
    this.#timeoutMs = timeoutMs;
    this.#onFailure = options.onFailure ?? ((message) => process.emitWarning(message));
  }

  /** How many events of the last training the server did not take. */
  get numFailed(): number {
    return this.#numFailed;
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    this.#numFailed = 0;
  }

  override async onEpochEnd(epoch: number, logs: RawLogs = {}): Promise<void> {
    const event = { epoch, ...(await readLogs(logs)) };
    await this.#sending;
    this.#sending = this.#send(event);
  }

  override async onTrainEnd(): Promise<void> {
    await this.#sending;
  }

  async onTrainInterrupt(): Promise<void> {
    await this.#sending;
  }

  async #send(event: Readonly<Record<string, number>>): Promise<void> {
    const text = JSON.stringify(event);
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: {
          ...(this.#sendAsJson && { 'content-type': 'application/json' }),
          ...this.#headers,
        },
        body: this.#sendAsJson ? text : new URLSearchParams({ [this.#field]: text }),
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      await response.body?.cancel();
      if (!response.ok) this.#fail(`it answered with status ${response.status}`);
    } catch (error) {
      this.#fail(reasonOf(error));
    }
  }

  #fail(reason: string): void {
    this.#numFailed += 1;
    if (this.#numFailed > 1) return;
    this.#onFailure(`the server ${this.#url} does not take what RemoteMonitor sends: ${reason}`);
  }
}

function checkedUrl(address: string): string {
  const protocol = URL.canParse(address) ? new URL(address).protocol : null;
  if (protocol === 'http:' || protocol === 'https:') return address;
  throw new ValueError(`"${address}" is no address of a server; expected http:// or https://`);
}

function checkedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  try {
    return Object.fromEntries(new Headers(headers));
  } catch (cause) {
    throw new ValueError(`headers cannot be sent: ${(cause as Error).message}`, { cause });
  }
}

/** What lies under the "fetch failed" of `fetch`. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message || String(Reflect.get(cause, 'code')) : message;
}
