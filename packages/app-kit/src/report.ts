// Writes report.html: one page that needs no other file and no network.
import { type Run, writeFileAtomic } from '@dlqr/core';
import { REPORT_STYLE } from './reportStyle.ts';

/** A table of a report. */
export interface ReportTable {
  readonly caption: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The row to set off, counted from 0. */
  readonly emphasis?: number;
}

/** A figure of a report. */
export interface ReportFigure {
  /** What it shows, for people who cannot see it too. */
  readonly caption: string;
  /** Safe to be inlined: ids are its own. */
  readonly svg: string;
}

/** A part of a report under its own heading, read from top to bottom. */
export interface ReportSection {
  readonly title: string;
  /** Paragraphs. */
  readonly text: readonly string[];
  readonly tables: readonly ReportTable[];
  readonly figures: readonly ReportFigure[];
}

/** What a report says beside what `run.json` holds. */
export interface ReportContent {
  readonly title: string;
  readonly question: string;
  /** The finding, in one or two sentences. */
  readonly verdict: string;
  readonly tables: readonly ReportTable[];
  readonly figures: readonly ReportFigure[];
  /** Parts behind the tables and figures of the whole; from two on, with a list that leads to them. */
  readonly sections?: readonly ReportSection[];
}

/** Writes `report.html` into the run directory. */
export async function writeReport(run: Run, content: ReportContent): Promise<void> {
  await writeFileAtomic(run.path('report.html'), reportPage(run, content));
}

/** The page; everything that came from outside is escaped. */
export function reportPage(run: Run, content: ReportContent): string {
  const { file } = run;
  const { sections = [] } = content;
  const facts: [string, string][] = [
    ['Run', `${file.app}, seed ${file.seed}, ${file.startedAt}`],
    ['Data', dataLine(file.dataset)],
    ['Backend', file.backend?.why ?? ''],
    [
      'Versions',
      Object.entries(file.versions)
        .map((entry) => entry.join(' '))
        .join(', '),
    ],
    [
      'Seconds',
      Object.entries(file.timings)
        .map(([k, v]) => `${k} ${v.toFixed(1)}`)
        .join(', '),
    ],
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(content.title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<header>
<h1>${escapeHtml(content.title)}</h1>
<p class="question">${escapeHtml(content.question)}</p>
<p class="verdict">${escapeHtml(content.verdict)}</p>
</header>
${file.warnings.map((warning) => `<p class="warning">${escapeHtml(warning)}</p>`).join('\n')}
${content.tables.map(tableHtml).join('\n')}
${content.figures.map(figureHtml).join('\n')}
${sections.length > 1 ? contentsHtml(sections) : ''}
${sections.map(sectionHtml).join('\n')}
<h2>How it was made</h2>
<table class="facts">${facts.map(([k, v]) => `<tr><th>${k}</th><td>${escapeHtml(v)}</td></tr>`).join('')}</table>
<details><summary>Configuration</summary><pre>${escapeHtml(JSON.stringify(file.config, null, 2))}</pre></details>
</body>
</html>
`;
}

function dataLine(dataset: Run['file']['dataset']): string {
  if (!dataset) return '';
  const { name, rows, source, licence, citation } = dataset;
  return `${name}, ${rows} rows, ${source}. Licence: ${licence}. ${citation}`;
}

function contentsHtml(sections: readonly ReportSection[]): string {
  const entries = sections.map(({ title }, index) => {
    return `<li><a href="#${sectionId(index)}">${escapeHtml(title)}</a></li>`;
  });
  return `<nav><ol>${entries.join('\n')}</ol></nav>`;
}

function sectionHtml({ title, text, tables, figures }: ReportSection, index: number): string {
  return `<section id="${sectionId(index)}">
<h2>${escapeHtml(title)}</h2>
${text.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n')}
${tables.map(tableHtml).join('\n')}
${figures.map(figureHtml).join('\n')}
</section>`;
}

/** Numbered, since titles need not differ. */
function sectionId(index: number): string {
  return `section-${index + 1}`;
}

function tableHtml({ caption, header, rows, emphasis }: ReportTable): string {
  const cells = (row: readonly string[], tag: string): string =>
    row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('');
  const body = rows.map((row, index) => {
    return `<tr${index === emphasis ? ' class="emphasis"' : ''}>${cells(row, 'td')}</tr>`;
  });
  return `<table>
<caption>${escapeHtml(caption)}</caption>
<thead><tr>${cells(header, 'th')}</tr></thead>
<tbody>${body.join('\n')}</tbody>
</table>`;
}

function figureHtml({ caption, svg }: ReportFigure): string {
  return `<figure>${svg}<figcaption>${escapeHtml(caption)}</figcaption></figure>`;
}

/** Text that is safe inside HTML. */
function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
