// Tells what came out: on the terminal, in run.json, in figures and on one page.
import {
  type ReportSection,
  saveFigures,
  sayOutcome,
  type Terminal,
  writeReport,
} from '@dlqr/app-kit';
import type { ChosenBackend, Run } from '@dlqr/core';
import { QUESTION, TITLE } from './chapter.ts';
import type { Check, Section, SectionResult } from './section.ts';
import { digits } from './words.ts';

/** A section that was computed, as the page shows it. */
export interface ToldSection {
  readonly page: ReportSection;
  readonly checks: readonly Check[];
}

/** What is said before the first section. */
export function sayBefore(
  terminal: Terminal,
  about: { readonly run: Run; readonly backend: ChosenBackend; readonly source: string },
): void {
  terminal.say(`data     ${about.source}`);
  terminal.say(`backend  ${about.backend.name} (${about.backend.why})`);
  terminal.say(`run      ${about.run.directory}`);
}

/** Says a section's finding and keeps its numbers and figures: what is computed is never lost. */
export async function noteSection(
  run: Run,
  terminal: Terminal,
  section: Section,
  { result, seconds }: { readonly result: SectionResult; readonly seconds: number },
): Promise<ToldSection> {
  const { finding, text, tables, checks, details } = result;
  const { name, title } = section;
  const named = Object.entries(result.figures).map(([file, drawn]) => ({ name: file, ...drawn }));
  const figures = await saveFigures(run, named);
  await run.note({
    details: { [name]: { finding, checks, ...details } },
    timings: { [name]: seconds },
  });
  terminal.say();
  terminal.say(title);
  terminal.say(finding);
  return {
    page: { title, text: [...text, finding], tables, figures },
    checks,
  };
}

/** Writes `report.html` and says whether the chapter's statements hold. */
export async function report(
  run: Run,
  terminal: Terminal,
  sections: readonly ToldSection[],
): Promise<void> {
  const checks = sections.flatMap((section) => section.checks);
  const failed = checks.filter((check) => !holds(check));
  const verdict =
    failed.length === 0
      ? `All ${checks.length} statements hold that can be put into a number.`
      : `${failed.length} of ${checks.length} statements do not hold.`;
  await run.note({
    warnings: failed.map(({ claim, measured, limit }) => {
      return `"${claim}" does not hold: ${digits(measured)}, expected at most ${digits(limit)}.`;
    }),
    details: { verdict },
  });
  const table = {
    header: ['statement', 'measured', 'at most', 'holds'],
    rows: checks.map((check) => [
      check.claim,
      digits(check.measured),
      digits(check.limit),
      holds(check) ? 'yes' : 'NO',
    ]),
  };
  await writeReport(run, {
    title: TITLE,
    question: QUESTION,
    verdict,
    tables: [{ caption: 'What the chapter says, and what was measured', ...table }],
    figures: [],
    sections: sections.map(({ page }) => page),
  });
  sayOutcome(terminal, run, { tables: [table], verdict });
}

function holds({ measured, limit }: Check): boolean {
  return measured <= limit; // never for NaN
}
