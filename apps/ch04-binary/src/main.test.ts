import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Random } from '@dlqr/core';
import {
  onlyRun,
  readRunJson,
  runCli,
  savedWeights,
  sharedPath,
  temporaryDirectory,
} from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';

type Scores = Readonly<Record<'rocAuc' | 'accuracy' | 'recall' | 'precision' | 'f1', number>>;
type Spread = { readonly mean: number; readonly values: number[] };
type RunJson = {
  readonly status: string;
  readonly metrics: Readonly<Record<'train' | 'validation' | 'test', Scores>>;
  readonly baselines: Readonly<Record<string, Scores>>;
  readonly warnings: string[];
  readonly details: {
    readonly positiveClass: string;
    readonly threshold: number;
    readonly group: string | null;
    readonly inputs: string;
    readonly recipe: { readonly name: string };
    readonly parameters: number;
    readonly rows: Readonly<Record<string, number>>;
    readonly intervals: { readonly rocAuc: { readonly method: string } | null };
    readonly crossValidation: {
      readonly folds: number;
      readonly learners: Readonly<Record<string, Readonly<Record<'rocAuc' | 'accuracy', Spread>>>>;
    } | null;
  };
};

const runOf = (root: string): Promise<string> => onlyRun(root, 'ch04-binary');

const runJson = (directory: string): Promise<RunJson> => readRunJson<RunJson>(directory);

/** Customers of 40 shops, who leave where price and use are far apart; gaps, colours and names. */
function customerCsv(rows = 400): string {
  const random = new Random(1, 'customers');
  const lines = Array.from({ length: rows }, (_, row) => {
    const [price, use] = [random.normal(), random.normal()];
    const leaves = Math.abs(price - use) > 1.2 ? 'yes' : 'no';
    const colour = ['red', 'blue', ''][random.integer(0, 3)];
    return `${row % 11 === 0 ? 'NA' : price.toFixed(3)},${use.toFixed(3)},${colour},c${row},s${row % 40},${leaves}`;
  });
  return `price,use,colour,name,shop,leaves\n${lines.join('\n')}\n`;
}

const FIGURES = [
  'baseline-comparison',
  'roc',
  'precision-recall',
  'threshold',
  'score-distribution',
  'confusion-matrix',
  'calibration',
  'learning-curves',
];

describe('chapter 4', () => {
  it('tells sensors apart that were held out, and leaves everything that a run has', async () => {
    const root = await temporaryDirectory();
    const { status, stdout, stderr } = await runCli(['ch04', '--quick'], root);
    expect([status, stderr]).toEqual([0, expect.not.stringMatching(/error:/)]);
    const run = await runOf(root);
    expect(stdout).toContain(`Results: ${run.slice(root.length + 1)}`);
    for (const path of [
      'history.csv',
      'report.html',
      'model/model.json',
      'checkpoints/main',
      'checkpoints/best',
      'events/train',
      'events/validation',
      ...FIGURES.flatMap((name) => [`figures/${name}.svg`, `figures/${name}.png`]),
    ]) {
      expect(existsSync(join(run, path)), path).toBe(true);
    }
    const { metrics, baselines, details, status: runStatus, warnings } = await runJson(run);
    expect(runStatus).toBe('completed');
    expect(metrics.test.rocAuc).toBeGreaterThan(0.85);
    expect(Object.keys(baselines)).toEqual([
      'majority',
      'logisticRegression',
      'randomForest',
      'bookNet',
    ]);
    expect(baselines.logisticRegression?.accuracy).toBeLessThan(0.75);
    expect(details).toMatchObject({
      group: 'mote_id',
      positiveClass: '1',
      intervals: { rocAuc: null },
    });
    // Both directions: each pair of motes is tested by a net that was trained on the other pair.
    expect(details.crossValidation?.folds).toBe(2);
    expect(details.crossValidation?.learners.net?.accuracy.values).toHaveLength(2);
    expect(details.crossValidation?.learners.net?.accuracy.mean).toBeGreaterThan(0.78);
    expect(warnings.join()).toContain('too few groups for validation rows of their own');
    const [header = ''] = (await readFile(join(run, 'history.csv'), 'utf8')).split('\n');
    expect(header.split(',')).toEqual(
      expect.arrayContaining(['epoch', 'loss', 'accuracy', 'valLoss', 'valAccuracy', 'valRocAuc']),
    );
    const page = await readFile(join(run, 'report.html'), 'utf8');
    expect(page).toContain('logistic regression');
    await writeFile(
      join(root, 'new.csv'),
      'temperature,humidity,place\n27.9,44.5,shelf\n23.1,58,garden\n',
    );
    const { stdout: csv } = await runCli(['predict', run, 'new.csv'], root);
    const [predictedHeader, shelf, garden] = csv.trim().split('\n');
    expect(predictedHeader).toBe('temperature,humidity,place,prediction,probability_1');
    const probabilityOf = (line = '') => Number(line.split(',').at(-1));
    expect(probabilityOf(shelf)).toBeGreaterThan(probabilityOf(garden));
    expect(garden?.split(',').at(-2)).toBe('0');
  });

  it('takes any sane CSV, groups, weights and a goal', async () => {
    const root = await temporaryDirectory();
    await writeFile(join(root, 'my.csv'), customerCsv());
    const own = ['ch04', '--data', 'my.csv', '--target', 'leaves', '--quick', '--json'];
    const more = [
      '--group',
      'shop',
      '--goal',
      'recall:0.9',
      '--class-weight',
      'balanced',
      '--calibration',
      'temperature',
    ];
    const { status, stdout } = await runCli([...own, ...more], root);
    expect(status).toBe(0);
    const { metrics, baselines, warnings, details } = JSON.parse(stdout) as RunJson;
    expect(warnings.join()).toContain('"name" is not used: it looks like an identifier');
    expect(details).toMatchObject({ positiveClass: 'yes', group: 'shop', inputs: 'table' });
    expect(metrics.validation.recall).toBeGreaterThanOrEqual(0.9);
    expect(metrics.test.rocAuc).toBeGreaterThan((baselines.logisticRegression?.rocAuc ?? 1) + 0.1);
    expect(details.crossValidation?.folds).toBe(3);
    const without = await runCli(
      [...own, '--folds', '0', '--threshold', '0.3', '--positive', 'no'],
      root,
    );
    const alone = (JSON.parse(without.stdout) as RunJson).details;
    expect(alone).toMatchObject({ crossValidation: null, threshold: 0.3, positiveClass: 'no' });
    expect(alone.intervals.rocAuc?.method).toBe('DeLong');
  });

  it('is killed at any moment and ends with the same bits when resumed', async () => {
    const [whole, killed] = [await temporaryDirectory(), await temporaryDirectory()];
    const args = ['ch04', '--quick', '--epochs', '8', '--seed', '3'];
    await runCli(args, whole);
    const first = await runCli(args, killed, { signal: 'SIGKILL', when: /Epoch +[2-4]\/8/ });
    expect(first.signal).toBe('SIGKILL');
    const run = await runOf(killed);
    expect((await runJson(run)).status).toBe('running');
    const resume = ['ch04', '--resume', run];
    const again = await runCli(resume, killed, { signal: 'SIGKILL', when: /fold 1 of 2: net/ });
    expect(again.signal).toBe('SIGKILL');
    expect((await runCli(resume, killed)).status).toBe(0);
    const reference = await runOf(whole);
    expect(await savedWeights(run)).toEqual(await savedWeights(reference));
    const history = (folder: string) => readFile(join(folder, 'history.csv'), 'utf8');
    expect(await history(run)).toBe(await history(reference));
    const [ended, expected] = [await runJson(run), await runJson(reference)];
    expect(ended.metrics).toEqual(expected.metrics);
    expect(ended.baselines).toEqual(expected.baselines);
    const valuesOf = ({ details }: RunJson) => details.crossValidation?.learners.net?.rocAuc.values;
    expect(valuesOf(ended)).toEqual(valuesOf(expected));
  });

  it('saves on SIGINT, exits 130 and says how to go on', async () => {
    const root = await temporaryDirectory();
    const kill = { signal: 'SIGINT', when: /Epoch +1\// } as const;
    const { status, stderr } = await runCli(['ch04'], root, kill);
    expect(status).toBe(130);
    const run = await runOf(root);
    expect(stderr).toContain('hint: Go on with: npm start -- ch04 --resume runs/ch04-binary/');
    expect((await runJson(run)).status).toBe('interrupted');
    expect(await readdir(join(run, 'checkpoints', 'main'))).not.toHaveLength(0);
  });

  it.skipIf(!sharedPath('data', 'seizure'))(
    'finds seizures by convolutions, and does as the book does (needs ../shared/data)',
    async () => {
      const root = await temporaryDirectory();
      process.env.DLQR_DATA_DIR = sharedPath('data') ?? '';
      const full = ['ch04', '--data', 'full', '--quick', '--json'];
      const { status, stdout } = await runCli([...full, '--folds', '0'], root);
      expect(status).toBe(0);
      const { metrics, details, baselines } = JSON.parse(stdout) as RunJson;
      expect(details).toMatchObject({
        inputs: 'signal X1 to X178',
        recipe: { name: 'signal' },
        rows: { train: 920, validation: 115, test: 115 },
      });
      expect(metrics.test.rocAuc).toBeGreaterThan(0.97);
      expect(baselines.logisticRegression?.rocAuc).toBeLessThan(0.7);
      const book = await runCli([...full, '--as-in-book', '--folds', '0'], root);
      const inBook = JSON.parse(book.stdout) as RunJson;
      expect(inBook.details).toMatchObject({
        recipe: { name: 'book' },
        threshold: 0.5,
        parameters: 37_953,
      });
      expect(inBook.metrics.test.rocAuc).toBeGreaterThan(0.75);
    },
  );
});

describe('bad input ends with exit status 1 or 2, one readable line, a hint, and no run', () => {
  const own = ['--data', 'bad.csv', '--target', 'leaves'];
  const oneGroup = customerCsv().replace(/,s\d+,yes/g, ',s1,yes');
  it.each<[string, string | null, string[], number, RegExp]>([
    [
      'a missing column',
      customerCsv(),
      ['--data', 'bad.csv', '--target', 'left'],
      1,
      /no column "left"/,
    ],
    [
      'one class only',
      customerCsv().replaceAll(',no\n', ',yes\n'),
      own,
      1,
      /"leaves" is yes in every row/,
    ],
    [
      'a label out of range',
      customerCsv().replace(',no\n', ',perhaps\n'),
      own,
      1,
      /has 3 classes \(.*perhaps.*\); expected two/,
    ],
    [
      'a quantity',
      customerCsv(),
      ['--data', 'bad.csv', '--target', 'use'],
      1,
      /classes \(.*\); expected two/,
    ],
    [
      'one row of a class',
      `${customerCsv(60).replaceAll(',yes\n', ',no\n')}1,1,red,c,s1,yes\n`,
      own,
      1,
      /is 1 row of the class "yes"/,
    ],
    [
      'a class that is missing from a part',
      `${customerCsv(60).replaceAll(',yes\n', ',no\n')}${'1,1,red,c,s1,yes\n'.repeat(3)}`,
      own,
      1,
      /"yes" is missing from|too rare|has 3 rows/,
    ],
    [
      'a class in one group',
      oneGroup,
      [...own, '--group', 'shop'],
      1,
      /class "yes" are of one group/,
    ],
    [
      'a positive class that is not there',
      customerCsv(),
      [...own, '--positive', 'maybe'],
      1,
      /"maybe" is no class of "leaves"/,
    ],
    [
      'weights for an unknown class',
      customerCsv(),
      [...own, '--class-weight', 'maybe=3'],
      1,
      /class "maybe"; the classes are no, yes/,
    ],
    [
      'weights that are none',
      customerCsv(),
      [...own, '--class-weight', 'yes'],
      2,
      /--class-weight has "yes"/,
    ],
    ['a goal that is none', customerCsv(), [...own, '--goal', 'best'], 2, /"best" is no goal/],
    [
      'a goal out of range',
      customerCsv(),
      [...own, '--goal', 'recall:1.5'],
      2,
      /least recall is 1.5/,
    ],
    [
      'a goal and a threshold',
      null,
      [...own, '--goal', 'f1', '--threshold', '0.4'],
      2,
      /exclude each other/,
    ],
    ['one fold', null, [...own, '--folds', '1'], 2, /--folds is 1/],
    [
      'more folds than rows of a class',
      customerCsv(60),
      [...own, '--folds', '50'],
      1,
      /expected at least 50, one a fold/,
    ],
    [
      'a signal that is none',
      customerCsv(),
      [...own, '--signal', 'Z'],
      1,
      /0 columns named "Z" and a number/,
    ],
    [
      'convolutions for a table',
      customerCsv(),
      [...own, '--net', 'signal'],
      2,
      /needs rows that are samples/,
    ],
    [
      'Infinity in a number',
      customerCsv().replace('\n', '\nInfinity,1,red,x,s1,yes\n'),
      own,
      1,
      /Infinity/i,
    ],
    ['an empty file', '', own, 1, /empty/],
    ['a header alone', 'price,leaves\n', own, 1, /no rows/],
    ['a ragged row', customerCsv().replace('\n', '\n1,2\n'), own, 1, /line 2/],
    ['a missing file', null, own, 1, /bad\.csv/],
    ['no target', customerCsv(), ['--data', 'bad.csv'], 2, /needs --target/],
    ['an unknown option', null, ['--tarket', 'x'], 2, /unknown option '--tarket'/],
    [
      'a net of its own in the book',
      null,
      ['--as-in-book', '--net', 'table'],
      2,
      /--as-in-book has a net/,
    ],
    ['a run that is none', null, ['--resume', '.'], 1, /run\.json/],
  ])('%s', async (_, content, args, expected, message) => {
    const root = await temporaryDirectory();
    if (content !== null) await writeFile(join(root, 'bad.csv'), content);
    const { status, stdout, stderr } = await runCli(['ch04', ...args], root);
    expect(stderr).toMatch(message);
    expect(status).toBe(expected);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
    expect(stdout).toBe('');
    expect(existsSync(join(root, 'runs'))).toBe(false);
  });

  it('refuses to predict rows without a column, and a run without a model', async () => {
    const root = await temporaryDirectory();
    await writeFile(join(root, 'my.csv'), customerCsv(120));
    const args = ['ch04', '--data', 'my.csv', '--target', 'leaves', '--quick', '--folds', '0'];
    await runCli(args, root);
    const run = await runOf(root);
    await writeFile(join(root, 'new.csv'), 'price,colour\n1,red\n');
    const missing = await runCli(['predict', run, 'new.csv'], root);
    expect([missing.status, missing.stderr]).toEqual([
      1,
      expect.stringMatching(/column "use" is missing/),
    ]);
    const none = await runCli(['predict', run, 'none.csv'], root);
    expect([none.status, none.stderr]).toEqual([1, expect.stringMatching(/none\.csv/)]);
  });
});
