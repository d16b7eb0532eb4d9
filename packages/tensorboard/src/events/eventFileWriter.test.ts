import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { FileError, ValueError } from '@dlqr/core/errors';
import { temporaryDirectory } from '@dlqr/test-kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventsOf } from '../testing/goldenFile.ts';
import { EventFileWriter, type EventFileWriterOptions } from './eventFileWriter.ts';
import {
  EXACT_TENSOR_RECORD,
  LARGE_RECORD,
  NEGATIVE_RECORD,
  SESSION_START_RECORD,
  SIMPLE_RECORD,
  TENSOR_RECORD,
  VERSION_RECORD,
} from './goldenRecords.cases.ts';
import { readEvents } from './readEvents.ts';
import type { ScalarEvent } from './runEvent.ts';

let directory = '';
beforeEach(async () => {
  directory = join(await temporaryDirectory(), 'run', 'train');
});
afterEach(() => {
  vi.useRealTimers();
});

function writerAt(milliseconds: number, options: EventFileWriterOptions = {}): EventFileWriter {
  vi.useFakeTimers({ now: milliseconds, toFake: ['Date', 'performance'] });
  return new EventFileWriter(directory, options);
}

const hexOf = (path: string): string => readFileSync(path).toString('hex');

async function scalarsOf(path: string): Promise<ScalarEvent[]> {
  const events: ScalarEvent[] = [];
  for await (const event of readEvents(path)) if (event.kind === 'scalar') events.push(event);
  return events;
}

describe('EventFileWriter', () => {
  it('writes the bytes that TensorBoard writes', () => {
    const writer = writerAt(1_767_225_600_500);
    writer.scalar('loss', 0.1, 3, 1_767_225_601.25);
    writer.scalar('loss', -0, -2, 1_767_225_601.25);
    writer.scalar(
      `épsilon/${'x'.repeat(40)}`,
      Number.POSITIVE_INFINITY,
      2 ** 40 + 1,
      1_767_225_602,
    );
    writer.close();
    expect(hexOf(writer.path)).toBe(
      VERSION_RECORD + SIMPLE_RECORD + NEGATIVE_RECORD + LARGE_RECORD,
    );
  });

  it('writes scalars as tensors, and the step to forget from, when told to', () => {
    const writer = writerAt(1_767_225_600_500, { scalarForm: 'tensor', purgeStep: 7 });
    writer.scalar('loss', Math.fround(0.1), 3, 1_767_225_601.25);
    writer.close();
    expect(hexOf(writer.path)).toBe(VERSION_RECORD + SESSION_START_RECORD + TENSOR_RECORD);
  });

  it('writes a number that 32 bits do not hold beside its rounded value, where readEvents finds it', async () => {
    const writer = writerAt(1_767_225_600_500, { scalarForm: 'tensor' });
    writer.scalar('loss', 0.1, 3, 1_767_225_601.25);
    writer.close();
    expect(hexOf(writer.path)).toBe(VERSION_RECORD + EXACT_TENSOR_RECORD);
    expect(await scalarsOf(writer.path)).toMatchObject([{ tag: 'loss', step: 3, value: 0.1 }]);
  });

  it.each(['simpleValue', 'tensor'] as const)('keeps the numbers of %s', async (scalarForm) => {
    const values = [
      0,
      -0,
      1,
      0.1,
      -1e300,
      5e-324,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2 ** 53 - 1,
    ];
    const steps = [0, 127, 128, 2 ** 31, 2 ** 32 + 5, Number.MAX_SAFE_INTEGER, -1, -(2 ** 40), 300];
    const tags = ['a', 'ä'.repeat(70), 'x'.repeat(20_000)];
    const writer = new EventFileWriter(directory, { scalarForm });
    for (const tag of tags) {
      for (const [index, value] of values.entries())
        writer.scalar(tag, value, steps[index] as number);
    }
    writer.close();
    const rounded = (value: number) => (scalarForm === 'tensor' ? value : Math.fround(value));
    const expected = tags.flatMap((tag) =>
      values.map((value, index) => ({ tag, step: steps[index], value: rounded(value) })),
    );
    expect(await scalarsOf(writer.path)).toMatchObject(expected);
  });

  it('names each file by time, machine, process and a number of its own', () => {
    const first = writerAt(1_767_225_600_500);
    const second = writerAt(1_767_225_600_999);
    const names = [first, second].map((writer) => basename(writer.path));
    const start = `events.out.tfevents.1767225600.${hostname()}.${process.pid}.`;
    expect(names.every((name) => name.startsWith(start))).toBe(true);
    const numbers = names.map((name) => Number(name.slice(start.length)));
    expect(numbers[1]).toBe((numbers[0] as number) + 1);
    expect(readdirSync(directory).sort()).toEqual(names.sort());
    first.close();
    second.close();
  });

  it('stamps values with the present time', async () => {
    const writer = writerAt(1_767_225_600_500);
    vi.setSystemTime(1_767_225_777_125);
    writer.scalar('loss', 1, 0);
    writer.close();
    expect(await scalarsOf(writer.path)).toMatchObject([{ wallTime: 1_767_225_777.125 }]);
  });

  it('has what was flushed in the file, and the version from the start', async () => {
    const writer = writerAt(1_767_225_600_500);
    expect(hexOf(writer.path)).toBe(VERSION_RECORD);
    writer.scalar('loss', 1, 0);
    expect(hexOf(writer.path)).toBe(VERSION_RECORD);
    writer.flush();
    expect(await scalarsOf(writer.path)).toHaveLength(1);
    writer.scalar('loss', 1, 1);
    writer.close();
    expect(await scalarsOf(writer.path)).toHaveLength(2);
  });

  it('flushes by itself when time has passed, and when much has come', async () => {
    const writer = writerAt(0, { flushSeconds: 10 });
    vi.advanceTimersByTime(9_000);
    writer.scalar('loss', 1, 0);
    expect(await scalarsOf(writer.path)).toHaveLength(0);
    vi.advanceTimersByTime(1_000);
    writer.scalar('loss', 1, 1);
    expect(await scalarsOf(writer.path)).toHaveLength(2);
    for (let step = 2; step < 7_000; step++) writer.scalar('loss', 1, step);
    const { length } = await scalarsOf(writer.path);
    expect(length).toBeGreaterThan(6_000);
    expect(length).toBeLessThan(7_000);
    writer.close();
    expect(await scalarsOf(writer.path)).toHaveLength(7_000);
  });

  it('writes a record that is larger than a block, in its place', async () => {
    const writer = new EventFileWriter(directory);
    const long = 'ü'.repeat(200_000);
    writer.scalar('loss', 1, 0);
    writer.text('long', long, 1);
    writer.scalar('loss', 1, 2);
    writer.close();
    const events = await eventsOf(writer.path);
    expect(events.map(({ step }) => step)).toEqual([0, 1, 2]);
    expect(events[1]).toMatchObject({ kind: 'text', texts: [long] });
  });

  it('writes each scalar at once with flushSeconds 0', async () => {
    const writer = writerAt(0, { flushSeconds: 0 });
    writer.scalar('loss', 1, 0);
    expect(await scalarsOf(writer.path)).toHaveLength(1);
    writer.close();
  });

  it.skipIf(!existsSync('/proc/self/fd'))('gives its file back when it is closed', () => {
    const before = readdirSync('/proc/self/fd').length;
    const writer = new EventFileWriter(directory);
    expect(readdirSync('/proc/self/fd')).toHaveLength(before + 1);
    writer.close();
    expect(readdirSync('/proc/self/fd')).toHaveLength(before);
  });

  it('keeps order and values of many scalars', async () => {
    const writer = new EventFileWriter(directory);
    for (let step = 0; step < 20_000; step++)
      writer.scalar(`tag${step % 3}`, Math.sqrt(step), step);
    writer.close();
    const events = await scalarsOf(writer.path);
    expect(events.map(({ step }) => step)).toEqual(Array.from({ length: 20_000 }, (_, i) => i));
    expect(events.every(({ step, value }) => value === Math.fround(Math.sqrt(step)))).toBe(true);
    expect(events.every(({ step, tag }) => tag === `tag${step % 3}`)).toBe(true);
  });

  it('is of no use once closed', () => {
    const writer = new EventFileWriter(directory);
    writer.close();
    writer.close();
    writer.flush();
    expect(() => writer.scalar('loss', 1, 0)).toThrow('is closed');
  });

  it('refuses tags and steps that cannot be', () => {
    const writer = new EventFileWriter(directory);
    expect(() => writer.scalar('', 1, 0)).toThrow(ValueError);
    expect(() => writer.scalar('loss', 1, 0.5)).toThrow('step is 0.5');
    expect(() => writer.scalar('loss', 1, Number.NaN)).toThrow(ValueError);
    expect(() => writer.scalar('loss', 1, 2 ** 53)).toThrow(ValueError);
    writer.close();
  });

  it.each([
    { scalarForm: 'histogram' as 'tensor' },
    { flushSeconds: -1 },
    { flushSeconds: Number.NaN },
    { purgeStep: 0.5 },
  ])('refuses %j', (options) => {
    expect(() => new EventFileWriter(directory, options)).toThrow(ValueError);
  });

  it('makes a folder that cannot be made an error', async () => {
    await mkdir(dirname(directory), { recursive: true });
    await writeFile(directory, '');
    expect(() => new EventFileWriter(directory)).toThrow(FileError);
  });
});
