// Worker threads that a test starts may run TypeScript sources.
import { afterAll, beforeAll } from 'vitest';

/**
 * Lets the worker threads of this test file import TypeScript.
 *
 * vitest compiles what a test imports, but a worker thread is Node alone, and Node 20 knows no types.
 */
export function typescriptInWorkers(): void {
  const before = process.env.NODE_OPTIONS;
  beforeAll(() => {
    const loader = new URL('./typescriptLoader.mjs', import.meta.url).href;
    process.env.NODE_OPTIONS = `${before ?? ''} --import=${loader}`;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = before;
  });
}
