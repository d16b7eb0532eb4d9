// The apps of this checkout and the short names that they answer to.
import { join } from 'node:path';
import { foldersIn } from './repository.mjs';

/** The folder that holds the command line itself. */
const COMMAND_LINE = 'cli';

/** Says that the caller asked for something that is not there; ends the program with status 2. */
export class UsageError extends Error {}

/**
 * @param {string} root
 * @returns {string[]} the folders of `apps/` that can be started, sorted
 */
export function listApps(root) {
  return foldersIn(join(root, 'apps')).filter((name) => name !== COMMAND_LINE);
}

/**
 * The app of that name: its folder's name, or the beginning of it where only one fits (`ch02`).
 *
 * @param {string} name
 * @param {readonly string[]} apps
 * @returns {string}
 * @throws {UsageError} when none or several fit
 */
export function findApp(name, apps) {
  if (apps.includes(name)) return name;
  const fitting = apps.filter((app) => app.startsWith(`${name}-`));
  const [only] = fitting;
  if (only && fitting.length === 1) return only;
  throw new UsageError(
    fitting.length > 1
      ? `"${name}" fits several apps: choose ${fitting.join(' or ')}.`
      : `There is no app "${name}". Choose one of: ${apps.join(', ')}; or list, doctor, predict, --help.`,
  );
}
