// Reads the arguments of `npm run parity`.
import { UsageError } from './apps.mjs';

const USAGE = 'Usage: npm run parity -- APP [--seeds N] [-- options of the app]';
const DEFAULT_SEEDS = 5;

/**
 * @param {readonly string[]} args
 * @returns {{ name: string, numSeeds: number, options: string[] }}
 * @throws {UsageError} when there is no app, or something that is not known
 */
export function parseParity(args) {
  const dashes = args.indexOf('--');
  const own = dashes < 0 ? args : args.slice(0, dashes);
  const options = dashes < 0 ? [] : args.slice(dashes + 1);
  const [name, flag, count = String(DEFAULT_SEEDS), ...rest] = own;
  const numSeeds = Number(count);
  const isFlag = flag === undefined || (flag === '--seeds' && own.length > 2);
  if (!name || name.startsWith('-') || !isFlag || rest.length > 0) throw new UsageError(USAGE);
  if (!Number.isSafeInteger(numSeeds) || numSeeds < 1) {
    throw new UsageError(`--seeds is ${count}; expected a whole number of at least 1\n${USAGE}`);
  }
  return { name, numSeeds, options };
}
