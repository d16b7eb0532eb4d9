// Tells what came out: on the terminal, in run.json, in figures and on one page.
import {
  type ReportTable,
  saveFigures,
  sayOutcome,
  type Terminal,
  writeReport,
} from '@dlqr/app-kit';
import {
  type BinaryAssessment,
  type BinaryData,
  type BinaryRecipe,
  goalText,
  type LearnerComparison,
  type TrainedClassifier,
} from '@dlqr/binary-classification';
import type { Run } from '@dlqr/core';
import { QUESTION, TITLE } from './chapter.ts';
import { type Config, goalOf } from './config.ts';
import { figuresOf } from './figures.ts';
import { comparisonTable, scoreTable, verdictOf } from './words.ts';

/** Everything that a run found out. */
export interface Findings {
  readonly config: Config;
  readonly recipe: BinaryRecipe;
  readonly data: BinaryData;
  readonly trained: TrainedClassifier;
  readonly assessment: BinaryAssessment;
  /** All learners on the same folds, the net first; none where no folds were asked for. */
  readonly comparisons: readonly LearnerComparison[];
}

/** Writes figures, `run.json` and `report.html`, and says the result. */
export async function report(run: Run, terminal: Terminal, findings: Findings): Promise<void> {
  const { assessment, config } = findings;
  const figures = await saveFigures(run, figuresOf(findings));
  await run.note({
    metrics: assessment.quality,
    baselines: Object.fromEntries(assessment.baselines.map(({ name, quality }) => [name, quality])),
    details: detailsOf(findings),
    warnings: goalWarnings(findings),
  });
  const tables = [comparisonTable(findings), scoreTable(findings)].filter(isThere);
  const verdict = verdictOf(findings);
  await writeReport(run, {
    title: config.asInBook ? `${TITLE}, as in the book` : TITLE,
    question: QUESTION,
    verdict,
    tables,
    figures,
  });
  sayOutcome(terminal, run, {
    tables,
    verdict,
    places: [['Predict', `npm start -- predict ${run.directory} new.csv`]],
  });
}

function isThere(table: ReportTable | null): table is ReportTable {
  return table !== null;
}

function goalWarnings({ config, trained, assessment }: Findings): string[] {
  if (trained.isGoalReached) return [];
  const { precision, recall } = assessment.quality.validation;
  return [
    `No threshold reaches ${goalText(goalOf(config))} on the validation rows; the nearest has a ` +
      `precision of ${precision.toFixed(3)} and a recall of ${recall.toFixed(3)}.`,
  ];
}

function detailsOf(findings: Findings): Record<string, unknown> {
  const { recipe, data, trained, assessment, comparisons, config } = findings;
  const { calibration, threshold, classNames } = trained.classifier.parts;
  const { train, validation, test } = data.rows;
  return {
    target: data.target,
    positiveClass: classNames[1],
    negativeClass: classNames[0],
    positiveShare: data.y.reduce((sum, value) => sum + value, 0) / data.y.length,
    recipe,
    inputs: data.signal ? `signal ${data.signal[0]} to ${data.signal.at(-1)}` : 'table',
    parameters: trained.classifier.parts.model.countParams(),
    epochsTrained: trained.history.epochs.length,
    bestEpoch: trained.bestEpoch + 1,
    goal: config.goal,
    goalReached: trained.isGoalReached,
    threshold,
    calibration: { kind: calibration.kind },
    group: data.group,
    splitReason: data.splitReason,
    rows: { train: train.length, validation: validation.length, test: test.length },
    leakedShare: data.leakedShare,
    intervals: assessment.intervals,
    comparison: assessment.comparison,
    crossValidation:
      comparisons.length === 0
        ? null
        : {
            folds: comparisons[0]?.scores.rocAuc?.values.length,
            learners: Object.fromEntries(
              comparisons.map(({ name, title, scores, seconds }) => [
                name,
                { title, seconds, ...scores },
              ]),
            ),
          },
  };
}
