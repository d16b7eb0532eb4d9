import type { UserConfig } from 'tsdown';

/**
 * How every package is built: its entry points to one ESM bundle each, with type declarations.
 * What stands under `dependencies` and `peerDependencies` stays an import; what stands under
 * `devDependencies` and is imported all the same is written into the bundle. The small packages
 * (`metrics`, `data-split`, …) use this to carry the few functions they need of `core`, so that
 * each installs alone.
 */
export function libraryBuild(
  entry: Record<string, string> = { index: 'src/index.ts' },
): UserConfig {
  return {
    entry,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    dts: { oxc: true },
    clean: true,
    sourcemap: false,
    fixedExtension: false,
    logLevel: 'warn',
    inputOptions: { resolve: { conditionNames: ['@dlqr/source', 'node', 'import', 'default'] } },
  };
}
