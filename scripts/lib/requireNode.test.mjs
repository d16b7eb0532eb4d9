import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './repository.mjs';

/**
 * Runs a script as another version of Node would, as far as the script can see.
 *
 * @param {string} version
 */
function runOn(version) {
  const disguise = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
  const script = join(ROOT, 'scripts/lib/requireNode.mjs');
  return spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(disguise)}`, script],
    { encoding: 'utf8' },
  );
}

describe('requireNode', () => {
  it.each(['16.20.2', '18.20.8', '20.18.3'])('ends in order on Node %s', (version) => {
    const { status, stderr } = runOn(version);
    expect(status).toBe(1);
    expect(stderr).toBe(
      `Node ${version} is too old: dlqr needs 20.19 or newer (https://nodejs.org).\n`,
    );
  });

  it.each(['20.19.0', '22.0.0', '100.1.0'])('has nothing to say on Node %s', (version) => {
    const { status, stdout, stderr } = runOn(version);
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  });
});
