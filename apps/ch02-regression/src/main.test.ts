import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  onlyRun,
  readRunJson,
  runCli,
  savedWeights,
  sharedPath,
  temporaryDirectory,
} from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';

type RunJson = Record<string, never> & {
  status: string;
  metrics: { test: { meanAbsoluteError: number } };
  baselines: Record<string, { meanAbsoluteError: number }>;
  details: Record<string, never>;
  warnings: string[];
};

const runOf = (root: string): Promise<string> => onlyRun(root, 'ch02-regression');

const runJson = (directory: string): Promise<RunJson> => readRunJson<RunJson>(directory);

/** 200 rows of price = 3 * size + 10 * (colour is red), with gaps, dates and a text column. */
function houseCsv(rows = 200): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const size = 50 + ((i * 37) % 101);
    const colour = ['red', 'blue', ''][i % 3];
    const day = `2026-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
    const price = 3 * size + (colour === 'red' ? 10 : 0) + (i % 7) / 10;
    return `${i % 11 === 0 ? 'NA' : size},${colour},${day},house ${i},${price.toFixed(1)}`;
  });
  return `size,colour,sold,name,price\n${lines.join('\n')}\n`;
}

describe('chapter 2', () => {
  it('trains on the embedded data and leaves everything that a run has', async () => {
    const root = await temporaryDirectory();
    const { status, stdout } = await runCli(['ch02', '--quick'], root);
    expect(status).toBe(0);
    const run = await runOf(root);
    expect(stdout).toContain(`Results: ${run.slice(root.length + 1)}`);
    for (const path of [
      'history.csv',
      'report.html',
      'model/model.json',
      'checkpoints/main',
      'events/train',
      'events/validation',
      'figures/learning-curves.svg',
      'figures/learning-curves.png',
      'figures/baseline-comparison.png',
    ]) {
      expect(existsSync(join(run, path)), path).toBe(true);
    }
    const { metrics, baselines, status: runStatus } = await runJson(run);
    expect(runStatus).toBe('completed');
    expect(metrics.test.meanAbsoluteError).toBeLessThan(3);
    expect(metrics.test.meanAbsoluteError).toBeLessThan(
      baselines.median?.meanAbsoluteError ?? Number.NaN,
    );
    const predicted = await runCli(['predict', run, 'new.csv'], root);
    expect(predicted.status).toBe(1);
    await writeFile(
      join(root, 'new.csv'),
      'Origin,Year,Acceleration,Weight_in_lbs,Horsepower,Displacement,Cylinders,who\n' +
        'Japan,1981,16,2000,65,90,4,me\nUSA,1970,12,4400,200,400,8,you\n',
    );
    const { stdout: csv } = await runCli(['predict', run, 'new.csv'], root);
    const [header, japan, usa] = csv.trim().split('\n');
    expect(header).toMatch(/^Origin,.*,who,prediction,lower,upper$/);
    const predictionOf = (line = '') => Number(line.split(',').at(-3));
    expect(predictionOf(japan)).toBeGreaterThan(25);
    expect(predictionOf(usa)).toBeLessThan(20);
  });

  it('takes any sane CSV: texts, gaps, dates, an identifier', async () => {
    const root = await temporaryDirectory();
    await writeFile(join(root, 'my.csv'), houseCsv());
    const args = ['ch02', '--data', 'my.csv', '--target', 'price', '--quick', '--json'];
    const { status, stdout } = await runCli(args, root);
    expect(status).toBe(0);
    const { metrics, baselines, warnings } = JSON.parse(stdout) as RunJson;
    expect(warnings.join()).toContain('"name" is not used: it looks like an identifier');
    expect(metrics.test.meanAbsoluteError).toBeLessThan(
      (baselines.median?.meanAbsoluteError ?? 0) / 2,
    );
  });

  it('is killed at any moment and ends with the same bits when resumed', async () => {
    const [whole, killed] = [await temporaryDirectory(), await temporaryDirectory()];
    const args = ['ch02', '--epochs', '60', '--seed', '3'];
    await runCli(args, whole);
    const first = await runCli(args, killed, { signal: 'SIGKILL', when: /Epoch +([5-9]|1\d)\/60/ });
    expect(first.signal).toBe('SIGKILL');
    const run = await runOf(killed);
    expect((await runJson(run)).status).toBe('running');
    const resume = ['ch02', '--resume', run];
    await runCli(resume, killed, { signal: 'SIGKILL', when: /Epoch +[34]\d\/60/ });
    expect((await runCli(resume, killed)).status).toBe(0);
    const reference = await runOf(whole);
    expect(await savedWeights(run)).toEqual(await savedWeights(reference));
    const history = (folder: string) => readFile(join(folder, 'history.csv'), 'utf8');
    expect(await history(run)).toBe(await history(reference));
    expect((await runJson(run)).metrics).toEqual((await runJson(reference)).metrics);
  });

  it('saves on SIGINT, exits 130 and says how to go on', async () => {
    const root = await temporaryDirectory();
    const kill = { signal: 'SIGINT', when: /Epoch +1\// } as const;
    const { status, stderr } = await runCli(['ch02'], root, kill);
    expect(status).toBe(130);
    const run = await runOf(root);
    expect(stderr).toContain('hint: Go on with: npm start -- ch02 --resume runs/ch02-regression/');
    expect((await runJson(run)).status).toBe('interrupted');
    expect(await readdir(join(run, 'checkpoints', 'main'))).not.toHaveLength(0);
  });

  it.skipIf(!sharedPath('data', 'wine-quality'))(
    'reproduces the wrong column of the book behind --as-in-book (needs ../shared/data)',
    async () => {
      const root = await temporaryDirectory();
      process.env.DLQR_DATA_DIR = sharedPath('data') ?? '';
      const args = ['ch02', '--data', 'full', '--as-in-book', '--epochs', '10', '--json'];
      const { status, stdout } = await runCli(args, root);
      expect(status).toBe(0);
      const { details, warnings } = JSON.parse(stdout);
      expect(details).toMatchObject({ target: 'alcohol', rows: { train: 3918, test: 490 } });
      expect(details.standardisedMeanAbsoluteError).toBeLessThan(0.4);
      expect(warnings.join()).toContain('not the quality');
    },
  );
});

describe('bad input ends with exit status 1 or 2, one readable line, a hint, and no run', () => {
  const own = ['--data', 'bad.csv', '--target', 'price'];
  it.each<[string, string | null, string[], number, RegExp]>([
    [
      'a missing column',
      houseCsv(),
      ['--data', 'bad.csv', '--target', 'cost'],
      1,
      /no column "cost"/,
    ],
    ['text in the target', houseCsv().replace(/,\d+\.\d\n/, ',cheap\n'), own, 1, /"cheap"/],
    [
      'Infinity in a number',
      houseCsv().replace('\n', '\nInfinity,red,2026-01-01,x,1\n'),
      own,
      1,
      /Infinity/i,
    ],
    ['one row', houseCsv(1), own, 1, /1 row/],
    ['a constant target', houseCsv().replace(/,[\d.]+\n/g, ',5\n'), own, 1, /is 5 in every row/],
    ['an empty file', '', own, 1, /empty/],
    ['a header alone', 'size,price\n', own, 1, /no rows/],
    ['a wrong delimiter', houseCsv().replaceAll(',', '^'), own, 1, /one column|delimiter/],
    ['a ragged row', houseCsv().replace('\n', '\n1,2\n'), own, 1, /line 2/],
    ['a missing file', null, own, 1, /bad\.csv/],
    ['no target', houseCsv(), ['--data', 'bad.csv'], 2, /needs --target/],
    ['an unknown option', null, ['--tarket', 'x'], 2, /unknown option '--tarket'/],
    ['a backend that is not there', null, ['--backend', 'tensorflow'], 1, /tensorflow/],
    ['the book without its wines', null, ['--as-in-book'], 2, /wine data/],
    ['a run that is none', null, ['--resume', '.'], 1, /run\.json/],
  ])('%s', async (_, content, args, expected, message) => {
    const root = await temporaryDirectory();
    if (content !== null) await writeFile(join(root, 'bad.csv'), content);
    const { status, stdout, stderr } = await runCli(['ch02', ...args], root);
    expect(stderr).toMatch(message);
    expect(status).toBe(expected);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
    expect(stdout).toBe('');
    expect(existsSync(join(root, 'runs'))).toBe(false);
  });

  it('a folder for a file', async () => {
    const root = await temporaryDirectory();
    await mkdir(join(root, 'bad.csv'));
    const { status, stderr } = await runCli(['ch02', ...own], root);
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/is a folder; expected a CSV file/),
    ]);
  });

  it('a checkpoint of 0 bytes, and a run of a newer version', async () => {
    const root = await temporaryDirectory();
    const kill = { signal: 'SIGKILL', when: /Epoch +1\// } as const;
    await runCli(['ch02', '--epochs', '60'], root, kill);
    const run = await runOf(root);
    const checkpoints = join(run, 'checkpoints', 'main');
    for (const name of await readdir(checkpoints)) await writeFile(join(checkpoints, name), '');
    const empty = await runCli(['ch02', '--resume', run], root);
    expect([empty.status, empty.stderr]).toEqual([
      1,
      expect.stringMatching(/is empty \(0 bytes\)/),
    ]);
    expect(empty.stderr).toContain('hint: Remove the file');
    const file = join(run, 'run.json');
    const newer = (await readFile(file, 'utf8')).replace(
      '"schemaVersion": 1',
      '"schemaVersion": 9',
    );
    await writeFile(file, newer);
    const future = await runCli(['ch02', '--resume', run], root);
    expect([future.status, future.stderr]).toEqual([1, expect.stringMatching(/schema version 9/)]);
  });
});
