import { DataError, InterruptedError, UsageError } from '@dlqr/core/errors';
import { afterEach, describe, expect, it } from 'vitest';
import { exitStatusOf } from './runApp.ts';
import { fakeTerminal } from './testing/fakeTerminal.ts';

afterEach(() => {
  process.exitCode = undefined;
});

async function run(body: (signal: AbortSignal) => Promise<void>) {
  const terminal = fakeTerminal();
  await exitStatusOf(terminal, (_, signal) => body(signal));
  return { status: process.exitCode, lines: terminal.lines };
}

const throws = (error: unknown) => async () => {
  throw error;
};

describe('exitStatusOf', () => {
  it.each([
    ['0 when all went well', async () => {}, 0, []],
    [
      '1, one line and a hint for bad data',
      throws(new DataError('line 3 is short', { hint: 'Add a field.' })),
      1,
      ['error: line 3 is short', 'hint: Add a field.'],
    ],
    [
      '2 for a wrong command line',
      throws(new UsageError('no such option')),
      2,
      ['error: no such option'],
    ],
    [
      '130 when interrupted',
      throws(new InterruptedError('stopped')),
      130,
      ['interrupted: stopped'],
    ],
  ])('is %s', async (_, body, status, lines) => {
    expect(await run(body)).toEqual({ status, lines });
  });

  it('is 1 for a defect, and never shows a stack unasked', async () => {
    const { status, lines } = await run(throws(new TypeError('x is not a function')));
    expect(status).toBe(1);
    expect(lines.join('\n')).toContain('x is not a function');
    expect(lines.join('\n')).not.toMatch(/\n\s+at /);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('hands %s on as an abort signal', async (name) => {
    const { status, lines } = await run(async (signal) => {
      process.emit(name);
      if (signal.aborted) throw new InterruptedError('saved');
    });
    expect(status).toBe(130);
    expect(lines[0]).toContain('saving first');
  });

  it('takes its listeners away again', async () => {
    const before = process.listenerCount('SIGINT');
    await run(throws(new Error('x')));
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
