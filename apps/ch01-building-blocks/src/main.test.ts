import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onlyRun, runCli, temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { SECTIONS } from './sections.ts';

interface Check {
  readonly claim: string;
  readonly measured: number;
  readonly limit: number;
}

type Details = Record<string, { readonly checks: readonly Check[] } & Record<string, never>>;

interface RunJson {
  readonly status: string;
  readonly details: Details;
  readonly warnings: readonly string[];
}

/** Runs the app with `--json` and gives what it prints. */
async function run(args: readonly string[], root?: string): Promise<RunJson> {
  const cwd = root ?? (await temporaryDirectory());
  const { status, stdout, stderr } = await runCli(['ch01', '--json', ...args], cwd);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout);
}

const runOf = (root: string): Promise<string> => onlyRun(root, 'ch01-building-blocks');

/** Without what a clock measured. */
function withoutSeconds({ details }: RunJson): unknown {
  return JSON.parse(
    JSON.stringify(details, (key, value) => {
      return key.startsWith('seconds') || key === 'finding' ? undefined : value;
    }),
  );
}

/** 200 rows of price = 3 * size + 10 * (colour is red), with gaps and a text column. */
function houseCsv(): string {
  const lines = Array.from({ length: 200 }, (_, i) => {
    const size = 50 + ((i * 37) % 101);
    const colour = ['red', 'blue', 'green'][i % 3];
    const price = 3 * size + (colour === 'red' ? 10 : 0) + (i % 7) / 10;
    return `${i % 11 === 0 ? 'NA' : size},${colour},${price.toFixed(1)}`;
  });
  return `size,colour,price\n${lines.join('\n')}\n`;
}

describe('chapter 1', () => {
  it('computes all sections, and what the chapter says holds', async () => {
    const root = await temporaryDirectory();
    const { details, status, warnings } = await run(['--quick'], root);
    expect([status, warnings]).toEqual(['completed', []]);
    for (const { name } of SECTIONS) {
      for (const { claim, measured, limit } of details[name]?.checks ?? [{ claim: name }]) {
        expect(measured, claim).toBeLessThanOrEqual(limit ?? Number.NaN);
      }
    }
    expect(details).toMatchObject({
      parameters: { weights: 3930, biases: 61, numParameters: 3991 },
      diagnosis: { nets: expect.arrayContaining([expect.objectContaining({ width: 0 })]) },
    });
    const directory = await runOf(root);
    const figures = await readdir(join(directory, 'figures'));
    expect(figures.filter((name) => name.endsWith('.png')).length).toBeGreaterThanOrEqual(20);
    expect(figures.filter((name) => name.endsWith('.svg'))).toHaveLength(figures.length / 2);
    const page = await readFile(join(directory, 'report.html'), 'utf8');
    for (const [index, { title }] of SECTIONS.entries()) {
      expect(page).toContain(`<section id="section-${index + 1}">\n<h2>${title}</h2>`);
    }
    expect(page).not.toMatch(/<script|<link|NaN|undefined/);
    const predicted = await runCli(['predict', directory, 'new.csv'], root);
    expect([predicted.status, predicted.stderr]).toEqual([
      2,
      expect.stringMatching(/chapter 1 trains no model.*\nhint: .*ch02/),
    ]);
  });

  it('gives the same numbers for the same seed, and others for another', async () => {
    const args = ['--quick', '--only', 'xor', 'propagation', 'descent'];
    const first = withoutSeconds(await run(args));
    expect(withoutSeconds(await run(args))).toEqual(first);
    expect(withoutSeconds(await run([...args, '--seed', '2']))).not.toEqual(first);
  });

  it.each(['wasm', 'cpu'])('says the same on %s', async (backend) => {
    const names = ['neuron', 'activations', 'xor', 'loss', 'propagation', 'optimizers'];
    const args = ['--quick', '--backend', backend, '--only', ...names, 'parameters'];
    const { warnings, details } = await run(args);
    expect(warnings).toEqual([]);
    expect(Object.keys(details)).toEqual([...names, 'parameters', 'verdict']);
  });

  it('takes your own CSV', async () => {
    const root = await temporaryDirectory();
    await writeFile(join(root, 'my.csv'), houseCsv());
    const own = ['--data', 'my.csv', '--target', 'price'];
    const names = ['loss', 'propagation', 'descent', 'diagnosis', 'drift'];
    const { details, status } = await run(['--quick', ...own, '--only', ...names], root);
    expect(status).toBe('completed');
    expect(details).toMatchObject({ descent: { column: 'size' } });
  });

  it('stops on SIGINT, and goes on when it is told to', async () => {
    const root = await temporaryDirectory();
    const kill = { signal: 'SIGINT', when: /a dense layer of one unit/ } as const; // the first finding
    const args = ['ch01', '--quick', '--only', 'neuron', 'depth', 'parameters'];
    const stopped = await runCli(args, root, kill);
    expect(stopped.status).toBe(130);
    const directory = await runOf(root);
    expect(stopped.stderr).toContain('--resume runs/ch01-building-blocks/');
    const { status, stdout } = await runCli(['ch01', '--resume', directory], root);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/All 5 statements hold/)]);
  });
});

describe('bad input ends with exit status 1 or 2, one readable line, a hint, and no run', () => {
  it.each<[string, string[], number, RegExp]>([
    ['an unknown section', ['--only', 'xor', 'convolution'], 2, /'convolution' is invalid.*neuron/],
    ['a section too few', ['--only'], 2, /argument missing/],
    ['epochs, which sections have of their own', ['--epochs', '5'], 2, /--epochs means nothing/],
    ['a batch size', ['--batch-size', '5'], 2, /--batch-size means nothing/],
    ['a file that is not there', ['--data', 'my.csv', '--target', 'x'], 1, /my\.csv/],
    ['a column that is not there', ['--target', 'price'], 1, /no column "price"/],
    ['a run that is none', ['--resume', '.'], 1, /run\.json/],
  ])('%s', async (_, args, expected, message) => {
    const root = await temporaryDirectory();
    const { status, stdout, stderr } = await runCli(['ch01', ...args], root);
    expect(stderr).toMatch(message);
    expect(status).toBe(expected);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
    expect(stdout).toBe('');
    expect(existsSync(join(root, 'runs'))).toBe(false);
  });
});
