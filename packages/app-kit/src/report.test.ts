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
    expect(page).not.toMatch(/<nav|<section/);
  });

  it('tells sections in order: heading, text, tables, figures, and a list that leads to them', async () => {
    const start = { app: 'ch99', seed: 1, config: {}, dataset: null, backend: null };
    const run = await Run.create(start, await temporaryDirectory());
    const sections = ['A <1>', 'B'].map((title) => ({
      title,
      text: [`${title} begins`, 'and ends'],
      tables: [{ caption: `${title} table`, header: ['x'], rows: [['1']] }],
      figures: [{ caption: `${title} figure`, svg: '<svg></svg>' }],
    }));
    const page = reportPage(run, { ...CONTENT, tables: [], figures: [], sections });
    expect(page).toContain('<a href="#section-1">A &lt;1&gt;</a>');
    const order = [
      '<nav>',
      '<section id="section-1">',
      '<h2>A &lt;1&gt;</h2>',
      '<p>A &lt;1&gt; begins</p>',
      '<p>and ends</p>',
      'A &lt;1&gt; table',
      'A &lt;1&gt; figure',
      '<section id="section-2">',
      'B figure',
      'How it was made',
    ].map((part) => page.indexOf(part));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    const alone = { ...CONTENT, sections: sections.slice(0, 1) };
    expect(reportPage(run, alone)).not.toContain('<nav>');
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
