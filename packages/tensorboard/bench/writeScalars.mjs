// Measures how long 1,000,000 scalars take to be written and read, in both forms.
// Run after `npx turbo run build --filter=@dlqr/tensorboard`: node packages/tensorboard/bench/writeScalars.mjs
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventFileWriter, readEvents } from '../dist/index.js';

const NUM_SCALARS = 1_000_000;

const folder = await mkdtemp(join(tmpdir(), 'dlqr-bench-'));
try {
  for (const scalarForm of ['simpleValue', 'tensor']) await measure(scalarForm);
} finally {
  await rm(folder, { recursive: true });
}

/** Ten curves of 100,000 steps each. */
async function measure(scalarForm) {
  const writer = new EventFileWriter(join(folder, scalarForm), { scalarForm });
  const written = clock();
  for (let index = 0; index < NUM_SCALARS; index++) {
    writer.scalar(`epoch_metric_${index % 10}`, 1 / (1 + index), Math.floor(index / 10));
  }
  writer.close();
  const writing = written();
  const { size } = await stat(writer.path);
  const read = clock();
  let sum = 0;
  let numRead = 0;
  for await (const event of readEvents(writer.path)) {
    sum += event.value;
    numRead += 1;
  }
  const reading = read();
  // The harmonic number, by its asymptotic series.
  const expected = Math.log(NUM_SCALARS) + 0.577_215_664_901_532_9 + 1 / (2 * NUM_SCALARS);
  if (numRead !== NUM_SCALARS || Math.abs(sum - expected) > 1e-6) {
    throw new Error(
      `read ${numRead} scalars whose sum is ${sum}; expected ${NUM_SCALARS} and ${expected}`,
    );
  }
  process.stdout.write(
    `${scalarForm.padEnd(11)}: 1,000,000 scalars, ${(size / 1e6).toFixed(0)} MB, written in ${writing}, read in ${reading}\n`,
  );
}

/** Seconds of time, and of work of the processor, since now. */
function clock() {
  const begun = process.hrtime.bigint();
  const cpuBegun = process.cpuUsage();
  return () => {
    const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
    const { user, system } = process.cpuUsage(cpuBegun);
    return `${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of CPU time)`;
  };
}
