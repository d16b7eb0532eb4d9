// Chapter 4: two classes. Does this sensor stand indoors, is this second of EEG a seizure?
import {
  type AppContext,
  type ChapterApp,
  type LoadedTable,
  loadTable,
  parseClassWeight,
  withRun,
} from '@dlqr/app-kit';
import {
  assessBinary,
  type BinaryDataOptions,
  classFolds,
  prepareBinary,
} from '@dlqr/binary-classification';
import { classWeightsOf, Run, readRunFile } from '@dlqr/core';
import { datasets } from '@dlqr/datasets';
import { bookTable } from './bookTable.ts';
import { NAME, QUESTION, TITLE } from './chapter.ts';
import { compare } from './compare.ts';
import { type Config, configOf, goalOf, recipeOf } from './config.ts';
import { baselineLearners, mainLearner } from './learners.ts';
import { OPTIONS, type Options } from './options.ts';
import { predictFile } from './predictFile.ts';
import { report } from './report.ts';
import { sayBefore } from './sayBefore.ts';
import { trainMain } from './trainMain.ts';

/** Sensor readings come with the app; the EEG of the chapter is downloaded when asked for. */
const DATA = { embedded: datasets['single-hop-sensors'], full: datasets.seizure };

/** The app of chapter 4. */
export const app: ChapterApp<Options> = {
  name: NAME,
  title: TITLE,
  question: QUESTION,
  options: OPTIONS,
  examples: [
    'ch04',
    'ch04 --data full',
    'ch04 --data my.csv --target churned --goal recall:0.9 --class-weight balanced',
    'ch04 --data full --as-in-book',
  ],
  run,
  predict: predictFile,
};

async function run({ options, backend, signal, terminal }: AppContext<Options>): Promise<string> {
  const previous = options.resume ? await readRunFile(options.resume) : null;
  const config = previous ? (previous.config as Partial<Config> as Config) : configOf(options);
  const { seed, calibration } = config;

  const source = { ...DATA, resolveFrom: import.meta.filename, terminal, signal };
  const loaded = await loadTable({ ...config, ...source });
  const table = config.asInBook ? bookTable(loaded) : loaded;
  const data = prepareBinary(table.table, dataOptions(config, table));
  const recipe = recipeOf(config, data);
  const [classWeight, goal] = [parseClassWeight(config.classWeight), goalOf(config)];
  // What cannot be done is said before there is a run.
  if (classWeight) classWeightsOf(classWeight, data.y, data.classNames);
  if (config.folds > 0) classFolds(data, config.folds, seed);

  const start = { app: NAME, seed, config: { ...config }, dataset: loaded.dataset, backend };
  const current = options.resume
    ? await Run.reopen(options.resume)
    : await Run.create(start, options.out);
  await withRun(current, terminal, async () => {
    sayBefore(terminal, { run: current, backend, config, data, recipe, source: loaded.source });
    const trained = await trainMain(current, data, recipe, {
      ...{ seed, signal, calibration, goal, terminal, resume: previous !== null },
      ...(classWeight && { classWeight }),
    });
    await trained.classifier.save(current.path('model'));

    const baselines = baselineLearners(config, data);
    const measuring = { seed, signal, calibration, goal, baselines };
    const assessment = await assessBinary(trained.classifier, data, measuring);
    const learners = [mainLearner(config, recipe), ...baselines];
    const comparisons = await compare(current, config, data, learners, { terminal, signal });

    await current.note({ warnings: [...table.warnings, ...data.warnings] });
    await report(current, terminal, { config, recipe, data, trained, assessment, comparisons });
    trained.classifier.dispose();
  });
  return current.directory;
}

function dataOptions(config: Config, { target, group }: LoadedTable): BinaryDataOptions {
  const { seed, split, signal, positive } = config;
  return {
    ...{ target, seed, split, signal },
    ...(positive !== undefined && { positive }),
    ...(group !== undefined && { group }),
  };
}
