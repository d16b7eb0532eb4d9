// Chapter 1: the building blocks. Each section computes what the chapter says.
import { type AppContext, type ChapterApp, loadTable, withRun } from '@dlqr/app-kit';
import { InterruptedError, Run, readRunFile, UsageError } from '@dlqr/core';
import { datasets } from '@dlqr/datasets';
import { NAME, QUESTION, TITLE } from './chapter.ts';
import { chapterDataOf } from './chapterData.ts';
import { type Config, configOf, effortOf } from './config.ts';
import { OPTIONS, type Options } from './options.ts';
import { noteSection, report, sayBefore, type ToldSection } from './report.ts';
import { SECTIONS } from './sections.ts';

/** Cars come with the app; the wines of chapter 2 are downloaded when asked for. */
const DATA = { embedded: datasets.cars, full: datasets['wine-quality'] };

/** The app of chapter 1. */
export const app: ChapterApp<Options> = {
  name: NAME,
  title: TITLE,
  question: QUESTION,
  options: OPTIONS,
  examples: [
    'ch01',
    'ch01 --quick --only xor optimizers',
    'ch01 --data my.csv --target price --only diagnosis drift',
  ],
  run,
  predict,
};

async function run({ options, backend, signal, terminal }: AppContext<Options>): Promise<string> {
  const previous = options.resume ? await readRunFile(options.resume) : null;
  const config = previous ? (previous.config as Partial<Config> as Config) : configOf(options);
  const { seed, only } = config;
  const effort = effortOf(config);
  const source = { ...DATA, resolveFrom: import.meta.filename, terminal, signal };
  const loaded = await loadTable({ ...config, ...source });
  const data = chapterDataOf(loaded, seed);

  const start = { app: NAME, seed, config: { ...config }, dataset: loaded.dataset, backend };
  const current = options.resume
    ? await Run.reopen(options.resume)
    : await Run.create(start, options.out);
  await withRun(current, terminal, async () => {
    await current.note({ warnings: data.warnings });
    sayBefore(terminal, { run: current, backend, source: loaded.source });
    const told: ToldSection[] = [];
    for (const section of SECTIONS.filter(({ name }) => only?.includes(name) ?? true)) {
      if (signal.aborted) throw new InterruptedError('the chapter was stopped');
      const started = performance.now();
      const result = await section.run({ seed, data, effort, signal });
      const seconds = (performance.now() - started) / 1000;
      told.push(await noteSection(current, terminal, section, { result, seconds }));
    }
    await report(current, terminal, told);
  });
  return current.directory;
}

async function predict(): Promise<void> {
  throw new UsageError('chapter 1 trains no model that could be applied to new data', {
    hint: 'Train one with chapter 2: npm start -- ch02 --data my.csv --target COLUMN.',
  });
}
