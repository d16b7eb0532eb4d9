// Tells what came out: on the terminal, in run.json, in figures and on one page.
import {
  type ReportTable,
  saveFigures,
  sayOutcome,
  type Terminal,
  writeReport,
} from '@dlqr/app-kit';
import type { FitHistory, Run } from '@dlqr/core';
import {
  type ClassifierAssessment,
  type ClassifierRecipe,
  guessesOf,
  type MulticlassClassifier,
  overfitGap,
} from '@dlqr/multiclass-classification';
import { QUESTION, TITLE } from './chapter.ts';
import type { Config } from './config.ts';
import { figuresOf } from './figures.ts';
import type { Loaded } from './loadData.ts';
import type { ComparedNet } from './trainOthers.ts';
import { classTable, mistakeTable, netTable, scoreTable, verdictOf } from './words.ts';

/** Everything that a run found out. */
export interface Findings {
  readonly config: Config;
  readonly recipe: ClassifierRecipe;
  readonly loaded: Loaded;
  readonly classifier: MulticlassClassifier;
  readonly history: FitHistory;
  readonly assessment: ClassifierAssessment;
  /** The book's other nets; none where they were not asked for. */
  readonly compared: readonly ComparedNet[];
}

/** More classes than that make no table for a terminal. */
const MAX_CLASSES_ON_TERMINAL = 30;

/** Writes figures, `run.json` and `report.html`, and says the result. */
export async function report(run: Run, terminal: Terminal, findings: Findings): Promise<void> {
  const { assessment, config, loaded } = findings;
  const figures = await saveFigures(run, figuresOf(findings));
  await run.note({
    metrics: assessment.quality,
    baselines: assessment.baselines,
    details: detailsOf(findings),
  });
  const [scores, nets, classes] = [scoreTable, netTable, classTable].map((make) => make(findings));
  const verdict = verdictOf(findings);
  await writeReport(run, {
    title: config.asInBook ? `${TITLE}, trained as in the book` : TITLE,
    question: QUESTION,
    verdict,
    tables: [scores, nets, classes, mistakeTable(findings)].filter(isThere),
    figures,
  });
  const isShort = loaded.data.classNames.length <= MAX_CLASSES_ON_TERMINAL;
  const example = loaded.data.preparation.kind === 'table' ? 'new.csv' : 'pictures/';
  sayOutcome(terminal, run, {
    tables: [isShort ? classes : null, scores, nets].filter(isThere),
    verdict,
    places: [['Predict', `npm start -- predict ${run.directory} ${example}`]],
  });
}

function isThere(table: ReportTable | null | undefined): table is ReportTable {
  return table !== null && table !== undefined;
}

function detailsOf(findings: Findings): Record<string, unknown> {
  const { recipe, loaded, classifier, assessment, compared, history } = findings;
  const { data } = loaded;
  const nets = [{ recipe, quality: assessment.quality }, ...compared];
  return {
    classNames: data.classNames,
    recipe,
    epochsTrained: history.epochs.length,
    parameters: classifier.parts.model.countParams(),
    splitReason: data.splitReason,
    rows: {
      train: data.train.labels.length,
      validation: data.validation.labels.length,
      test: data.test.labels.length,
    },
    leakedShare: data.leakedShare,
    topK: guessesOf(data.classNames.length),
    accuracyInterval: assessment.accuracyInterval,
    comparison: assessment.comparison,
    temperature: classifier.parts.temperature,
    uncalibrated: assessment.uncalibrated,
    report: assessment.report,
    confusion: assessment.confusion,
    mistakes: assessment.mistakes.map((mistake) => {
      return { ...mistake, name: loaded.nameOfTestRow(mistake.row) };
    }),
    nets: Object.fromEntries(
      nets.map((net) => {
        const { epochs, batchSize, name } = net.recipe;
        return [name, { epochs, batchSize, ...net.quality, gap: overfitGap(net.quality) }];
      }),
    ),
  };
}
