// Tells what came out: on the terminal, in run.json, in figures and on one page.
import { saveFigures, sayOutcome, type Terminal, writeReport } from '@dlqr/app-kit';
import type { Finding } from '@dlqr/callbacks';
import type { ChosenBackend, Run } from '@dlqr/core';
import type { RegressionData } from '@dlqr/regression';
import { QUESTION, TITLE } from './chapter.ts';
import type { Config } from './config.ts';
import { figuresOf } from './figures.ts';
import type { MonitoredNet } from './trainNet.ts';
import { findingTable, headline, netTable, verdictOf } from './words.ts';

/** Everything that a run found out. */
export interface Findings {
  readonly config: Config;
  readonly data: RegressionData;
  readonly trained: readonly MonitoredNet[];
  /** The net that is saved to predict with. */
  readonly best: MonitoredNet;
}

/** What is said before the training. */
export function sayBefore(
  terminal: Terminal,
  about: {
    readonly run: Run;
    readonly backend: ChosenBackend;
    readonly data: RegressionData;
    readonly source: string;
  },
): void {
  const { backend, data, source, run } = about;
  const { train, validation, test } = data;
  const rows: [string, string][] = [
    ['data', `${data.numRows} rows: ${source}`],
    ['target', `${data.target}, from ${train.x.numColumns} features`],
    ['split', `${train.y.length} train, ${validation.y.length} validation, ${test.y.length} test`],
    ['backend', `${backend.name} (${backend.why})`],
    ['run', run.directory],
  ];
  for (const [name, text] of rows) terminal.say(`${name.padEnd(8)} ${text}`);
}

/** What a diagnosis says, cause first; or that there is nothing to say. */
export function sayFindings(terminal: Terminal, findings: readonly Finding[]): void {
  if (findings.length === 0) terminal.say('  nothing wrong was found');
  for (const finding of findings) {
    terminal.say(`  ${headline(finding)}`);
    terminal.say(`    ${finding.evidence}`);
    terminal.say(`    ${finding.advice}`);
  }
}

/** Writes figures, `run.json` and `report.html`, and says the result. */
export async function report(run: Run, terminal: Terminal, findings: Findings): Promise<void> {
  const { trained, best, data } = findings;
  const figures = await saveFigures(run, await figuresOf(run, trained, data.target));
  await run.note({
    metrics: best.assessment.quality,
    baselines: best.assessment.baselines,
    details: detailsOf(findings),
  });
  const nets = netTable(findings);
  const found = findingTable(trained);
  const verdict = verdictOf(findings);
  await writeReport(run, {
    title: TITLE,
    question: QUESTION,
    verdict,
    tables: [
      { caption: `Mean absolute errors, in units of ${data.target}`, ...nets },
      ...(found.rows.length > 0 ? [{ caption: 'What is wrong', ...found }] : []),
    ],
    figures,
  });
  sayOutcome(terminal, run, {
    tables: [nets],
    verdict,
    places: [
      ['TensorBoard', `tensorboard --logdir ${run.path('events')}`],
      ['Predict', `npm start -- predict ${run.directory} new.csv`],
    ],
  });
}

function detailsOf({ data, trained, best }: Findings): Record<string, unknown> {
  return {
    target: data.target,
    bestNet: best.name,
    nets: Object.fromEntries(
      trained.map(({ name, recipe, history, assessment, findings }) => [
        name,
        {
          recipe,
          epochsTrained: history.epochs.length,
          metrics: assessment.quality,
          findings,
        },
      ]),
    ),
  };
}
