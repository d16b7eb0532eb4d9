import { describe, expect, it } from 'vitest';
import { checkManifests } from '../checks/manifests.mjs';
import { newPackageFiles } from './newPackage.mjs';
import { ROOT, readJson } from './repository.mjs';

const files = newPackageFiles({ name: 'cnn', layer: 'domain', description: 'Chapter 7' });
const manifest = JSON.parse(files['package.json'] ?? '');

describe('newPackageFiles', () => {
  it('gives a manifest in which the checks find nothing wrong', () => {
    const made = { name: '@dlqr/cnn', folder: 'packages/cnn', layer: 'domain', sources: [] };
    expect(checkManifests([{ ...made, manifest }])).toEqual([]);
    expect(JSON.parse(files['turbo.json'] ?? '').tags).toEqual(['domain']);
  });

  it('gives the same scripts, exports and configuration as the packages that exist', () => {
    const existing = readJson(`${ROOT}/packages/callbacks/package.json`);
    expect(manifest.scripts).toEqual(existing.scripts);
    expect(manifest.exports).toEqual(existing.exports);
  });
});
