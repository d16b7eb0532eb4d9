// Who may import whom.
import { dirname, join } from 'node:path/posix';
import { importedModules, packageOf } from '../lib/importedModules.mjs';

/** @typedef {import('../lib/workspace.mjs').WorkspacePackage} WorkspacePackage */
/** @typedef {import('../lib/workspace.mjs').SourceFile} SourceFile */

const CORE = '@dlqr/core';

/**
 * The layers that each layer's sources may import, besides what `mayInline` allows.
 *
 * @type {Record<string, readonly string[]>}
 */
const MAY_IMPORT = {
  core: [],
  base: ['core'],
  engine: [],
  domain: ['core', 'base'],
  kit: ['core', 'base', 'engine'],
  app: ['core', 'base', 'engine', 'domain', 'kit'],
  tool: ['core', 'base', 'engine', 'domain', 'kit', 'tool'],
};

/** What single packages may import besides: a callback that computes a score asks the package of scores. */
const MAY_ALSO_IMPORT = new Map([['@dlqr/callbacks', ['@dlqr/metrics']]]);

/** What tests may import besides: fakes, and the real parts that they are tried with. */
const TESTS_MAY_IMPORT = ['core', 'base', 'engine', 'tool'];

/**
 * @param {readonly WorkspacePackage[]} workspace
 * @returns {string[]} a line for each violation
 */
export function checkBoundaries(workspace) {
  return workspace.flatMap((importer) => {
    const layer = layerOf(importer);
    if (!(layer in MAY_IMPORT)) {
      return [
        `${importer.folder}/turbo.json: its tag must be one of ${Object.keys(MAY_IMPORT).join(', ')}`,
      ];
    }
    return importer.sources.flatMap((file) =>
      importedModules(file.text).flatMap((found) => {
        const problem = problemOf(found, file, importer, workspace);
        return problem ? [`${file.path}: ${problem}`] : [];
      }),
    );
  });
}

/**
 * @param {{ module: string, typeOnly: boolean }} found
 * @param {SourceFile} file
 * @param {WorkspacePackage} importer
 * @param {readonly WorkspacePackage[]} workspace
 * @returns {string | null}
 */
function problemOf({ module, typeOnly }, file, importer, workspace) {
  if (module.startsWith('.')) {
    const inside = join(dirname(file.path), module).startsWith(`${importer.folder}/`);
    return inside
      ? null
      : `imports ${module}, which is outside its package: import that package by its name`;
  }
  const name = packageOf(module);
  const imported = workspace.find((candidate) => candidate.name === name);
  if (!imported || imported === importer) return null;
  if (!isAllowed(importer, imported, file.forTests) && !mayInline(importer, module, typeOnly)) {
    return `${layerOf(importer)} may not import ${name} (${layerOf(imported)})`;
  }
  const mayBeDevelopment = file.forTests || typeOnly || layerOf(importer) === 'tool';
  return declarationProblem(importer, module, name, mayBeDevelopment);
}

/**
 * @param {WorkspacePackage} importer
 * @param {WorkspacePackage} imported
 * @param {boolean} forTests
 */
function isAllowed(importer, imported, forTests) {
  const layer = layerOf(imported);
  return (
    MAY_IMPORT[layerOf(importer)]?.includes(layer) ||
    MAY_ALSO_IMPORT.get(importer.name)?.includes(imported.name) ||
    (forTests && TESTS_MAY_IMPORT.includes(layer))
  );
}

/**
 * Core's stateless parts (`@dlqr/core/errors`, …) and its types may be written into any bundle.
 *
 * @param {WorkspacePackage} importer
 * @param {string} module
 * @param {boolean} typeOnly
 */
function mayInline(importer, module, typeOnly) {
  if (!(CORE in (importer.manifest.devDependencies ?? {}))) return false;
  return module.startsWith(`${CORE}/`) || (typeOnly && module === CORE);
}

/**
 * @param {WorkspacePackage} importer
 * @param {string} module
 * @param {string} name
 * @param {boolean} mayBeDevelopment whether a `devDependencies` entry is enough
 * @returns {string | null}
 */
function declarationProblem({ manifest }, module, name, mayBeDevelopment) {
  const { dependencies, peerDependencies, optionalDependencies, devDependencies } = manifest;
  if (name in { ...dependencies, ...peerDependencies, ...optionalDependencies }) return null;
  if (!(name in { ...devDependencies }))
    return `imports ${name}, which its package.json does not name`;
  if (mayBeDevelopment || module.startsWith(`${CORE}/`)) return null;
  return `imports ${module} at run time, which is only under devDependencies`;
}

/** @param {WorkspacePackage} member */
function layerOf({ name, layer }) {
  return name === CORE ? 'core' : String(layer);
}
