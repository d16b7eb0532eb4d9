// Reads what the checks look at: every package of the workspace with its manifest and sources.
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { packageFolders, readJson } from './repository.mjs';

/**
 * @typedef {object} SourceFile
 * @property {string} path relative to the root, with forward slashes
 * @property {string} text
 * @property {boolean} forTests a test, or what only tests use (a folder `testing`, a `.cases.ts`)
 *
 * @typedef {object} WorkspacePackage
 * @property {string} name `@dlqr/core`
 * @property {string} folder `packages/core`
 * @property {string | undefined} layer the tag in its turbo.json
 * @property {any} manifest
 * @property {SourceFile[]} sources
 */

/**
 * @param {string} root
 * @returns {WorkspacePackage[]}
 */
export function readWorkspace(root) {
  return packageFolders(root).map((folder) => {
    const manifest = readJson(join(root, folder, 'package.json'));
    return {
      name: manifest.name,
      folder,
      layer: readLayer(join(root, folder, 'turbo.json')),
      manifest,
      sources: readSources(root, `${folder}/src`),
    };
  });
}

/** @param {string} path */
function readLayer(path) {
  try {
    return readJson(path).tags?.[0];
  } catch {
    return undefined;
  }
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {SourceFile[]}
 */
function readSources(root, folder) {
  return filesBelow(join(root, folder))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.split(sep).join('/')}`)
    .sort()
    .map((path) => ({
      path,
      text: readFileSync(join(root, path), 'utf8'),
      forTests: /\.(test|cases)\.ts$|\/testing\//.test(path),
    }));
}

/** @param {string} folder */
function filesBelow(folder) {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}
