import { describe, expect, it } from 'vitest';
import { checkBackend, measureBackend } from './checkBackend.ts';
import { fakeProbe } from './testing/fakeProbe.ts';
import { missingBackend, workingBackend } from './testing/findings.ts';

const plenty = (): number => 60_000;
const LATE = { kind: 'late', problem: 'gave no answer', hint: null } as const;
const CRASH = { kind: 'crashed', problem: 'SIGILL', hint: 'another binary' } as const;
const NOT_INSTALLED = {
  kind: 'refused',
  problem: 'not installed',
  hint: 'npm install',
  expected: true,
} as const;

describe('checkBackend', () => {
  it('passes one that multiplies rightly', async () => {
    expect(await checkBackend('onnx', fakeProbe(), plenty)).toEqual({
      name: 'onnx',
      status: 'works',
      device: 'cpu',
      version: '1',
      detail: 'fake',
      product: [
        [22, 28],
        [49, 64],
      ],
      speed: null,
      problem: null,
      hint: null,
    });
  });

  it('calls unavailable what says in good order that it is', async () => {
    const check = await checkBackend('x', fakeProbe({ load: NOT_INSTALLED }), plenty);
    expect(check).toMatchObject({ status: 'unavailable', problem: 'not installed' });
    expect(check).toMatchObject({ hint: 'npm install', device: null, product: null });
  });

  it.each([
    ['fails unexpectedly', { ...NOT_INSTALLED, expected: false }],
    ['crashes', CRASH],
  ])('calls broken what %s while loading', async (_, load) => {
    const check = await checkBackend('x', fakeProbe({ load }), plenty);
    expect(check).toMatchObject({ status: 'broken', problem: load.problem, hint: load.hint });
  });

  it('says nothing against one that is late', async () => {
    const check = await checkBackend('x', fakeProbe({ multiply: LATE }), plenty);
    expect(check).toMatchObject({ status: 'unknown', problem: LATE.problem, device: 'cpu' });
  });

  it.each([
    [[[22, 28]]],
    [
      [
        [22, 28],
        [49, 65],
      ],
    ],
    [
      [
        [22, 28],
        [49, Number.NaN],
      ],
    ],
  ])('calls broken what computes %j', async (value) => {
    const probe = fakeProbe({ multiply: { kind: 'done', value } });
    const check = await checkBackend('x', probe, plenty);
    expect(check).toMatchObject({ status: 'broken', product: value, device: 'cpu' });
    expect(check.problem).toContain('not [[22,28],[49,64]]');
  });

  it('calls broken what crashes while computing, and still says what was loaded', async () => {
    const check = await checkBackend('x', fakeProbe({ multiply: CRASH }), plenty);
    expect(check).toMatchObject({ status: 'broken', detail: 'fake', problem: 'SIGILL' });
  });
});

describe('measureBackend', () => {
  const works = workingBackend('onnx', { speed: null });

  it('adds the speed', async () => {
    expect(await measureBackend(works, fakeProbe(), plenty)).toEqual({
      ...works,
      speed: { gflops: 7, matrixSize: 256 },
    });
  });

  it('asks nothing of a backend that does not work, or when time is over', async () => {
    const probe = fakeProbe();
    const missing = missingBackend('onnx');
    expect(await measureBackend(missing, probe, plenty)).toBe(missing);
    const late = await measureBackend(works, probe, () => 0);
    expect(late).toMatchObject({
      status: 'works',
      speed: null,
      problem: expect.stringMatching('no time'),
    });
    expect(probe.log).toEqual([]);
  });

  it.each([
    ['works', LATE],
    ['broken', CRASH],
  ])('leaves it at "%s" after %o', async (status, measure) => {
    const check = await measureBackend(works, fakeProbe({ measure }), plenty);
    expect(check).toMatchObject({ status, speed: null });
    expect(check.problem).toBe(`while measuring its speed: ${measure.problem}`);
  });
});
