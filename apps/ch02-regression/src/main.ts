// Chapter 2: regression. How thirsty is this car, how good is this wine?
import { type AppContext, type ChapterApp, loadTable, withRun } from '@dlqr/app-kit';
import { Run, readRunFile } from '@dlqr/core';
import { datasets } from '@dlqr/datasets';
import { assessRegressor, columnImportance, prepareRegression } from '@dlqr/regression';
import { bookTable } from './bookTable.ts';
import { NAME, QUESTION, TITLE } from './chapter.ts';
import { type Config, configOf, recipeOf } from './config.ts';
import { assessGrouped } from './grouped.ts';
import { OPTIONS, type Options } from './options.ts';
import { predictFile } from './predictFile.ts';
import { report, sayBefore } from './report.ts';
import { trainMain } from './trainMain.ts';

/** Cars come with the app; the wines of the chapter are downloaded when asked for. */
const DATA = { embedded: datasets.cars, full: datasets['wine-quality'] };

/** The app of chapter 2. */
export const app: ChapterApp<Options> = {
  name: NAME,
  title: TITLE,
  question: QUESTION,
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
  const previous = options.resume ? await readRunFile(options.resume) : null;
  const config = previous ? (previous.config as Partial<Config> as Config) : configOf(options);
  const { seed, confidence, split } = config;
  const resume = previous !== null;

  const source = { ...DATA, resolveFrom: import.meta.filename, terminal, signal };
  const loaded = await loadTable({ ...config, ...source });
  const table = config.asInBook ? bookTable(loaded) : loaded;
  const data = prepareRegression(table.table, { ...table, seed, split });
  const recipe = recipeOf(config, data.train.y.length);

  const start = { app: NAME, seed, config: { ...config }, dataset: loaded.dataset, backend };
  const current = options.resume
    ? await Run.reopen(options.resume)
    : await Run.create(start, options.out);
  await withRun(current, terminal, async () => {
    sayBefore(terminal, { run: current, backend, data, recipe, source: loaded.source });
    const training = { seed, signal, resume, confidence, terminal };
    const { regressor, history } = await trainMain(current, data, recipe, training);
    await regressor.save(current.path('model'));

    const assessment = await assessRegressor(regressor, data, { seed, signal });
    const importance = await columnImportance(regressor, data, { seed, signal });
    const grouped = config.asInBook
      ? null // the book's own figure stands by itself
      : await assessGrouped(current, table, data, recipe, training);

    await current.note({ warnings: [...table.warnings, ...data.warnings] });
    const findings = { config, recipe, data, regressor, history, assessment, importance, grouped };
    await report(current, terminal, findings);
    regressor.dispose();
  });
  return current.directory;
}
