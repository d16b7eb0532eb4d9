import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Random } from '@dlqr/core';
import { datasets } from '@dlqr/datasets';
import {
  buildPng,
  onlyRun,
  readRunJson,
  runCli,
  savedWeights,
  temporaryDirectory,
} from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';

type Scores = { readonly accuracy: number; readonly logLoss: number };
type RunJson = {
  readonly status: string;
  readonly metrics: Record<'train' | 'validation' | 'test', Scores>;
  readonly baselines: Record<string, Scores>;
  readonly warnings: string[];
  readonly details: {
    readonly classNames: string[];
    readonly temperature: number;
    readonly rows: Record<string, number>;
    readonly recipe: { readonly name: string };
    readonly mistakes: { readonly name: string }[];
    readonly nets: Record<string, { train: Scores; validation: Scores; gap: Scores }>;
  };
};

const runOf = (root: string): Promise<string> => onlyRun(root, 'ch05-multiclass');

const runJson = (directory: string): Promise<RunJson> => readRunJson<RunJson>(directory);

/** Rows of three kinds of beetle, told apart by length and width, with gaps, colours and names. */
function beetleCsv(rows = 240): string {
  const random = new Random(1, 'beetles');
  const lines = Array.from({ length: rows }, (_, row) => {
    const kind = row % 3;
    const length = 20 + 6 * kind + random.normal();
    const width = 8 - kind + 0.3 * random.normal();
    const colour = ['green', 'black', ''][random.integer(0, 3)];
    return `${row % 13 === 0 ? 'NA' : length.toFixed(2)},${width.toFixed(2)},${colour},b${row},${['carabus', 'cetonia', 'lucanus'][kind]}`;
  });
  return `length,width,colour,name,kind\n${lines.join('\n')}\n`;
}

/** Pictures of several sizes: red, green or blue spots on grey, a folder a colour. */
async function writeSpots(folder: string, count: number): Promise<void> {
  const random = new Random(2, 'spots');
  for (const [channel, name] of ['red', 'green', 'blue'].entries()) {
    for (let number = 0; number < count; number++) {
      const side = random.integer(12, 25);
      const pixels = Array.from({ length: side * side * 3 }, () => random.integer(80, 120));
      const [top, left] = [random.integer(2, side - 8), random.integer(2, side - 8)];
      for (let place = 0; place < 36; place++) {
        const pixel = (top + Math.floor(place / 6)) * side + left + (place % 6);
        pixels[3 * pixel + channel] = 240;
      }
      const path = join(folder, name, `${number}.png`);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, buildPng(side, side, 3, pixels));
    }
  }
}

describe('chapter 5', () => {
  it('trains the three nets on real digits and leaves everything that a run has', async () => {
    const root = await temporaryDirectory();
    const { status, stdout, stderr } = await runCli(['ch05', '--quick'], root);
    expect([status, stderr]).toEqual([0, expect.not.stringMatching(/error:/)]);
    const run = await runOf(root);
    expect(stdout).toContain(`Results: ${run.slice(root.length + 1)}`);
    for (const path of [
      'history.csv',
      'history-plain.csv',
      'report.html',
      'model/model.json',
      'checkpoints/main',
      'checkpoints/l2',
      'events/train',
      'events/plain/validation',
      'figures/baseline-comparison.svg',
      'figures/calibration.png',
      'figures/confusion-matrix.png',
      'figures/learning-curves.png',
      'figures/over-fit-gap.png',
      'figures/worst-mistakes.png',
    ]) {
      expect(existsSync(join(run, path)), path).toBe(true);
    }
    const { metrics, baselines, details, status: runStatus } = await runJson(run);
    expect(runStatus).toBe('completed');
    expect(metrics.test.accuracy).toBeGreaterThan(0.9);
    expect(metrics.test.accuracy).toBeGreaterThan(baselines.softmaxRegression?.accuracy ?? 1);
    expect(Object.keys(details.nets)).toEqual(['dropout', 'plain', 'l2']);
    for (const { train, validation, gap } of Object.values(details.nets)) {
      expect(gap.accuracy).toBeCloseTo(train.accuracy - validation.accuracy, 12);
      expect(gap.logLoss).toBeCloseTo(validation.logLoss - train.logLoss, 12);
    }
    expect(details.mistakes[0]?.name).toMatch(/^test image \d+$/);
    await predictDigits(root, run);
  }, 600_000);

  /** Writes real test digits as pictures of another size, and has them read. */
  async function predictDigits(root: string, run: string): Promise<void> {
    const { test } = (
      await datasets.mnist.load({ source: 'embedded', resolveFrom: import.meta.filename })
    ).data;
    await mkdir(join(root, 'digits'));
    for (let image = 0; image < 5; image++) {
      const digit = test.images.subarray(image * 784, (image + 1) * 784);
      const twice = Array.from({ length: 56 * 56 }, (_, place) => {
        return digit[28 * Math.floor(place / 112) + Math.floor((place % 56) / 2)] as number;
      });
      await writeFile(join(root, 'digits', `${image}.png`), buildPng(56, 56, 1, twice));
    }
    const predicted = await runCli(['predict', run, 'digits'], root);
    const [header, ...lines] = predicted.stdout.trim().split('\n');
    expect(header).toBe(
      `file,prediction,${Array.from({ length: 10 }, (_, d) => `probability_${d}`)}`,
    );
    expect(lines[0]).toMatch(/^digits\/0\.png,7,/); // the first test digit is a 7
    for (const line of lines) {
      const probabilities = line.split(',').slice(2).map(Number);
      expect(probabilities.reduce((sum, value) => sum + value)).toBeCloseTo(1, 6);
    }
    expect(lines).toHaveLength(5);
    await writeFile(join(root, 'new.csv'), 'a,b\n1,2\n');
    const refused = await runCli(['predict', run, 'new.csv'], root);
    expect([refused.status, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/new\.csv is no image/),
    ]);
  }

  it('takes any sane CSV, balances classes, and predicts new rows', async () => {
    const root = await temporaryDirectory();
    await writeFile(join(root, 'my.csv'), beetleCsv());
    const own = ['--data', 'my.csv', '--target', 'kind', '--class-weight', 'balanced'];
    const { status, stdout, stderr } = await runCli(['ch05', ...own, '--quick', '--json'], root);
    expect([status, stderr]).toEqual([0, expect.not.stringMatching(/error:/)]);
    const { metrics, warnings, details } = JSON.parse(stdout) as RunJson;
    expect(details.classNames).toEqual(['carabus', 'cetonia', 'lucanus']);
    expect(details.recipe.name).toBe('default');
    expect(metrics.test.accuracy).toBeGreaterThan(0.9);
    expect(warnings.join()).toContain('"name" is not used: it looks like an identifier');
    await writeFile(
      join(root, 'new.csv'),
      'who,width,length,colour\nme,8,20,green\nyou,6,32,black\n',
    );
    const { stdout: csv } = await runCli(['predict', await runOf(root), 'new.csv'], root);
    const [header, first, second] = csv.trim().split('\n');
    expect(header).toBe(
      'who,width,length,colour,prediction,probability_carabus,probability_cetonia,probability_lucanus',
    );
    expect(first).toMatch(/^me,8,20,green,carabus,0\.\d/);
    expect(second).toMatch(/^you,6,32,black,lucanus,/);
  });

  it('takes a folder of pictures of any size, and predicts another', async () => {
    const root = await temporaryDirectory();
    await writeSpots(join(root, 'spots'), 30);
    const own = ['--data', 'spots', '--image-size', '16', '--epochs', '12'];
    const { status, stdout, stderr } = await runCli(['ch05', ...own, '--json'], root);
    expect([status, stderr]).toEqual([0, expect.not.stringMatching(/error:/)]);
    const { metrics, details } = JSON.parse(stdout) as RunJson;
    expect(details.recipe.name).toBe('convolutional');
    expect(details.rows).toEqual({ train: 72, validation: 9, test: 9 });
    expect(metrics.train.accuracy).toBeGreaterThan(0.9);
    for (const { name } of details.mistakes) expect(name).toMatch(/^spots\/\w+\/\d+\.png$/);
    const run = await runOf(root);
    const predicted = await runCli(['predict', run, 'spots', '--out', 'answers.csv'], root);
    expect(predicted.status).toBe(0);
    const answers = (await readFile(join(root, 'answers.csv'), 'utf8')).trim().split('\n');
    expect(answers[0]).toBe('file,prediction,probability_blue,probability_green,probability_red');
    const numRight = answers.filter((line) => /^spots\/(\w+)\/\d+\.png,\1,/.test(line)).length;
    expect(numRight).toBeGreaterThan(80);
  });

  it.each([
    [
      'three nets on a table',
      ['--data', 'my.csv', '--target', 'kind', '--net', 'dropout', '--epochs', '120'],
    ],
    ['shifted pictures', ['--data', 'spots', '--image-size', '16', '--epochs', '30']],
  ])('is killed at any moment and ends with the same bits when resumed: %s', async (_, own) => {
    const [whole, killed] = [await temporaryDirectory(), await temporaryDirectory()];
    for (const root of [whole, killed]) {
      await writeFile(join(root, 'my.csv'), beetleCsv());
      await writeSpots(join(root, 'spots'), 30);
    }
    await runCli(['ch05', ...own, '--seed', '3'], whole);
    const kill = { signal: 'SIGKILL', when: /Epoch +([5-9]|[1-2]\d)\// } as const;
    const first = await runCli(['ch05', ...own, '--seed', '3'], killed, kill);
    expect([first.signal, first.stderr]).toEqual(['SIGKILL', expect.not.stringMatching(/error:/)]);
    const run = await runOf(killed);
    expect((await runJson(run)).status).toBe('running');
    const resume = ['ch05', '--resume', run];
    if (own.includes('dropout')) {
      const later = { signal: 'SIGKILL', when: /beside it: l2/ } as const;
      expect((await runCli(resume, killed, later)).signal).toBe('SIGKILL');
    }
    expect((await runCli(resume, killed)).status).toBe(0);
    const reference = await runOf(whole);
    expect(await savedWeights(run)).toEqual(await savedWeights(reference));
    const history = (folder: string) => readFile(join(folder, 'history.csv'), 'utf8');
    expect(await history(run)).toBe(await history(reference));
    const [resumed, expected] = [await runJson(run), await runJson(reference)];
    expect(resumed.metrics).toEqual(expected.metrics);
    expect(resumed.details.nets).toEqual(expected.details.nets);
    expect(resumed.details.temperature).toBe(expected.details.temperature);
  });

  it('saves on SIGINT, exits 130 and says how to go on', async () => {
    const root = await temporaryDirectory();
    await writeFile(join(root, 'my.csv'), beetleCsv());
    const args = ['ch05', '--data', 'my.csv', '--target', 'kind'];
    const kill = { signal: 'SIGINT', when: /Epoch +1\// } as const;
    const { status, stderr } = await runCli(args, root, kill);
    expect(status).toBe(130);
    const run = await runOf(root);
    expect(stderr).toContain('hint: Go on with: npm start -- ch05 --resume runs/ch05-multiclass/');
    expect((await runJson(run)).status).toBe('interrupted');
    expect(await readdir(join(run, 'checkpoints', 'main'))).not.toHaveLength(0);
  });
});

describe('bad input ends with exit status 1 or 2, one readable line, a hint, and no run', () => {
  const own = ['--data', 'bad.csv', '--target', 'kind'];
  it.each<[string, string | null, string[], number, RegExp]>([
    [
      'a missing column',
      beetleCsv(),
      ['--data', 'bad.csv', '--target', 'sort'],
      1,
      /no column "sort"/,
    ],
    ['no target', beetleCsv(), ['--data', 'bad.csv'], 2, /needs --target/],
    [
      'one class',
      beetleCsv().replace(/(carabus|cetonia)/g, 'lucanus'),
      own,
      1,
      /"kind" is lucanus in every row/,
    ],
    [
      'a class of two rows',
      `${beetleCsv()}1,1,,x,rare\n2,2,,y,rare\n`,
      own,
      1,
      /the class "rare" has 2 rows/,
    ],
    [
      'a quantity',
      beetleCsv(),
      ['--data', 'bad.csv', '--target', 'width'],
      1,
      /looks like a quantity/,
    ],
    ['few rows', beetleCsv(12), own, 1, /there are 12 rows/],
    ['an empty file', '', own, 1, /empty/],
    ['a missing file', null, own, 1, /bad\.csv/],
    ['convolutions on a table', beetleCsv(), [...own, '--net', 'convolutional'], 2, /needs images/],
    [
      'a net that is not in the book',
      null,
      ['--as-in-book', '--net', 'convolutional'],
      2,
      /nets of the book/,
    ],
    ['a weight for no class', null, ['--class-weight', 'ten=3'], 1, /for the class "ten"/],
    ['a weight without a number', null, ['--class-weight', '7'], 2, /--class-weight has "7"/],
    ['smoothing beyond 1', null, ['--label-smoothing', '1.5'], 2, /label-smoothing/],
    ['a target of images', null, ['--target', 'kind'], 2, /are for tables; these are images/],
    ['an unknown option', null, ['--tarket', 'x'], 2, /unknown option '--tarket'/],
    ['a folder without classes', null, ['--data', '.'], 1, /subfolder/],
    ['a run that is none', null, ['--resume', '.'], 1, /run\.json/],
  ])('%s', async (_, content, args, expected, message) => {
    const root = await temporaryDirectory();
    if (content !== null) await writeFile(join(root, 'bad.csv'), content);
    const { status, stdout, stderr } = await runCli(['ch05', ...args], root);
    expect(stderr).toMatch(message);
    expect(status).toBe(expected);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
    expect(stdout).toBe('');
    expect(existsSync(join(root, 'runs'))).toBe(false);
  });

  it('a picture that is damaged', async () => {
    const root = await temporaryDirectory();
    await writeSpots(join(root, 'spots'), 3);
    await writeFile(join(root, 'spots', 'red', '1.png'), 'this is no picture');
    const { status, stderr } = await runCli(['ch05', '--data', 'spots'], root);
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/red\/1\.png is not an intact image/),
    ]);
    expect(existsSync(join(root, 'runs'))).toBe(false);
  });
});
