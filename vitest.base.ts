import { defineConfig, type ViteUserConfig } from 'vitest/config';

const conditions = ['@dlqr/source', 'node', 'import', 'module', 'default'];

/** How every package is tested: from the sources, in forked processes, with a report that `.ci/run` adds up. */
export function packageTests(name: string, overrides: ViteUserConfig['test'] = {}): ViteUserConfig {
  return defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      name,
      include: ['src/**/*.test.ts'],
      pool: 'forks',
      maxWorkers: 1,
      isolate: true,
      testTimeout: 60_000,
      reporters: ['default', 'json'],
      outputFile: { json: 'reports/vitest.json' },
      ...overrides,
    },
  });
}
