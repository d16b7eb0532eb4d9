// What a built package imports without saying so: it would be missing where only this is installed.
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { importedModules, packageOf } from './importedModules.mjs';

/**
 * @param {string} folder of a package that is built into `dist`
 * @param {any} manifest its package.json
 * @returns {string[]} `dist/index.js imports @dlqr/core`
 */
export function undeclaredImports(folder, manifest) {
  const { name, dependencies, peerDependencies, optionalDependencies } = manifest;
  const declared = { ...dependencies, ...peerDependencies, ...optionalDependencies, [name]: '' };
  return readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|d\.ts)$/.test(file))
    .flatMap((file) => {
      const modules = importedModules(readFileSync(join(folder, 'dist', file), 'utf8'));
      const packages = modules
        .filter(({ module }) => !module.startsWith('.') && !isBuiltin(module))
        .map(({ module }) => packageOf(module));
      return [...new Set(packages)]
        .filter((imported) => !(imported in declared))
        .map((imported) => `dist/${file} imports ${imported}`);
    });
}
