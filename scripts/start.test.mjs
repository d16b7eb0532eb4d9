import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { install } from './lib/install.mjs';
import { ROOT } from './lib/repository.mjs';

/** The command line of the copy: says what it got, and ends as it is told to. */
const COMMAND_LINE = `
  const [, path, command, ...rest] = process.argv;
  if (command === 'list') process.exitCode = 7;
  if (command === 'ch02') {
    process.once('SIGINT', () => setTimeout(() => process.exit(130), 20));
    process.once('SIGTERM', () => setTimeout(() => process.exit(130), 20));
    setInterval(() => {}, 1000);
  }
  console.log(JSON.stringify({ path, rest }));
`;

/** A copy of the scripts in a repository of its own, where everything seems to be installed. */
async function repository() {
  const root = await temporaryDirectory();
  await cp(join(ROOT, 'scripts/lib'), join(root, 'scripts/lib'), { recursive: true });
  await cp(join(ROOT, 'scripts/start.mjs'), join(root, 'scripts/start.mjs'));
  const files = {
    'package.json': '{ "type": "module" }',
    'pnpm-lock.yaml': '',
    'pnpm-workspace.yaml': '',
    'apps/ch02-regression/package.json': '{}',
    'apps/cli/dist/main.js': COMMAND_LINE,
    'node_modules/turbo/package.json': '{ "type": "commonjs" }',
    'node_modules/turbo/bin/turbo':
      "require('node:fs').writeFileSync('turbo.txt', process.argv.slice(2).join(' '));",
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await install(root, 'everything', { runPnpm: async () => {} });
  return root;
}

/**
 * Starts `npm start -- ARGS` without npm, and waits for its first output.
 *
 * @param {string} root
 * @param {string[]} args
 */
async function start(root, ...args) {
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs'), ...args]);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (output.stdout += text));
  child.stderr.on('data', (text) => (output.stderr += text));
  const closed = once(child, 'close').then(([status]) => status);
  await Promise.race([once(child.stdout, 'data'), closed]);
  return { child, output, closed };
}

describe('npm start', () => {
  it('builds what is asked for and becomes the command line, with its exit status', async () => {
    const root = await repository();
    const { output, closed } = await start(root, 'list', '--json');
    expect(await closed).toBe(7);
    expect(JSON.parse(output.stdout)).toEqual({
      path: join(root, 'apps/cli/dist/main.js'),
      rest: ['--json'],
    });
    expect(output.stderr).toBe('');
    const turbo = await readFile(join(root, 'turbo.txt'), 'utf8');
    expect(turbo).toBe('run build --filter=@dlqr/cli --output-logs=errors-only');
  });

  it.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'])(
    'lets the app save and end with 130 on %s',
    async (signal) => {
      const { child, closed } = await start(await repository(), 'ch02');
      child.kill(/** @type {NodeJS.Signals} */ (signal));
      expect(await closed).toBe(130);
    },
  );

  it('refuses an unknown app with status 2 and one line that names the apps', async () => {
    const { output, closed } = await start(await repository(), 'ch77');
    expect(await closed).toBe(2);
    expect(output.stderr).toMatch(/^There is no app "ch77".*ch02-regression.*\n$/);
    expect(output.stdout).toBe('');
  });

  it('ends with status 1 and the output of a build that fails', async () => {
    const root = await repository();
    const turbo = "console.log('src/a.ts: wrong'); process.exitCode = 3;";
    await writeFile(join(root, 'node_modules/turbo/bin/turbo'), turbo);
    const { output, closed } = await start(root, 'list');
    expect(await closed).toBe(1);
    expect(output.stderr).toContain('src/a.ts: wrong\n');
    expect(output.stderr).not.toContain('at file:');
    expect(output.stdout).toBe('');
  });
});
