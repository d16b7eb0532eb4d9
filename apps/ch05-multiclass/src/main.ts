// Chapter 5: many classes. Which digit is this, which species, which kind of picture?
import { type AppContext, type ChapterApp, parseClassWeight, withRun } from '@dlqr/app-kit';
import { classWeightsOf, Run, readRunFile } from '@dlqr/core';
import { assessClassifier } from '@dlqr/multiclass-classification';
import { NAME, QUESTION, TITLE } from './chapter.ts';
import { type Config, configOf, othersOf, recipeOf } from './config.ts';
import { loadData } from './loadData.ts';
import { OPTIONS, type Options } from './options.ts';
import { predictFile } from './predictFile.ts';
import { report } from './report.ts';
import { sayBefore } from './sayBefore.ts';
import { trainNet } from './trainNet.ts';
import { trainOthers } from './trainOthers.ts';

/** The app of chapter 5. */
export const app: ChapterApp<Options> = {
  name: NAME,
  title: TITLE,
  question: QUESTION,
  options: OPTIONS,
  examples: [
    'ch05',
    'ch05 --net convolutional',
    'ch05 --data my.csv --target species',
    'ch05 --data pictures/ --image-size 64',
    'ch05 --as-in-book --net l2 --no-compare',
  ],
  run,
  predict: predictFile,
};

async function run({ options, backend, signal, terminal }: AppContext<Options>): Promise<string> {
  const previous = options.resume ? await readRunFile(options.resume) : null;
  const config = previous ? (previous.config as Partial<Config> as Config) : configOf(options);
  const { seed } = config;
  const loaded = await loadData(config, { terminal, signal });
  const { data, dataset } = loaded;
  const recipe = recipeOf(config, data, loaded.isBookData);
  const classWeight = parseClassWeight(config.classWeight);
  // What cannot be done is said before there is a run.
  if (classWeight) classWeightsOf(classWeight, data.train.labels, data.classNames);
  const others = othersOf(config, recipe, data.train.labels.length);

  const start = { app: NAME, seed, config: { ...config }, dataset, backend };
  const current = options.resume
    ? await Run.reopen(options.resume)
    : await Run.create(start, options.out);
  await withRun(current, terminal, async () => {
    sayBefore(terminal, { run: current, backend, loaded, recipe, others });
    const weights = classWeight ? { classWeight } : {};
    const training = { seed, signal, resume: previous !== null, terminal, ...weights };
    const { classifier, history } = await trainNet(current, data, recipe, 'main', training);
    await classifier.save(current.path('model'));
    const assessment = await assessClassifier(classifier, data, { seed, signal, ...weights });
    const compared = await trainOthers(current, data, others, training);

    await current.note({ warnings: [...loaded.warnings, ...data.warnings] });
    const findings = { config, recipe, loaded, classifier, history, assessment, compared };
    await report(current, terminal, findings);
    classifier.dispose();
  });
  return current.directory;
}
