import { Run } from '@dlqr/core';
import { InterruptedError } from '@dlqr/core/errors';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { fakeTerminal } from './testing/fakeTerminal.ts';
import { withRun } from './withRun.ts';

async function statusAfter(body: () => Promise<void>) {
  const start = { app: 'ch99-fake', seed: 1, config: {}, dataset: null, backend: null };
  const run = await Run.create(start, await temporaryDirectory());
  const error = await withRun(run, fakeTerminal(), body).then(
    () => null,
    (e: Error & { hint?: string }) => e,
  );
  return { status: run.file.status, error, directory: run.directory };
}

describe('withRun', () => {
  it('completes a run that ends well', async () => {
    expect(await statusAfter(async () => {})).toMatchObject({ status: 'completed', error: null });
  });

  it('marks a run that fails, and hands the error on', async () => {
    const { status, error } = await statusAfter(() => Promise.reject(new Error('no space')));
    expect([status, error?.message]).toEqual(['failed', 'no space']);
  });

  it('marks an interrupted run, and says how to go on', async () => {
    const { status, error, directory } = await statusAfter(() =>
      Promise.reject(new InterruptedError('stop')),
    );
    expect(status).toBe('interrupted');
    expect(error?.hint).toBe(`Go on with: npm start -- ch99 --resume ${directory}`);
  });
});
