// Installs the dependencies of some packages or of all, and remembers that it did.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { packageFolders, readJson } from './repository.mjs';
import { runStep } from './runStep.mjs';

/**
 * What has been installed.
 *
 * @typedef {object} Installed
 * @property {string} key what it was installed from: see `installKey`
 * @property {boolean} everything
 * @property {string[]} packages those installed with all they need
 */

/** The native TensorFlow downloads hundreds of MB: nobody gets it unasked. */
const ONLY_WHEN_ASKED = '@dlqr/backend-tensorflow';

/**
 * Installs what the given packages need to run, unless that has been done.
 *
 * @param {string} root
 * @param {readonly string[] | 'everything'} wanted package names
 * @param {{ runPnpm?: (args: string[]) => Promise<void>, announce?: () => void }} [options]
 *   `announce`: called before the work, if there is any
 * @returns {Promise<boolean>} whether there was any
 */
export async function install(root, wanted, options = {}) {
  const { runPnpm = (args) => pnpm(root, args), announce = () => {} } = options;
  const key = installKey(root);
  const before = readStamp(root, key);
  if (isInstalled(before, wanted)) return false;
  announce();
  const everything = wanted === 'everything' || before.everything || hasTestTools(root);
  const packages = [...new Set([...before.packages, ...(wanted === 'everything' ? [] : wanted)])];
  await runPnpm(installArguments(packages, everything));
  writeStamp(root, { key, everything, packages });
  return true;
}

/**
 * @param {Installed} installed
 * @param {readonly string[] | 'everything'} wanted
 */
function isInstalled({ everything, packages }, wanted) {
  if (wanted === 'everything') return everything;
  return wanted.every(
    (name) => packages.includes(name) || (everything && name !== ONLY_WHEN_ASKED),
  );
}

/**
 * @param {readonly string[]} packages
 * @param {boolean} everything whether all packages, with what their tests need
 * @returns {string[]}
 */
function installArguments(packages, everything) {
  const native = packages.includes(ONLY_WHEN_ASKED);
  if (everything) {
    // Without its scripts the native TensorFlow stays a package without a binary.
    return ['install', '--frozen-lockfile', ...(native ? [] : ['--ignore-scripts'])];
  }
  return [
    'install',
    '--frozen-lockfile',
    '--prod',
    ...packages.map((name) => `--filter-prod=${name}...`),
    ...(native ? [] : [`--filter-prod=!${ONLY_WHEN_ASKED}`]),
  ];
}

/**
 * Whether somebody has installed everything by hand: an install of less would remove from it.
 *
 * @param {string} root
 */
function hasTestTools(root) {
  return existsSync(join(root, 'node_modules', 'vitest'));
}

/**
 * Changes when another install could have another outcome.
 *
 * @param {string} root
 */
function installKey(root) {
  const manifests = packageFolders(root).map((folder) => `${folder}/package.json`);
  const hash = createHash('sha256');
  hash.update([process.version, process.platform, process.arch].join());
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests]) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} key
 * @returns {Installed} nothing where it was installed from something else
 */
function readStamp(root, key) {
  try {
    const stamp = readJson(stampPath(root));
    if (stamp.key === key) return stamp;
  } catch {
    // No stamp, or one that a crash cut short: install again.
  }
  return { key, everything: false, packages: [] };
}

/**
 * @param {string} root
 * @param {Installed} installed
 */
function writeStamp(root, installed) {
  mkdirSync(dirname(stampPath(root)), { recursive: true });
  writeFileSync(stampPath(root), JSON.stringify(installed));
}

/** @param {string} root */
function stampPath(root) {
  return join(root, 'node_modules', '.dlqr-installed.json');
}

/**
 * Runs the pnpm that package.json names, from wherever npm keeps it.
 *
 * @param {string} root
 * @param {string[]} args
 */
async function pnpm(root, args) {
  const { packageManager } = readJson(join(root, 'package.json'));
  // An npm exec around this one would hand its own command down.
  const env = { CI: 'true', npm_config_call: undefined, npm_config_package: undefined };
  const options = { cwd: root, env };
  const npm = process.env.npm_execpath ?? '';
  if (basename(npm) === 'npm-cli.js') {
    await runStep(process.execPath, [npm, 'exec', '--yes', '--', packageManager, ...args], options);
  } else {
    const shell = process.platform === 'win32'; // there npx is a .cmd file
    await runStep('npx', ['--yes', packageManager, ...args], { ...options, shell });
  }
}
