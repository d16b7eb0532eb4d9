import { describe, expect, it } from 'vitest';
import { checkManifests } from './manifests.mjs';

const good = {
  name: '@dlqr/metrics',
  description: 'Metrics',
  license: 'Apache-2.0',
  engines: { node: '>=20.19' },
  sideEffects: false,
  files: ['dist'],
  exports: {
    '.': {
      '@dlqr/source': './src/index.ts',
      types: './dist/index.d.ts',
      default: './dist/index.js',
    },
    './package.json': './package.json',
  },
  scripts: { build: 'tsdown', package: 'x', types: 'tsc -p .', test: 'vitest run' },
  devDependencies: { '@dlqr/core': 'workspace:*', '@tensorflow/tfjs': 'catalog:' },
};

/**
 * @param {object} changes
 * @param {string} layer
 */
function problemsOf(changes, layer = 'base') {
  const manifest = { ...good, ...changes };
  return checkManifests([
    { name: manifest.name, folder: 'packages/metrics', layer, manifest, sources: [] },
  ]);
}

describe('checkManifests', () => {
  it('finds nothing wrong with a complete manifest', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it.each([
    ['another name than its folder', { name: '@dlqr/metric' }, '@dlqr/metrics'],
    ['another license', { license: 'MIT' }, 'license'],
    ['no engines', { engines: undefined }, 'engines'],
    ['no description', { description: '' }, 'description'],
    ['no files', { files: undefined }, 'files'],
    ['no side effects named', { sideEffects: undefined }, 'sideEffects'],
    ['no exports', { exports: {} }, 'exports'],
    [
      'its types behind its default',
      { exports: { '.': { '@dlqr/source': '', default: '', types: '' } } },
      'in that order',
    ],
    ['an own engine', { dependencies: { '@tensorflow/tfjs': 'catalog:' } }, 'peer'],
    ['a version of its own', { devDependencies: { pngjs: '^7.0.0' } }, 'catalog:'],
    ['a published version of ours', { devDependencies: { '@dlqr/core': '^1.0.0' } }, 'workspace:'],
  ])('notices %s', (_, changes, named) => {
    expect(problemsOf(changes)).toEqual([expect.stringContaining(named)]);
  });

  it('notices a missing script', () => {
    expect(problemsOf({ scripts: { build: '', types: '', test: '' } })).toEqual([
      'packages/metrics/package.json: "scripts" lacks package',
    ]);
  });

  it('asks less of what is private, and wants apps to be', () => {
    const { files, exports, scripts, ...rest } = good;
    expect(problemsOf({ ...rest, private: true, files: [], exports: {}, scripts: {} })).toEqual([]);
    expect(problemsOf({}, 'app')).toEqual([expect.stringContaining('private')]);
  });
});
