// Finds the material that stands beside a checkout: golden values of the peers and real data.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../../../shared');

/** The path of a shared file or folder; null where it is absent. */
export function sharedPath(...parts: string[]): string | null {
  const path = join(ROOT, ...parts);
  return existsSync(path) ? path : null;
}

/** The values of `shared/golden/<name>.json`, computed by the peers. Use inside `describeShared`. */
export function readGolden<T>(name: string): T {
  return JSON.parse(readFileSync(join(ROOT, 'golden', `${name}.json`), 'utf8')) as T;
}

/** A `describe` that is skipped, with the reason in its name, where `shared/<path>` is absent. */
export function describeShared(path: string, name: string, body: () => void): void {
  if (sharedPath(path)) describe(name, body);
  else {
    // The body may read the material while it is collected: it must not even run.
    describe.skip(`${name} (skipped: ../shared/${path} is not beside this checkout)`, () => {
      it('has nothing to compare with', () => {});
    });
  }
}
