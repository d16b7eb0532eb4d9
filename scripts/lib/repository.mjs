// Where this repository is, and what its manifests say.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of this checkout. */
export const ROOT = resolve(import.meta.dirname, '../..');

/**
 * @param {string} path
 * @returns {any}
 */
export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/**
 * The package folders of the workspace, as in `packages:` of pnpm-workspace.yaml, relative to the root.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function packageFolders(root) {
  const inside = ['apps', 'packages'].flatMap((parent) =>
    foldersIn(join(root, parent)).map((name) => `${parent}/${name}`),
  );
  return [...inside, 'scripts'].filter((folder) => hasManifest(join(root, folder)));
}

/**
 * @param {string} path
 * @returns {string[]} the names of the folders in it, sorted; none where it does not exist
 */
export function foldersIn(path) {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}

/** @param {string} folder */
function hasManifest(folder) {
  try {
    return readdirSync(folder).includes('package.json');
  } catch {
    return false;
  }
}
