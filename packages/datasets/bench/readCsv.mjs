// Measures how long readCsv takes for a table of 1,000,000 rows and 12 columns, and how much memory.
// Run after `npx turbo run build --filter=@dlqr/datasets`: node packages/datasets/bench/readCsv.mjs
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCsv } from '../dist/index.js';

const NUM_ROWS = 1_000_000;
const NUM_NUMBERS = 10;

const folder = await mkdtemp(join(tmpdir(), 'dlqr-bench-'));
try {
  for (const quoted of [false, true]) await measure(join(folder, 'table.csv'), quoted);
} finally {
  await rm(folder, { recursive: true });
}

/** Ten columns of numbers, one of texts (quoted or not), one of dates. */
async function measure(path, quoted) {
  const { numberSum } = await writeTable(path, quoted);
  const { size } = await stat(path);
  const begun = process.hrtime.bigint();
  const cpuBegun = process.cpuUsage();
  const table = await readCsv(path);
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  const { user, system } = process.cpuUsage(cpuBegun);
  check(table, numberSum);
  const megabytes = process.resourceUsage().maxRSS / 1e3;
  process.stdout.write(
    `${quoted ? 'quoted texts' : 'no quotes   '}: ${(size / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of CPU time), ` +
      `peak RSS so far ${megabytes.toFixed(0)} MB\n`,
  );
}

async function writeTable(path, quoted) {
  const file = createWriteStream(path);
  const quote = quoted ? '"' : '';
  const names = Array.from({ length: NUM_NUMBERS }, (_, index) => `n${index}`);
  file.write(`${[...names, 'text', 'day'].join(',')}\n`);
  let state = 1;
  let numberSum = 0;
  for (let start = 0; start < NUM_ROWS; start += 1000) {
    let block = '';
    for (let row = start; row < start + 1000; row++) {
      for (let column = 0; column < NUM_NUMBERS; column++) {
        state = (state * 48_271) % 2_147_483_647; // Lehmer's generator
        numberSum += (state % 1_000_000) / 1e4;
        block += `${(state % 1_000_000) / 1e4},`;
      }
      block += `${quote}kind ${state % 20}${quote},2024-01-${String((state % 28) + 1).padStart(2, '0')}\n`;
    }
    if (!file.write(block)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return { numberSum };
}

function check(table, numberSum) {
  const kinds = table.columns.map(({ kind }) => kind).join();
  const numbers = table.columns.slice(0, NUM_NUMBERS);
  const sum = numbers.reduce((total, { values }) => total + values.reduce((a, b) => a + b, 0), 0);
  const right =
    table.numRows === NUM_ROWS &&
    kinds === `${'number,'.repeat(NUM_NUMBERS)}category,date` &&
    Math.abs(sum - numberSum) < 1e-3;
  if (!right) throw new Error(`wrong table: ${table.numRows} rows, ${kinds}, sum ${sum}`);
}
