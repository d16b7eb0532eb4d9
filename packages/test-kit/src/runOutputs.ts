// What an app left behind: the run directory and what is in it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';

/** The directory of the only run of an app below `<root>/runs`. */
export async function onlyRun(root: string, app: string): Promise<string> {
  const folder = join(root, 'runs', app);
  const names = await readdir(folder);
  expect(names).toHaveLength(1);
  return join(folder, names[0] ?? '');
}

/** The `run.json` of a run, as what the caller knows of it. */
export async function readRunJson<T>(directory: string): Promise<T> {
  return JSON.parse(await readFile(join(directory, 'run.json'), 'utf8')) as T;
}

/** The bytes of the weights that a run saved. */
export async function savedWeights(directory: string): Promise<Buffer> {
  const names = await readdir(join(directory, 'model'));
  return readFile(join(directory, 'model', names.find((name) => name.endsWith('.bin')) ?? ''));
}
