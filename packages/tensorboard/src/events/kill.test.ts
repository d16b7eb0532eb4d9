import { spawnSync } from 'node:child_process';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryDirectory, typescriptInWorkers } from '@dlqr/test-kit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventsOf } from '../testing/goldenFile.ts';
import { EventFileWriter } from './eventFileWriter.ts';
import { readScalars } from './readScalars.ts';

/** A program that is killed while it writes into the folder that it is given. */
const PROGRAM = `
  import { EventFileWriter } from '${pathToFileURL(join(import.meta.dirname, 'eventFileWriter.ts'))}';

  const writer = new EventFileWriter(process.argv[2]);
  for (let step = 0; step < 50_000; step++) writer.scalar('loss', step / 4, step);
  writer.histogram('weights', [1, 2, 3], 50_000);
  writer.flush();
  for (let step = 50_000; step < 50_100; step++) writer.scalar('loss', step / 4, step); // lost
  process.kill(process.pid, 'SIGKILL');
`;

describe('a writer that is killed', () => {
  typescriptInWorkers();
  afterEach(() => {
    vi.useRealTimers();
  });

  it('leaves a file that is readable up to the last flush, and a run that goes on', async () => {
    const folder = await temporaryDirectory();
    const program = join(await temporaryDirectory(), 'program.mjs');
    await writeFile(program, PROGRAM);
    const { signal, stderr } = spawnSync(
      process.execPath,
      ['--conditions=@dlqr/source', program, folder],
      { encoding: 'utf8' },
    );
    expect([signal, stderr]).toEqual(['SIGKILL', '']);
    const events = await eventsOf(folder);
    expect(events).toHaveLength(50_001);
    expect(events.every(({ step }, index) => step === index)).toBe(true);
    expect(events.at(-1)).toMatchObject({ kind: 'histogram', tag: 'weights' });

    // Files are ordered by the second in their names; nobody goes on within the same one.
    vi.useFakeTimers({ now: Date.now() + 2000, toFake: ['Date'] });
    const writer = new EventFileWriter(folder, { purgeStep: 49_998 });
    writer.scalar('loss', -1, 49_998);
    writer.close();
    const curve = (await readScalars(folder)).get('loss');
    expect(curve).toHaveLength(49_999);
    expect(curve?.at(-1)).toMatchObject({ step: 49_998, value: -1 });
  }, 60_000);

  it('may leave a record cut off anywhere: what is before it is read', async () => {
    const folder = await temporaryDirectory();
    const writer = new EventFileWriter(folder);
    writer.scalar('loss', 1, 0);
    writer.flush();
    const [name = ''] = await readdir(folder);
    const { length } = await readFile(writer.path);
    writer.histogram('weights', [1, 2], 1);
    writer.close();
    const whole = await readFile(writer.path);
    for (let end = length; end < whole.length; end += 7) {
      await writeFile(join(folder, name), whole.subarray(0, end));
      expect(await eventsOf(folder)).toHaveLength(1);
    }
    // The writer of a file that is still written comes to the rest later.
    await writeFile(join(folder, name), whole.subarray(0, length + 20));
    await appendFile(join(folder, name), whole.subarray(length + 20));
    expect(await eventsOf(folder)).toHaveLength(2);
  });
});
