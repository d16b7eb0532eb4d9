// Every package.json says the same things in the same way.

/** @typedef {import('../lib/workspace.mjs').WorkspacePackage} WorkspacePackage */

const LICENSE = 'Apache-2.0';
const ENGINE = '>=20.19';
const SOURCE_CONDITION = '@dlqr/source';
const TFJS = '@tensorflow/tfjs';
const FIRST_PARTY = '@dlqr/';
const PUBLISHED_SCRIPTS = ['build', 'types', 'test', 'package'];

/**
 * @param {readonly WorkspacePackage[]} workspace
 * @returns {string[]} a line for each problem
 */
export function checkManifests(workspace) {
  return workspace.flatMap((member) =>
    problemsOf(member).map((problem) => `${member.folder}/package.json: ${problem}`),
  );
}

/**
 * @param {WorkspacePackage} member
 * @returns {string[]}
 */
function problemsOf({ name, folder, manifest, layer }) {
  const expectedName = `${FIRST_PARTY}${folder.split('/').at(-1)}`;
  const problems = [
    name !== expectedName && `its name must be that of its folder: "${expectedName}"`,
    manifest.license !== LICENSE && `"license" must be "${LICENSE}"`,
    manifest.engines?.node !== ENGINE && `"engines" must name node "${ENGINE}"`,
    !manifest.description && 'it needs a "description"',
    ...dependencyProblems(manifest),
    ...(manifest.private ? [] : publishedProblems(manifest)),
    layer === 'app' && !manifest.private && 'an app is private',
  ];
  return problems.filter((problem) => typeof problem === 'string');
}

/**
 * What is published must be complete, and must not bring an own copy of the engine.
 *
 * @param {any} manifest
 */
function publishedProblems({ files, exports, scripts = {}, dependencies = {}, sideEffects }) {
  const missing = PUBLISHED_SCRIPTS.filter((script) => !(script in scripts));
  const entries = Object.entries(exports ?? {}).filter(([, target]) => typeof target === 'object');
  return [
    !files?.includes('dist') && '"files" must contain "dist"',
    sideEffects === undefined && 'it must say whether it has "sideEffects"',
    missing.length > 0 && `"scripts" lacks ${missing.join(', ')}`,
    TFJS in dependencies && `${TFJS} is one engine for a whole process: a peer dependency`,
    entries.length === 0 && 'it needs "exports"',
    ...entries.map(
      ([path, target]) =>
        Object.keys(/** @type {object} */ (target)).join() !==
          `${SOURCE_CONDITION},types,default` &&
        `"exports" of "${path}" must be ${SOURCE_CONDITION}, types, default in that order`,
    ),
  ];
}

/**
 * @param {any} manifest
 * @returns {string[]}
 */
function dependencyProblems(manifest) {
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const ranges = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
  return ranges.flatMap(([name, range]) => {
    const expected = name.startsWith(FIRST_PARTY) ? 'workspace:' : 'catalog:';
    return String(range).startsWith(expected)
      ? []
      : [`${name} must be "${expected}…", not "${range}"`];
  });
}
