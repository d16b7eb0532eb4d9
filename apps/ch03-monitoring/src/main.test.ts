import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readScalars } from '@dlqr/tensorboard';
import { onlyRun, readRunJson, runCli, sharedPath, temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';

interface NetDetails {
  readonly findings: readonly { kind: string; causedBy: string | null; layers: string[] }[];
  readonly metrics: { validation: { meanAbsoluteError: number } };
}

interface RunJson {
  readonly status: string;
  readonly details: { readonly nets: Record<string, NetDetails>; readonly bestNet: string };
}

const runOf = (root: string): Promise<string> => onlyRun(root, 'ch03-monitoring');

const runJson = (directory: string): Promise<RunJson> => readRunJson<RunJson>(directory);

/** The kinds of findings of each net of a run that is printed as JSON. */
function kindsIn(json: string): Record<string, string[]> {
  const { nets } = (JSON.parse(json) as RunJson).details;
  return Object.fromEntries(
    Object.entries(nets).map(([name, { findings }]) => [name, findings.map(({ kind }) => kind)]),
  );
}

/** A CSV as rows of numbers by column. */
function csvColumns(text: string): Record<string, number[]> {
  const [header = '', ...rows] = text.trim().split('\n');
  return Object.fromEntries(
    header
      .split(',')
      .map((name, index) => [name, rows.map((row) => Number(row.split(',')[index]))]),
  );
}

describe('chapter 3', () => {
  it('finds the cause in the broken net, is quiet on the healthy ones, and leaves everything', async () => {
    const root = await temporaryDirectory();
    const { status, stdout } = await runCli(['ch03', '--quick'], root);
    expect(status).toBe(0);
    expect(stdout).toContain('error: units that are copies of each other');
    const run = await runOf(root);
    const { details, status: runStatus } = await runJson(run);
    expect(runStatus).toBe('completed');
    for (const name of ['shallow', 'deep', 'default']) {
      expect(details.nets[name]?.findings, name).toEqual([]);
    }
    expect(details.nets.broken?.findings).toMatchObject([
      {
        kind: 'identicalUnits',
        causedBy: null,
        layers: ['hidden1', 'hidden2', 'hidden3', 'hidden4', 'hidden5'],
      },
    ]);
    for (const path of [
      'history.csv',
      'report.html',
      'model/model.json',
      'layers/broken.json',
      'events/deep/validation',
      'figures/gradient-norms-broken.png',
      'figures/copies-broken.svg',
      'figures/weights-deep.png',
    ]) {
      expect(existsSync(join(run, path)), path).toBe(true);
    }
    expect(existsSync(join(run, 'figures/copies-deep.png'))).toBe(false);
    const errorOf = (name: string) =>
      details.nets[name]?.metrics.validation.meanAbsoluteError ?? Number.NaN;
    expect(errorOf(details.bestNet)).toBeLessThan(errorOf('broken'));
  });

  it('writes events whose every value is that of history.csv', async () => {
    const root = await temporaryDirectory();
    const args = ['ch03', '--nets', 'deep', '--epochs', '20'];
    expect((await runCli(args, root)).status).toBe(0);
    const run = await runOf(root);
    const columns = csvColumns(await readFile(join(run, 'history.csv'), 'utf8'));
    expect(columns.epoch).toHaveLength(20);
    const [train, validation] = [
      await readScalars(join(run, 'events/deep/train')),
      await readScalars(join(run, 'events/deep/validation')),
    ];
    const valuesOf = (points: typeof train, tag: string) =>
      points.get(tag)?.map(({ value }) => value);
    expect(valuesOf(train, 'epoch_loss')).toEqual(columns.loss);
    expect(valuesOf(validation, 'epoch_loss')).toEqual(columns.valLoss);
  });

  it.each([
    ['0.3', 'deep', 'learningRateTooHigh'],
    ['0.00001', 'shallow', 'learningRateTooLow'],
  ])('names a learning rate of %s', async (rate, net, kind) => {
    const root = await temporaryDirectory();
    const args = ['ch03', '--quick', '--nets', net, '--learning-rate', rate, '--json'];
    const { status, stdout } = await runCli(args, root);
    expect(status).toBe(0);
    expect(kindsIn(stdout)[net]?.[0]).toBe(kind);
  });

  it('diagnoses a run of another chapter from its history', async () => {
    const root = await temporaryDirectory();
    const other = join(root, 'other');
    await mkdir(other);
    await writeFile(join(other, 'run.json'), '{"schemaVersion": 1, "app": "ch02-regression"}');
    await writeFile(
      join(other, 'history.csv'),
      `epoch,loss,valLoss\n${Array.from(
        { length: 40 },
        (_, epoch) => `${epoch},${5 / (1 + epoch)},${2 + 0.01 * (epoch - 15) ** 2}`,
      ).join('\n')}\n`,
    );
    const { status, stdout } = await runCli(['ch03', '--diagnose', other], root);
    expect(status).toBe(0);
    expect(stdout).toContain('a run of ch02-regression: 40 epochs');
    expect(stdout).toContain(
      'warning: overfitting\n    From epoch 16 on the validation loss rises',
    );
    expect(existsSync(join(root, 'runs'))).toBe(false);
  });

  it('is killed and ends with the same findings and figures when resumed', async () => {
    const [whole, killed] = [await temporaryDirectory(), await temporaryDirectory()];
    const args = ['ch03', '--nets', 'deep,broken', '--epochs', '40', '--seed', '3'];
    await runCli(args, whole);
    const first = await runCli(args, killed, {
      signal: 'SIGKILL',
      when: /Epoch 40\/40[\s\S]*Epoch +(?:[2-9]|[123]\d)\/40/,
    });
    expect(first.signal).toBe('SIGKILL');
    const run = await runOf(killed);
    expect((await runCli(['ch03', '--resume', run], killed)).status).toBe(0);
    const reference = await runOf(whole);
    expect((await runJson(run)).details).toEqual((await runJson(reference)).details);
    for (const path of ['history/broken.csv', 'layers/deep.json', 'layers/broken.json']) {
      const [resumed, straight] = [run, reference].map((folder) =>
        readFile(join(folder, path), 'utf8'),
      );
      expect(await resumed, path).toBe(await straight);
    }
  });

  it.each([
    [['--nets', 'deepest'], 2, 'there is no net "deepest"'],
    [['--learning-rate', '-1'], 2, 'Expected a number between 0 and 100'],
    [['--diagnose', 'nowhere'], 1, 'nowhere'],
    [['--data', 'nowhere.csv', '--target', 'x'], 1, 'nowhere.csv'],
  ])('refuses %j', async (args, expected, message) => {
    const root = await temporaryDirectory();
    const { status, stderr } = await runCli(['ch03', ...args], root);
    expect(status).toBe(expected);
    expect(stderr).toContain(message);
    expect(existsSync(join(root, 'runs'))).toBe(false);
  });

  it.skipIf(!sharedPath('data', 'wine-quality'))(
    'is as sure on the wines (needs ../shared/data)',
    async () => {
      const root = await temporaryDirectory();
      process.env.DLQR_DATA_DIR = sharedPath('data') ?? '';
      const args = ['ch03', '--data', 'full', '--nets', 'deep,broken', '--quick', '--json'];
      const { status, stdout } = await runCli(args, root);
      expect(status).toBe(0);
      expect(kindsIn(stdout)).toEqual({ deep: [], broken: ['identicalUnits'] });
    },
  );
});
