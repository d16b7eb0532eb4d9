import { Run } from '@dlqr/core';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { reportPage } from './report.ts';
import { textTable } from './table.ts';

const CONTENT = {
  title: 'Wine <b>& more',
  question: 'How good?',
  verdict: 'Good.',
  tables: [
    {
      caption: 'Errors',
      header: ['model', 'MAE'],
      rows: [
        ['net', '1'],
        ['median', '2'],
      ],
      emphasis: 0,
    },
  ],
  figures: [{ caption: 'A line', svg: '<svg id="f1"></svg>' }],
};

describe('reportPage', () => {
  it('holds everything in one page that asks nothing of the network', async () => {
    const dataset = {
      name: 'x',
      source: 'embedded',
      licence: 'CC0',
      citation: 'Me "& you"',
      rows: 9,
    };
    const start = { app: 'ch99', seed: 1, config: { a: '</pre><script>' }, dataset, backend: null };
    const run = await Run.create(start, await temporaryDirectory());
    await run.note({ warnings: ['3 rows <left> out'] });
    const page = reportPage(run, CONTENT);
    expect(page).toContain('Wine &lt;b&gt;&amp; more');
    expect(page).toContain('Me &quot;&amp; you&quot;');
    expect(page).toContain('3 rows &lt;left&gt; out');
    expect(page).toContain('<svg id="f1"></svg>');
    expect(page).toContain('<tr class="emphasis"><td>net</td><td>1</td></tr>');
    expect(page).not.toMatch(/<script|https?:\/\/|<link|@import/);
  });
});

describe('textTable', () => {
  it('pads the first column on the right and the others on the left', () => {
    expect(
      textTable([
        ['model', 'MAE'],
        ['net', '2.10'],
        ['x', ''],
      ]),
    ).toEqual(['model   MAE', 'net    2.10', 'x']);
  });
});
