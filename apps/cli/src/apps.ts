// Finds the chapter apps that stand beside this one.
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ChapterApp } from '@dlqr/app-kit';
import { UnavailableError, UsageError } from '@dlqr/core/errors';

/** An app as its package describes it. */
export interface AppEntry {
  /** Its folder: `ch02-regression`. */
  readonly name: string;
  readonly title: string;
}

const APPS_FOLDER = resolve(import.meta.dirname, '../..');
const CHAPTER_FOLDER = /^ch\d\d-/;

/** All chapter apps of this checkout, by chapter. */
export async function listApps(): Promise<AppEntry[]> {
  const folders = (await readdir(APPS_FOLDER)).filter((name) => CHAPTER_FOLDER.test(name)).sort();
  return Promise.all(
    folders.map(async (name) => {
      const text = await readFile(join(APPS_FOLDER, name, 'package.json'), 'utf8');
      return { name, title: (JSON.parse(text) as { description: string }).description };
    }),
  );
}

/**
 * The app of that name: its folder's name, or the beginning of it where only one fits (`ch02`).
 *
 * @throws {UsageError} when none or several fit; the hint lists all
 */
export async function findApp(name: string): Promise<AppEntry> {
  const apps = await listApps();
  const exact = apps.find((app) => app.name === name);
  const beginning = apps.filter((app) => app.name.startsWith(`${name}-`));
  const found = exact ?? (beginning.length === 1 ? beginning[0] : undefined);
  if (found) return found;
  const names = (beginning.length > 1 ? beginning : apps).map((app) => app.name).join(', ');
  const problem =
    beginning.length > 1 ? `"${name}" fits several apps` : `there is no app "${name}"`;
  throw new UsageError(problem, { hint: `Choose one of: ${names}.` });
}

/**
 * Loads an app.
 *
 * @throws {UnavailableError} when it has not been built
 */
export async function loadApp(entry: AppEntry): Promise<ChapterApp> {
  const main = join(APPS_FOLDER, entry.name, 'dist', 'main.js');
  const module: { app: ChapterApp } = await import(pathToFileURL(main).href).catch(
    (cause: Error) => {
      throw new UnavailableError(`the app ${entry.name} cannot be loaded: ${cause.message}`, {
        cause,
        hint: `Start it with npm start -- ${entry.name}, which sets it up first.`,
      });
    },
  );
  return module.app;
}
