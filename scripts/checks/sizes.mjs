// Files and packages are to be read in one sitting.

/** @typedef {import('../lib/workspace.mjs').WorkspacePackage} WorkspacePackage */

/** Lines of a source file; tests and generated files are exempt. */
export const MAX_LINES = 400;

/**
 * @param {readonly WorkspacePackage[]} workspace
 * @returns {string[]} a line for each file that is too long
 */
export function checkSizes(workspace) {
  return workspace.flatMap(({ sources }) =>
    sources
      .filter(
        ({ forTests, text }) => !forTests && !isGenerated(text) && countLines(text) > MAX_LINES,
      )
      .map(
        ({ path, text }) =>
          `${path}: ${countLines(text)} lines, at most ${MAX_LINES}: give each concept its own file`,
      ),
  );
}

/**
 * Lines per package: `core 2000 in 30 files, longest 190; tests 1800`.
 *
 * @param {readonly WorkspacePackage[]} workspace
 * @returns {string[]}
 */
export function describeSizes(workspace) {
  return workspace
    .filter(({ sources }) => sources.length > 0)
    .map(({ name, sources }) => {
      const own = sources.filter(({ forTests }) => !forTests).map(({ text }) => countLines(text));
      const tests = sources.filter(({ forTests }) => forTests).map(({ text }) => countLines(text));
      return `${name.padEnd(34)} ${sum(own)} lines in ${own.length} files, longest ${Math.max(0, ...own)}; tests ${sum(tests)}`;
    });
}

/** @param {string} text */
function isGenerated(text) {
  return /^\/\/ Generated\b/.test(text);
}

/** @param {string} text */
function countLines(text) {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

/** @param {number[]} values */
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
