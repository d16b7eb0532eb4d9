import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Terminal } from '@dlqr/app-kit';
import { Run } from '@dlqr/core';
import { lineFigure } from '@dlqr/plots';
import { temporaryDirectory } from '@dlqr/test-kit';
import { expect, it } from 'vitest';
import { noteSection, report } from './report.ts';
import type { Check } from './section.ts';

async function told(checks: readonly Check[]) {
  const lines: string[] = [];
  const terminal: Terminal = {
    say: (line = '') => void lines.push(line),
    note: () => {},
    emit: () => {},
    progressStream: { write: () => true },
  };
  const start = { app: 'ch01', seed: 1, config: {}, dataset: null, backend: null };
  const run = await Run.create(start, await temporaryDirectory());
  const result = {
    finding: 'It is 7.',
    text: ['What it is.'],
    tables: [],
    figures: {
      seven: { figure: lineFigure([{ name: 'a', y: [1, 7] }]), caption: 'A line to 7.' },
    },
    checks,
    details: { number: 7 },
  };
  const section = { name: 'seven', title: 'Seven', run: async () => result };
  await report(run, terminal, [await noteSection(run, terminal, section, { result, seconds: 2 })]);
  const page = await readFile(run.path('report.html'), 'utf8');
  return { run, lines, page };
}

it('keeps the numbers and figures of a section, and says its finding', async () => {
  const { run, lines, page } = await told([{ claim: 'seven is 7', measured: 1e-9, limit: 1e-6 }]);
  expect(run.file.details.seven).toMatchObject({ number: 7, finding: 'It is 7.' });
  expect([run.file.timings, run.file.warnings]).toEqual([{ seven: 2 }, []]);
  expect(existsSync(run.path('figures', 'seven.svg'))).toBe(true);
  expect(existsSync(run.path('figures', 'seven.png'))).toBe(true);
  expect(lines.slice(0, 3)).toEqual(['', 'Seven', 'It is 7.']);
  expect(lines).toContain('All 1 statements hold that can be put into a number.');
  expect(page).toMatch(/<h2>Seven<\/h2>\n<p>What it is.<\/p>[\s\S]*<svg[\s\S]*A line to 7\./);
});

it.each([2e-6, Number.NaN])('says loudly that a statement does not hold: %d', async (measured) => {
  const { run, lines, page } = await told([
    { claim: 'seven is 7', measured, limit: 1e-6 },
    { claim: 'at the limit', measured: 0, limit: 0 },
  ]);
  expect(run.file.warnings).toEqual([expect.stringMatching(/^"seven is 7" does not hold: /)]);
  expect(lines).toContain('1 of 2 statements do not hold.');
  expect(lines.join('\n')).toMatch(/note: "seven is 7" does not hold/);
  expect(page).toContain('<td>NO</td>');
});
