// Reads which modules a file names.

/** Any way to name a module: `from 'x'`, `import 'x'`, `import('x')`. */
const IMPORT =
  /\b(?:(?:import|export)\s+(type\s)?[^'"`;=()]*?\bfrom\s*|import\s*\(?\s*)(?:'([^'\n]+)'|"([^"\n]+)")/g;

/** Comments show imports as examples. */
const COMMENT_LINE = /^\s*(?:\/\/|\/?\*).*$/gm;

/**
 * @param {string} code TypeScript, or JavaScript of modules
 * @returns {{ module: string, typeOnly: boolean }[]} in their order
 */
export function importedModules(code) {
  const found = code.replace(COMMENT_LINE, '').matchAll(IMPORT);
  return [...found].map(([, type, single, double]) => ({
    module: single ?? double ?? '',
    typeOnly: type !== undefined,
  }));
}

/**
 * @param {string} module `@dlqr/core/errors`, `vega/build/x.js`
 * @returns {string} the package: `@dlqr/core`, `vega`
 */
export function packageOf(module) {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}
