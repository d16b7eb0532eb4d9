// Makes one script of the official TensorFlow.js test suite, this engine, and a runner for both.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const PACKAGE = fileURLToPath(new URL('../../..', import.meta.url));
const INDEX = join(PACKAGE, 'src', 'index.ts');

/** What the script writes. */
export interface SuiteReport {
  readonly specs: readonly {
    /** The name in full, without that of the environment. */
    readonly name: string;
    readonly status: 'passed' | 'failed' | 'pending';
    readonly messages: readonly string[];
  }[];
  /** How often each kernel ran on the cpu backend. */
  readonly fallbacks: Readonly<Record<string, number>>;
  readonly sessions: { readonly made: number; readonly runs: number };
}

/**
 * The suite says `describe` and `it` without importing them, and expects of what it draws without a
 * seed what is only likely: some of its specs fail once in hundreds of runs, unless the seed is fixed.
 */
const JASMINE = `
Math.random = require('seedrandom').alea('conformance');
const required = require('jasmine-core/lib/jasmine-core/jasmine.js');
const jasmine = required.core(required);
const env = jasmine.getEnv({ suppressLoadErrors: true });
jasmine.DEFAULT_TIMEOUT_INTERVAL = 60_000;
Object.assign(globalThis, required.interface(jasmine, env), { jasmine });
export const run = async (results, filter) => {
  env.configure({ random: false, specFilter: (spec) => spec.getFullName().includes(filter) });
  env.addReporter({ specDone: (result) => results.push(result) });
  await env.execute();
};
`;

/** `isDataSync`: `dataSync` works, so the specs that use it run too. */
const ENVIRONMENT = `
import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util';
const [, , backendName] = process.argv;
setTestEnvs([{ name: 'dlqr', backendName, flags: {}, isDataSync: true }]);
`;

/** Imports are evaluated in order: globals, operations, backend, environment, specs. */
const MAIN = `
import { run } from 'suite:jasmine';
import '@tensorflow/tfjs-core/dist/index';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { fallbackCounts, sessionCounts } from ${JSON.stringify(INDEX)};
import 'suite:environment';
import '@tensorflow/tfjs-core/dist/tests';
const [, , , reportFile, filter] = process.argv;
const results = [];
run(results, filter ?? '').then(() => {
  const specs = results.map(({ fullName, status, failedExpectations }) => ({
    name: fullName.replaceAll(' dlqr {}', ''),
    status,
    messages: failedExpectations.map(({ message, stack }) => message + '\\n' + stack),
  }));
  const report = { specs, fallbacks: fallbackCounts(), sessions: sessionCounts() };
  require('node:fs').writeFileSync(reportFile, JSON.stringify(report));
  process.exit(0);
});
`;

/**
 * Writes the script, to be run as `node SCRIPT BACKEND REPORT [FILTER]`: the backend is `onnx`, or
 * `cpu` to see what the suite itself can reach; the filter is a part of the names of specs.
 *
 * All of it is one bundle, so that the suite and the engine share one TensorFlow.js; only the
 * native binding stays outside and is required from where this package is installed.
 */
export async function bundleSuite(outfile: string): Promise<void> {
  const require = createRequire(INDEX);
  const tfjs = dirname(require.resolve('@tensorflow/tfjs/package.json'));
  const requireOfTfjs = createRequire(join(tfjs, 'package.json'));
  const folderOf = (name: string): string => dirname(requireOfTfjs.resolve(`${name}/package.json`));
  const modules: Record<string, string> = {
    'suite:main': MAIN,
    'suite:jasmine': JASMINE,
    'suite:environment': ENVIRONMENT,
  };
  await build({
    entryPoints: ['suite:main'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    conditions: ['@dlqr/source'],
    ignoreAnnotations: true,
    logLevel: 'error',
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(INDEX).href) },
    alias: {
      '@tensorflow/tfjs-core': folderOf('@tensorflow/tfjs-core'),
      'jasmine-core': dirname(require.resolve('jasmine-core/package.json')),
    },
    plugins: [
      {
        name: 'suite',
        setup(bundler) {
          bundler.onResolve({ filter: /^suite:/ }, ({ path }) => ({ path, namespace: 'suite' }));
          bundler.onLoad({ filter: /.*/, namespace: 'suite' }, ({ path }) => ({
            contents: modules[path] as string,
            resolveDir: PACKAGE,
          }));
        },
      },
    ],
  });
}
