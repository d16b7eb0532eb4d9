// Chapter 3: monitoring. What goes on inside a training, and what is wrong with it?
import { copyFile } from 'node:fs/promises';
import { type AppContext, type ChapterApp, loadTable, withRun } from '@dlqr/app-kit';
import { Run, readRunFile } from '@dlqr/core';
import { datasets } from '@dlqr/datasets';
import { prepareRegression } from '@dlqr/regression';
import { NAME, QUESTION, TITLE } from './chapter.ts';
import { type Config, configOf, recipeOf } from './config.ts';
import { diagnoseEarlierRun } from './diagnoseEarlierRun.ts';
import { netNamed } from './nets.ts';
import { OPTIONS, type Options } from './options.ts';
import { predictFile } from './predictFile.ts';
import { report, sayBefore, sayFindings } from './report.ts';
import { type MonitoredNet, trainNet } from './trainNet.ts';

/** Cars come with the app; the wines of the chapter are downloaded when asked for. */
const DATA = { embedded: datasets.cars, full: datasets['wine-quality'] };

/** The app of chapter 3. */
export const app: ChapterApp<Options> = {
  name: NAME,
  title: TITLE,
  question: QUESTION,
  options: OPTIONS,
  examples: [
    'ch03',
    'ch03 --data full --nets deep,broken',
    'ch03 --nets deep --learning-rate 0.3',
    'ch03 --data my.csv --target price',
    'ch03 --diagnose runs/ch02-regression/20260101-120000-1',
  ],
  run,
  predict: predictFile,
};

async function run({ options, backend, signal, terminal }: AppContext<Options>): Promise<string> {
  if (options.diagnose !== undefined) return diagnoseEarlierRun(options.diagnose, terminal);
  const previous = options.resume ? await readRunFile(options.resume) : null;
  const config = previous ? (previous.config as Partial<Config> as Config) : configOf(options);
  const { seed } = config;

  const source = { ...DATA, resolveFrom: import.meta.filename, terminal, signal };
  const table = await loadTable({ ...config, ...source });
  const data = prepareRegression(table.table, { ...table, seed });

  const start = { app: NAME, seed, config: { ...config }, dataset: table.dataset, backend };
  const current = options.resume
    ? await Run.reopen(options.resume)
    : await Run.create(start, options.out);
  await withRun(current, terminal, async () => {
    sayBefore(terminal, { run: current, backend, data, source: table.source });
    const trained: MonitoredNet[] = [];
    for (const name of config.nets) {
      const net = netNamed(name, data.train.y.length);
      const recipe = recipeOf(net, config, data.train.y.length);
      terminal.say(`\n${name}: ${[...recipe.hiddenUnits, 1].join('-')}, ${recipe.epochs} epochs`);
      const training = { seed, signal, terminal, resume: previous !== null };
      const monitored = await trainNet(current, data, net, recipe, training);
      sayFindings(terminal, monitored.findings);
      trained.push(monitored);
    }
    const best = bestOf(trained);
    await best.regressor.save(current.path('model'));
    await copyFile(current.path('history', `${best.name}.csv`), current.path('history.csv'));

    await current.note({ warnings: [...table.warnings, ...data.warnings] });
    await report(current, terminal, { config, data, trained, best });
    for (const { regressor } of trained) regressor.dispose();
  });
  return current.directory;
}

/** The net that errs least on the validation rows: the one to predict with. */
function bestOf(trained: readonly MonitoredNet[]): MonitoredNet {
  const errorOf = ({ assessment }: MonitoredNet): number =>
    assessment.quality.validation.meanAbsoluteError;
  return trained.reduce((best, net) => (errorOf(net) < errorOf(best) ? net : best));
}
