import { describe, expect, it } from 'vitest';
import { type ExamineOptions, examine } from './examine.ts';
import type { Probe } from './probeProcess.ts';
import { fakeProbe } from './testing/fakeProbe.ts';
import { examinationOf } from './testing/findings.ts';

const ABSENT = { kind: 'refused', problem: 'absent', hint: null, expected: true } as const;
const { versions, machine, cache } = examinationOf();

/** Examines fake probes, by name of the backend. */
async function examineFakes(
  fakes: Readonly<Record<string, Probe>>,
  options: Partial<ExamineOptions> = {},
) {
  return examine({
    backends: Object.keys(fakes),
    startProbe: (name) => fakes[name] ?? fakeProbe(),
    versions,
    machine,
    findCards: async () => [],
    checkCache: async () => cache,
    signal: new AbortController().signal,
    timeLimitMs: 60_000,
    ...options,
  });
}

describe('examine', () => {
  it('finds out everything about backends that work, and ends their processes', async () => {
    const fakes = { onnx: fakeProbe(), cpu: fakeProbe() };
    const found = await examineFakes(fakes);
    expect(found).toMatchObject({ schemaVersion: 1, ok: true, versions, machine, cache });
    expect(found.backends.map(({ name, status, speed }) => [name, status, speed])).toEqual([
      ['onnx', 'works', { gflops: 7, matrixSize: 256 }],
      ['cpu', 'works', { gflops: 7, matrixSize: 256 }],
    ]);
    expect(found.auto).toEqual({ name: 'onnx', why: 'it was asked for', problem: null });
    expect(found.executionProviders).toEqual([{ name: 'cpu', usable: true, reason: null }]);
    expect(fakes.onnx.log).toEqual(['load', 'multiply', 'measure', 'tryProviders', 'end']);
    expect(fakes.cpu.log).toEqual(['load', 'multiply', 'measure', 'end']);
  });

  it('goes on with the others when one crashes, and says what auto does', async () => {
    const crash = { kind: 'crashed', problem: 'SIGSEGV', hint: null } as const;
    const found = await examineFakes(
      {
        onnx: fakeProbe({ load: crash }),
        wasm: fakeProbe(),
        auto: fakeProbe({ load: crash }),
      },
      { backends: ['onnx', 'wasm'] },
    );
    expect(found.backends.map(({ status }) => status)).toEqual(['broken', 'works']);
    expect(found.auto).toEqual({ name: null, why: null, problem: 'SIGSEGV' });
    expect(found.executionProviders).toEqual([]);
    expect(found.advice[0]).toMatchObject({ command: 'npm start -- --backend wasm' });
  });

  it('is not ok when nothing works', async () => {
    const found = await examineFakes({
      onnx: fakeProbe({ load: ABSENT }),
      cpu: fakeProbe({ multiply: { kind: 'done', value: [[0]] } }),
    });
    expect(found.ok).toBe(false);
    expect(found.backends.map(({ status }) => status)).toEqual(['unavailable', 'broken']);
  });

  it('keeps what is known when trying the providers crashes', async () => {
    const crash = { kind: 'crashed', problem: 'SIGSEGV', hint: null } as const;
    const found = await examineFakes({ onnx: fakeProbe({ tryProviders: crash }) });
    expect(found.backends[0]).toMatchObject({ status: 'works' });
    expect(found.executionProviders).toEqual([
      { name: 'gpu', usable: false, reason: 'trying its providers failed: SIGSEGV' },
    ]);
  });

  it('has one process at a time', async () => {
    const order: string[] = [];
    const noting = (name: string): Probe => {
      order.push(`${name} starts`);
      return { ...fakeProbe(), end: () => void order.push(`${name} ends`) };
    };
    await examineFakes({}, { backends: ['a', 'b'], startProbe: noting });
    const runs = ['a', 'b', 'auto'].flatMap((name) => [`${name} starts`, `${name} ends`]);
    expect(order).toEqual(runs);
  });

  it('gives each at most half of the time that is left', async () => {
    const limits: number[] = [];
    const noting: Probe = {
      ...fakeProbe(),
      ask: (step, timeoutMs) => {
        if (step === 'load') limits.push(timeoutMs);
        return fakeProbe().ask(step, timeoutMs);
      },
    };
    await examineFakes({ a: noting, auto: noting }, { backends: ['a'], timeLimitMs: 1_000_000 });
    const [first = 0, auto = 0] = limits;
    expect(first).toBeLessThanOrEqual(500_000);
    expect(auto).toBeGreaterThan(500_000); // it is the last: all of the rest
    expect(auto).toBeLessThanOrEqual(1_000_000);
  });

  it('ends its process and says so when it is interrupted', async () => {
    const controller = new AbortController();
    const probe = fakeProbe();
    const stopping = examineFakes(
      { a: probe },
      {
        signal: controller.signal,
        checkCache: async () => {
          controller.abort();
          return cache;
        },
      },
    );
    await expect(stopping).rejects.toMatchObject({ code: 'DLQR_INTERRUPTED' });
    expect(probe.log).toContain('end');
  });
});
