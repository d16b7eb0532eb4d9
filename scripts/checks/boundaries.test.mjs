import { describe, expect, it } from 'vitest';
import { ROOT } from '../lib/repository.mjs';
import { readWorkspace } from '../lib/workspace.mjs';
import { checkBoundaries } from './boundaries.mjs';

/**
 * A package with one source file.
 *
 * @param {string} folder
 * @param {string | undefined} layer
 * @param {object} [manifest]
 * @param {string} [text]
 * @param {string} [file]
 * @returns {import('../lib/workspace.mjs').WorkspacePackage}
 */
function member(folder, layer, manifest = {}, text = '', file = 'index.ts') {
  const forTests = file.endsWith('.test.ts');
  const sources = [{ path: `${folder}/src/${file}`, text, forTests }];
  return { name: `@dlqr/${folder.split('/')[1]}`, folder, layer, manifest, sources };
}

const others = [
  member('packages/core', 'base'),
  member('packages/metrics', 'base'),
  member('packages/backend-wasm', 'engine'),
  member('packages/cnn', 'domain'),
  member('packages/app-kit', 'kit'),
  member('packages/test-kit', 'tool'),
  member('apps/cli', 'app'),
];

/**
 * What is wrong when a package of that layer imports a module.
 *
 * @param {string} layer
 * @param {string} module
 * @param {{ test?: boolean, code?: string, declared?: object | 'as needed' }} [options]
 */
function problemsOf(layer, module, { test = false, code, declared = 'as needed' } = {}) {
  const name = module.split('/').slice(0, 2).join('/');
  const manifest = declared === 'as needed' ? { dependencies: { [name]: '' } } : declared;
  const file = test ? 'a.test.ts' : 'a.ts';
  const text = code ?? `import { a } from '${module}';\n`;
  return checkBoundaries([...others, member('packages/mine', layer, manifest, text, file)]);
}

describe('checkBoundaries', () => {
  it.each([
    ['base', '@dlqr/core'],
    ['domain', '@dlqr/core'],
    ['domain', '@dlqr/metrics'],
    ['kit', '@dlqr/backend-wasm'],
    ['app', '@dlqr/cnn'],
    ['app', '@dlqr/app-kit'],
    ['app', '@dlqr/backend-wasm'],
    ['engine', '@tensorflow/tfjs'],
    ['domain', '@dlqr/mine'],
  ])('lets %s import %s', (layer, module) => {
    expect(problemsOf(layer, module)).toEqual([]);
  });

  it.each([
    ['base', '@dlqr/metrics', 'base'],
    ['base', '@dlqr/cnn', 'domain'],
    ['base', '@dlqr/backend-wasm', 'engine'],
    ['engine', '@dlqr/core', 'core'],
    ['engine', '@dlqr/metrics', 'base'],
    ['domain', '@dlqr/cnn', 'domain'],
    ['domain', '@dlqr/backend-wasm', 'engine'],
    ['domain', '@dlqr/app-kit', 'kit'],
    ['kit', '@dlqr/cnn', 'domain'],
    ['app', '@dlqr/cli', 'app'],
    ['app', '@dlqr/test-kit', 'tool'],
    ['tool', '@dlqr/cli', 'app'],
  ])('does not let %s import %s', (layer, module, imported) => {
    expect(problemsOf(layer, module)).toEqual([
      `packages/mine/src/a.ts: ${layer} may not import ${module} (${imported})`,
    ]);
  });

  it('lets core import nothing of ours', () => {
    const core = member('packages/core', 'base', {}, "import { a } from '@dlqr/metrics';");
    expect(checkBoundaries([...others.slice(1), core])).toHaveLength(1);
  });

  it('lets callbacks import metrics, and no other package of its layer', () => {
    const problems = (/** @type {string} */ imported) => {
      const text = `import { a } from '@dlqr/${imported}';`;
      const declared = { dependencies: { [`@dlqr/${imported}`]: '' } };
      const callbacks = member('packages/callbacks', 'base', declared, text);
      return checkBoundaries([...others, member('packages/plots', 'base'), callbacks]);
    };
    expect(problems('metrics')).toEqual([]);
    expect(problems('plots')).toHaveLength(1);
  });

  it('lets an engine carry stateless parts and types of core, no more', () => {
    const declared = { devDependencies: { '@dlqr/core': '' } };
    expect(problemsOf('engine', '@dlqr/core/errors', { declared })).toEqual([]);
    const types = "import type { Fit } from '@dlqr/core';";
    expect(problemsOf('engine', '@dlqr/core', { declared, code: types })).toEqual([]);
    expect(problemsOf('engine', '@dlqr/core', { declared })).toHaveLength(1);
    expect(problemsOf('engine', '@dlqr/core/errors')).toHaveLength(1);
  });

  it('lets tests import the tools and the engines, but no app and no other domain', () => {
    for (const module of ['@dlqr/test-kit', '@dlqr/backend-wasm', '@dlqr/metrics']) {
      expect(problemsOf('domain', module, { test: true })).toEqual([]);
    }
    for (const module of ['@dlqr/cli', '@dlqr/cnn']) {
      expect(problemsOf('domain', module, { test: true })).toHaveLength(1);
    }
  });

  it('wants every import declared, and what runs not only for development', () => {
    const development = { devDependencies: { '@dlqr/metrics': '', '@dlqr/core': '' } };
    const undeclared = problemsOf('domain', '@dlqr/metrics', { declared: {} });
    expect(undeclared).toEqual([expect.stringContaining('does not name')]);
    expect(problemsOf('domain', '@dlqr/metrics', { declared: development })).toEqual([
      expect.stringContaining('only under devDependencies'),
    ]);
    expect(problemsOf('domain', '@dlqr/metrics', { declared: development, test: true })).toEqual(
      [],
    );
    expect(problemsOf('tool', '@dlqr/metrics', { declared: development })).toEqual([]);
    expect(problemsOf('base', '@dlqr/core/errors', { declared: development })).toEqual([]);
  });

  it('does not let files reach into another package', () => {
    const code = "export { a } from '../../core/src/a.ts';";
    expect(problemsOf('base', '', { code })).toEqual([expect.stringContaining('outside')]);
    expect(problemsOf('base', '', { code: "import '../src/b.ts';" })).toEqual([]);
  });

  it.each([
    "import('@dlqr/cnn')",
    "import '@dlqr/cnn';",
    "export * from '@dlqr/cnn/models';",
    "import {\n  a,\n  b,\n} from '@dlqr/cnn';",
  ])('sees %s', (code) => {
    expect(problemsOf('base', '@dlqr/cnn', { code })).toHaveLength(1);
  });

  it('takes an example in a comment for no import', () => {
    const code = "/**\n * @example\n * import { a } from '@dlqr/cnn';\n */\n// from '@dlqr/cnn'\n";
    expect(problemsOf('base', '@dlqr/cnn', { code })).toEqual([]);
  });

  it('wants to know the layer of every package', () => {
    expect(checkBoundaries([member('packages/mine', undefined)])).toEqual([
      expect.stringContaining('packages/mine/turbo.json'),
    ]);
  });

  it('reads this repository: its packages, their layers and imports', () => {
    const core = readWorkspace(ROOT).find(({ name }) => name === '@dlqr/core');
    expect(core?.layer).toBe('base');
    expect(core?.sources.map(({ path }) => path)).toContain('packages/core/src/index.ts');
  });
});
