// A project of somebody else, outside this repository, that installs one of our packages.
import { cp, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runProgram } from './runProgram.ts';

/** Says that the registry cannot be reached, which is no fault of a package. */
export class RegistryUnreachable extends Error {}

const PACKAGES = resolve(import.meta.dirname, '../..');
const NPM_INSTALL =
  'npm install --no-audit --no-fund --prefer-offline --fetch-retries=1 --fetch-retry-mintimeout=1000';
const ASK_REGISTRY = 'npm view @tensorflow/tfjs version --prefer-online --fetch-retries=0';

/** Makes an empty folder for projects; what is installed there its subfolders find too. */
export async function makeProjectsFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'dlqr-install-'));
}

/** Packs one of our packages as it would be published: the path of the tarball. */
export async function packPackage(name: string, folder: string): Promise<string> {
  const target = join(folder, 'tarballs', name);
  await mkdir(target, { recursive: true });
  await runOrThrow(`pnpm pack --pack-destination "${target}"`, join(PACKAGES, name));
  return join(target, (await readdir(target))[0] as string);
}

/**
 * Installs packages into a project that has none so far, with npm as everybody would.
 *
 * @throws {RegistryUnreachable} when there is no way to the registry
 */
export async function npmInstall(project: string, packages: readonly string[]): Promise<void> {
  await mkdir(project, { recursive: true });
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  const list = packages.map((item) => `"${item}"`).join(' ');
  const { status, output } = await runProgram(`${NPM_INSTALL} ${list}`, project);
  if (status === 0) return;
  const registry = await runProgram(ASK_REGISTRY, project);
  throw registry.status === 0 ? new Error(output) : new RegistryUnreachable(registry.output);
}

/** The packages of a scope that a project has, wherever in its tree. */
export async function installedOfScope(project: string, scope: string): Promise<string[]> {
  const lock = await readFile(join(project, 'node_modules/.package-lock.json'), 'utf8');
  const { packages } = JSON.parse(lock) as { packages: Record<string, unknown> };
  return Object.keys(packages)
    .map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
    .filter((name) => name.startsWith(`${scope}/`));
}

/**
 * Compiles a TypeScript program in the project, against what is installed there and with every
 * declaration file checked.
 *
 * @returns complaints about the program or about files of ours; those of TensorFlow.js are its own
 */
export async function compileConsumer(project: string, consumer: string): Promise<string[]> {
  await cp(join(import.meta.dirname, 'consumers', `${consumer}.ts`), join(project, 'main.ts'));
  const compilerOptions = {
    target: 'es2022',
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    types: [],
  };
  const config = { compilerOptions, files: ['main.ts'] };
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify(config));
  const { output } = await runProgram('tsc --pretty false', project);
  return output.split('\n').filter((line) => /^main\.ts|@dlqr|^error/.test(line));
}

/** Runs the compiled program and reads the JSON that it prints last. */
export async function runConsumer(project: string): Promise<unknown> {
  const output = await runOrThrow('node main.js', project);
  return JSON.parse(output.trim().split('\n').at(-1) as string);
}

async function runOrThrow(commandLine: string, folder: string): Promise<string> {
  const { status, output } = await runProgram(commandLine, folder);
  if (status !== 0) throw new Error(`${commandLine} ended with ${status}:\n${output}`);
  return output;
}
