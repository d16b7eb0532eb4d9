// The last words of an app: tables, the verdict, warnings, and where everything is.
import type { Run } from '@dlqr/core';
import type { ReportTable } from './report.ts';
import { textTable } from './table.ts';
import type { Terminal } from './terminal.ts';

/** What an app says at its end. */
export interface Outcome {
  readonly tables: readonly Pick<ReportTable, 'header' | 'rows'>[];
  /** The finding, in a few sentences. */
  readonly verdict: string;
  /** Lines behind those that name the run directory and its page: `['Predict', 'npm start -- …']`. */
  readonly places?: readonly (readonly [name: string, text: string])[];
}

/** Says how a run came out; warnings are those of its `run.json`. */
export function sayOutcome(terminal: Terminal, run: Run, outcome: Outcome): void {
  for (const { header, rows } of outcome.tables) {
    terminal.say();
    for (const line of textTable([header, ...rows])) terminal.say(line);
  }
  terminal.say();
  terminal.say(outcome.verdict);
  for (const warning of run.file.warnings) terminal.say(`note: ${warning}`);
  terminal.say();
  const places = [
    ['Results', run.directory],
    ['Page', run.path('report.html')],
    ...(outcome.places ?? []),
  ] as const;
  const width = Math.max(...places.map(([name]) => name.length)) + 1;
  for (const [name, text] of places) terminal.say(`${`${name}:`.padEnd(width)} ${text}`);
}
