// Takes the types out of TypeScript sources as Node imports them: Node 20 cannot do it itself.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

// The transformer that vitest itself brings along.
const ofVitest = createRequire(createRequire(import.meta.url).resolve('vitest/package.json'));
const ofVite = createRequire(ofVitest.resolve('vite'));
const { transformSync } = await import(pathToFileURL(ofVite.resolve('rolldown/utils')).href);

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
  const path = fileURLToPath(url);
  const { code, errors } = transformSync(path, readFileSync(path, 'utf8'), { lang: 'ts' });
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0].message}`);
  return { format: 'module', shortCircuit: true, source: code };
}
