// Chapter 2: regression. How thirsty is this car, how good is this wine?
import { type AppContext, type ChapterApp, loadTable, withRun } from '@dlqr/app-kit';
import { CSVLogger, ProgressBar } from '@dlqr/callbacks';
import { Run } from '@dlqr/core';
import { datasets } from '@dlqr/datasets';
import {
  assessRegressor,
  columnImportance,
  prepareRegression,
  trainRegressor,
} from '@dlqr/regression';
import { TensorBoard } from '@dlqr/tensorboard';
import { bookTable } from './bookTable.ts';
import { type Config, configOf, recipeOf } from './config.ts';
import { assessGrouped } from './grouped.ts';
import { OPTIONS, type Options } from './options.ts';
import { predictFile } from './predictFile.ts';
import { report, sayBefore } from './report.ts';

const NAME = 'ch02-regression';
/** Cars come with the app; the wines of the chapter are downloaded when asked for. */
const DATA = { embedded: datasets.cars, full: datasets['wine-quality'] };

/** The app of chapter 2. */
export const app: ChapterApp<Options> = {
  name: NAME,
  title: 'Chapter 2: regression on a table',
  question:
    'How many miles per gallon does a car do? Expect an error near 1.9, against 2.5 for a linear ' +
    'model and 6.5 for a constant. With --data full: how good is a wine, to 0.42 quality points?',
  options: OPTIONS,
  examples: [
    'ch02',
    'ch02 --data full',
    'ch02 --data my.csv --target price',
    'ch02 --data full --as-in-book',
  ],
  run,
  predict: predictFile,
};

async function run({ options, backend, signal, terminal }: AppContext<Options>): Promise<string> {
  const previous = options.resume ? await Run.reopen(options.resume) : null;
  const config: Config = previous
    ? (previous.file.config as Partial<Config> as Config)
    : configOf(options);
  const { seed } = config;

  const started = performance.now();
  const asked = { ...config, ...DATA, resolveFrom: import.meta.filename };
  const loaded = await loadTable({ ...asked, terminal, signal });
  const table = config.asInBook ? bookTable(loaded) : loaded;
  const data = prepareRegression(table.table, { ...table, seed, split: config.split });
  const recipe = recipeOf(config, data.train.y.length);
  const loadSeconds = secondsSince(started);

  const start = { app: NAME, seed, config: { ...config }, dataset: loaded.dataset, backend };
  const current = previous ?? (await Run.create(start, options.out));
  await withRun(current, terminal, async () => {
    sayBefore(terminal, { run: current, backend, data, recipe, source: loaded.source });
    const trainStarted = performance.now();
    const training = { seed, signal, resume: previous !== null, confidence: config.confidence };
    const { regressor, history } = await trainRegressor(data, recipe, {
      ...training,
      checkpoint: { directory: current.path('checkpoints', 'main') },
      callbacks: [
        new ProgressBar({ stream: terminal.progressStream, maxLines: 10 }),
        new CSVLogger(current.path('history.csv')),
        new TensorBoard(current.path('events')),
      ],
    });
    const trainSeconds = secondsSince(trainStarted);
    await regressor.save(current.path('model'));
    const assessment = await assessRegressor(regressor, data, { seed, signal });
    const importance = await columnImportance(regressor, data, { seed, signal });
    const grouped = await assessGrouped(current, table, data, recipe, { ...training, terminal });
    await current.note({
      timings: { load: loadSeconds, train: trainSeconds },
      warnings: [...table.warnings, ...data.warnings],
    });
    const findings = { config, recipe, data, regressor, history, assessment, importance, grouped };
    await report(current, terminal, findings);
    regressor.dispose();
  });
  return current.directory;
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}
