// Finds out which packages a command line needs, before anything is installed.
import { join } from 'node:path';
import { findApp } from './apps.mjs';
import { readJson } from './repository.mjs';

const DEFAULT_APP = 'ch02';
const COMMAND_LINE = '@dlqr/cli';
const TENSORFLOW = '@dlqr/backend-tensorflow';

/** What the command line does by itself, without an app. */
const COMMANDS = new Set(['list', 'doctor', 'help', '--help', '-h']);

/**
 * The workspace packages that `npm start -- ARGS` needs.
 *
 * @param {readonly string[]} args
 * @param {readonly string[]} apps the folders of the apps
 * @param {(runDirectory: string) => string | null} [appOf] the app that made a run directory
 * @returns {string[]} package names
 * @throws {import('./apps.mjs').UsageError} when it names no app
 */
export function planStart(args, apps, appOf = appOfRun) {
  const app = appNamed(args, apps, appOf);
  return [
    COMMAND_LINE,
    ...(app ? [`@dlqr/${app}`] : []),
    ...(asksForTensorflow(args) ? [TENSORFLOW] : []),
  ];
}

/**
 * @param {readonly string[]} args
 * @param {readonly string[]} apps
 * @param {(runDirectory: string) => string | null} appOf
 * @returns {string | null}
 */
function appNamed([first = DEFAULT_APP, ...rest], apps, appOf) {
  if (COMMANDS.has(first)) return null;
  if (first === 'predict') {
    const app = rest.map(appOf).find((name) => name !== null) ?? null;
    return app && apps.includes(app) ? app : null; // the command line explains what is missing
  }
  return findApp(first.startsWith('-') ? DEFAULT_APP : first, apps);
}

/**
 * @param {string} runDirectory
 * @returns {string | null} null where there is no readable run
 */
function appOfRun(runDirectory) {
  try {
    return String(readJson(join(runDirectory, 'run.json')).app);
  } catch {
    return null;
  }
}

/** @param {readonly string[]} args */
function asksForTensorflow(args) {
  return args.some(
    (arg, index) =>
      arg === '--backend=tensorflow' || (arg === 'tensorflow' && args[index - 1] === '--backend'),
  );
}
