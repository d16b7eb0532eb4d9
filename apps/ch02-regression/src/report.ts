// Tells what came out: on the terminal, in run.json, in figures and on one page.
import { saveFigures, sayOutcome, type Terminal, writeReport } from '@dlqr/app-kit';
import type { ChosenBackend, FitHistory, Run } from '@dlqr/core';
import type {
  ColumnImportance,
  RegressionAssessment,
  RegressionData,
  RegressionRecipe,
  Regressor,
} from '@dlqr/regression';
import { QUESTION, TITLE } from './chapter.ts';
import type { Config } from './config.ts';
import { figuresOf } from './figures.ts';
import { scoreTable, standardisedError, verdictOf } from './words.ts';

/** Everything that a run found out. */
export interface Findings {
  readonly config: Config;
  readonly recipe: RegressionRecipe;
  readonly data: RegressionData;
  readonly regressor: Regressor;
  readonly history: FitHistory;
  readonly assessment: RegressionAssessment;
  readonly importance: readonly ColumnImportance[];
  /** The same recipe with copies of rows on one side; null where there are no copies. */
  readonly grouped: RegressionAssessment | null;
}

/** What is said before the training. */
export function sayBefore(
  terminal: Terminal,
  about: {
    readonly run: Run;
    readonly backend: ChosenBackend;
    readonly data: RegressionData;
    readonly recipe: RegressionRecipe;
    readonly source: string;
  },
): void {
  const { backend, data, recipe, source, run } = about;
  const { train, validation, test } = data;
  const net = [...recipe.hiddenUnits, 1].join('-');
  const steps = Math.ceil(train.y.length / recipe.batchSize);
  const rows: [string, string][] = [
    ['data', `${data.numRows} rows: ${source}`],
    ['target', `${data.target}, from ${train.x.numColumns} features`],
    ['split', `${train.y.length} train, ${validation.y.length} validation, ${test.y.length} test`],
    ['net', `${train.x.numColumns}-${net}, ${recipe.epochs} epochs of ${steps} steps`],
    ['backend', `${backend.name} (${backend.why})`],
    ['run', run.directory],
  ];
  for (const [name, text] of rows) terminal.say(`${name.padEnd(8)} ${text}`);
}

/** Writes figures, `run.json` and `report.html`, and says the result. */
export async function report(run: Run, terminal: Terminal, findings: Findings): Promise<void> {
  const { assessment, grouped, data, config } = findings;
  const figures = await saveFigures(run, figuresOf(findings));
  await run.note({
    metrics: assessment.quality,
    baselines: assessment.baselines,
    details: detailsOf(findings),
  });
  const scores = scoreTable(assessment, grouped);
  const verdict = verdictOf(findings);
  await writeReport(run, {
    title: config.asInBook ? `${TITLE}, as in the book` : TITLE,
    question: QUESTION,
    verdict,
    tables: [
      { caption: `Errors on test rows, in units of ${data.target}`, ...scores, emphasis: 0 },
    ],
    figures,
  });
  sayOutcome(terminal, run, {
    tables: [scores],
    verdict,
    places: [['Predict', `npm start -- predict ${run.directory} new.csv`]],
  });
}

function detailsOf(findings: Findings): Record<string, unknown> {
  const { recipe, data, regressor, assessment, importance, grouped, history } = findings;
  return {
    target: data.target,
    recipe,
    epochsTrained: history.epochs.length,
    splitReason: data.splitReason,
    rows: {
      train: data.train.y.length,
      validation: data.validation.y.length,
      test: data.test.y.length,
    },
    standardisedMeanAbsoluteError: standardisedError(findings),
    testErrorInterval: assessment.testErrorInterval,
    comparison: assessment.comparison,
    interval: {
      confidence: regressor.parts.confidence,
      halfWidth: regressor.parts.intervalHalfWidth,
      coverage: assessment.coverage,
    },
    importance,
    leakedShare: data.leakedShare,
    groupedSplit: grouped && { metrics: grouped.quality, baselines: grouped.baselines },
  };
}
