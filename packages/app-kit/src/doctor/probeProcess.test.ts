import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startProbe } from './probeProcess.ts';

const PLENTY_MS = 60_000;

/** A probe whose process does what `code` says with the step that it is sent. */
async function probeThat(code: string) {
  const program = join(await temporaryDirectory(), 'probe.mjs');
  await writeFile(program, `process.on('message', (step) => { ${code} });`);
  const probe = startProbe(program, ['onnx']);
  onTestFinished(() => probe.end());
  return probe;
}

describe('startProbe', () => {
  it('brings the value of each step, NaN and the arguments included', async () => {
    const probe = await probeThat(
      "process.send({ step, value: step === 'load' ? process.argv[2] : [[NaN]] })",
    );
    expect(await probe.ask('load', PLENTY_MS)).toEqual({ kind: 'done', value: 'onnx' });
    expect(await probe.ask('multiply', PLENTY_MS)).toEqual({ kind: 'done', value: [[Number.NaN]] });
  });

  it('brings the reason of a step that failed, and goes on', async () => {
    const probe = await probeThat(
      "process.send(step === 'load' ? { step, error: 'no', hint: 'buy one', expected: true } : { step, value: 1 })",
    );
    expect(await probe.ask('load', PLENTY_MS)).toEqual({
      kind: 'refused',
      problem: 'no',
      hint: 'buy one',
      expected: true,
    });
    expect(await probe.ask('measure', PLENTY_MS)).toMatchObject({ kind: 'done' });
  });

  it('survives a native abort, now and at the next step', async () => {
    const probe = await probeThat("console.error('terminate called: what()'); process.abort();");
    const crash = { kind: 'crashed', problem: expect.stringMatching(/SIGABRT|status/) };
    expect(await probe.ask('load', PLENTY_MS)).toMatchObject(crash);
    expect(await probe.ask('multiply', PLENTY_MS)).toMatchObject(crash);
  });

  it.each([
    ['console.error("loading ..."); throw new Error("no such symbol")', /no such symbol/],
    ['process.exit(7)', /ended by itself with status 7$/],
  ])('says how the process ended: %s', async (code, problem) => {
    const probe = await probeThat(code);
    const { problem: said } = (await probe.ask('load', PLENTY_MS)) as { problem: string };
    expect(said).toMatch(problem);
  });

  it.skipIf(process.platform === 'win32')('knows what SIGILL means', async () => {
    const probe = await probeThat("process.kill(process.pid, 'SIGILL')");
    expect(await probe.ask('load', PLENTY_MS)).toMatchObject({
      problem: 'its process was stopped by SIGILL',
      hint: expect.stringContaining('processor instructions'),
    });
  });

  it('gives up on one that hangs, and can still end it', async () => {
    const probe = await probeThat('for (;;);');
    expect(await probe.ask('load', 20)).toEqual({
      kind: 'late',
      problem: 'gave no answer within 0.020 seconds (step "load")',
      hint: null,
    });
    probe.end();
    expect(await probe.ask('load', PLENTY_MS)).toMatchObject({ kind: 'crashed' });
  });

  it('does not take the late answer to one step for that of another', async () => {
    const probe = await probeThat(
      "if (step === 'multiply') { process.send({ step: 'load', value: 1 }); process.send({ step, value: 2 }); }",
    );
    expect(await probe.ask('load', 20)).toMatchObject({ kind: 'late' });
    expect(await probe.ask('multiply', PLENTY_MS)).toEqual({ kind: 'done', value: 2 });
  });

  it('reports a program that is not there', async () => {
    const probe = startProbe(join(await temporaryDirectory(), 'absent.mjs'), []);
    expect(await probe.ask('load', PLENTY_MS)).toMatchObject({
      kind: 'crashed',
      problem: expect.stringContaining('Cannot find module'),
    });
  });
});
