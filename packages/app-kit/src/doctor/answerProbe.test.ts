import { EventEmitter } from 'node:events';
import { UnavailableError } from '@dlqr/core/errors';
import { describe, expect, it, vi } from 'vitest';
import { answerProbe, type ProbeReply } from './answerProbe.ts';
import type { ProbeSteps } from './probeSteps.ts';

const speed = { gflops: 1, matrixSize: 64 };

/** What comes back when the parent sends a step. */
function answering(steps: Partial<ProbeSteps>) {
  const exit = vi.fn();
  const emitter = new EventEmitter();
  const reply = new Promise<ProbeReply>((send) => {
    answerProbe(steps as ProbeSteps, Object.assign(emitter, { send, exit }));
  });
  return { emitter, reply, exit };
}

describe('answerProbe', () => {
  it('sends what a step found out', async () => {
    const { emitter, reply } = answering({ measure: async () => speed });
    emitter.emit('message', 'measure');
    expect(await reply).toEqual({ step: 'measure', value: speed });
  });

  it.each([
    [new UnavailableError('no', { hint: 'buy one' }), { hint: 'buy one', expected: true }],
    [new UnavailableError('no'), { hint: null, expected: true }],
    [new TypeError('no'), { hint: null, expected: false }],
  ])('sends why a step failed, and whether that may be: %o', async (error, rest) => {
    const { emitter, reply } = answering({ load: () => Promise.reject(error) });
    emitter.emit('message', 'load');
    expect(await reply).toEqual({ step: 'load', error: 'no', ...rest });
  });

  it('ends with its parent', () => {
    const { emitter, exit } = answering({});
    emitter.emit('disconnect');
    expect(exit).toHaveBeenCalledOnce();
  });
});
