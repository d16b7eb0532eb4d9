import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ValueError } from '@dlqr/core/errors';
import { afterEach, describe, expect, it } from 'vitest';
import { RemoteMonitor, type RemoteMonitorOptions } from './remoteMonitor.ts';
import { fakeTraining, oneWeightModel } from './testing/fakeTraining.ts';
import { LOOPS } from './testing/loops.ts';

interface Request {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server on this machine that notes what it gets and answers with a status; 0: never. */
async function listen(status = 200): Promise<{
  root: string;
  requests: Request[];
  mostAtOnce: () => number;
}> {
  const requests: Request[] = [];
  let [open, mostAtOnce] = [0, 0];
  const server = createServer(async (request, response) => {
    open += 1;
    mostAtOnce = Math.max(mostAtOnce, open);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { url = '', headers } = request;
    requests.push({ path: url, headers, body: Buffer.concat(parts).toString() });
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    open -= 1;
    if (status > 0) response.writeHead(status).end('a body that nobody reads');
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { root: `http://127.0.0.1:${port}`, requests, mostAtOnce: () => mostAtOnce };
}

/** A port that nothing listens on. */
async function deadRoot(): Promise<string> {
  const { root } = await listen();
  await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
  return root;
}

/** Trains with these logs; gives what went wrong, and the complaints. */
async function train(
  epochs: Record<string, number>[],
  options: RemoteMonitorOptions,
): Promise<{ trained: number; numFailed: number; complaints: string[] }> {
  const complaints: string[] = [];
  const monitor = new RemoteMonitor({
    onFailure: (message) => complaints.push(message),
    ...options,
  });
  const trained = await fakeTraining(monitor, { model: oneWeightModel(), epochs });
  return { trained, numFailed: monitor.numFailed, complaints };
}

describe('RemoteMonitor', () => {
  it('sends every epoch as the field of a form, one after another', async () => {
    const { root, requests, mostAtOnce } = await listen();
    await train([{ loss: 0.5, val_loss: 1 }, { loss: 0.25 }], { root });
    expect(requests.map(({ path }) => path)).toEqual(Array(2).fill('/publish/epoch/end/'));
    expect(requests[0]?.headers['content-type']).toContain('application/x-www-form-urlencoded');
    const events = requests.map(({ body }) => new URLSearchParams(body).get('data') as string);
    expect(events.map((event) => JSON.parse(event))).toEqual([
      { epoch: 0, loss: 0.5, valLoss: 1 },
      { epoch: 1, loss: 0.25 },
    ]);
    expect(mostAtOnce()).toBe(1);
  });

  it('sends JSON when asked to, with headers, to any path; what JSON lacks as null', async () => {
    const { root, requests } = await listen();
    const logs = [{ loss: Number.NaN, other: Number.POSITIVE_INFINITY }];
    const headers = { authorization: 'Bearer abc' };
    await train(logs, { root, path: '/a/b', headers, sendAsJson: true, field: 'unused' });
    expect(requests).toHaveLength(1);
    const { path, headers: sent, body } = requests[0] as Request;
    expect([path, sent['content-type'], sent.authorization]).toEqual([
      '/a/b',
      'application/json',
      'Bearer abc',
    ]);
    expect(JSON.parse(body)).toEqual({ epoch: 0, loss: null, other: null });
  });

  it('names the field as asked', async () => {
    const { root, requests } = await listen();
    await train([{ loss: 1 }], { root, field: 'event' });
    expect(new URLSearchParams(requests[0]?.body).get('event')).toBe('{"epoch":0,"loss":1}');
  });

  it('does not let a dead server end the training, and complains once', async () => {
    const result = await train([{ loss: 3 }, { loss: 2 }, { loss: 1 }], { root: await deadRoot() });
    expect(result).toMatchObject({ trained: 3, numFailed: 3 });
    expect(result.complaints).toEqual([expect.stringContaining('ECONNREFUSED')]);
  });

  it('does not wait for a server that never answers longer than it is told', async () => {
    const { root } = await listen(0);
    const result = await train([{ loss: 3 }], { root, timeoutMs: 20 });
    expect(result).toMatchObject({ trained: 1, numFailed: 1 });
    expect(result.complaints[0]).toContain('timeout');
  });

  it('complains about a server that refuses, and sends on', async () => {
    const { root, requests } = await listen(500);
    const result = await train([{ loss: 2 }, { loss: 1 }], { root });
    expect(requests).toHaveLength(2);
    expect(result.numFailed).toBe(2);
    expect(result.complaints).toEqual([expect.stringContaining('status 500')]);
  });

  it('warns by the warnings of the process', async () => {
    const root = await deadRoot();
    const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
    await fakeTraining(new RemoteMonitor({ root }), {
      model: oneWeightModel(),
      epochs: [{ loss: 1 }],
    });
    expect((await warned).message).toContain('RemoteMonitor');
  });

  it.each(LOOPS)('tells of a real training in %s', async (_, loop) => {
    const { root, requests } = await listen();
    const data = { x: [[1]], y: [[3]] };
    const history = await loop(oneWeightModel(), data, {
      epochs: 2,
      batchSize: 1,
      callbacks: [new RemoteMonitor({ root, sendAsJson: true })],
    });
    const events = requests.map(({ body }) => JSON.parse(body));
    expect(events).toEqual(history.loss?.map((loss, epoch) => ({ epoch, loss })));
  });

  it.each([
    ['no address', { root: 'nowhere' }],
    ['an address of something else', { root: 'file:///tmp' }],
    ['no time', { timeoutMs: 0 }],
    ['a header that cannot be sent', { headers: { 'a b': 'c' } }],
  ])('refuses %s', (_, options) => {
    expect(() => new RemoteMonitor(options)).toThrow(ValueError);
  });
});
