// `npm run new -- NAME LAYER "DESCRIPTION"`: makes a package that builds, and has yet to say something.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newPackageFiles } from './lib/newPackage.mjs';
import { ROOT } from './lib/repository.mjs';

const [name = '', layer = '', description = ''] = process.argv.slice(2);
const folder = join(ROOT, 'packages', name);
const usable = /^[a-z][a-z0-9-]*$/.test(name) && ['base', 'engine', 'domain'].includes(layer);

if (!usable || description === '') {
  console.error('Usage: npm run new -- NAME base|engine|domain "DESCRIPTION", NAME in kebab-case');
  process.exitCode = 2;
} else if (existsSync(folder)) {
  console.error(`packages/${name} exists already.`);
  process.exitCode = 1;
} else {
  for (const [path, text] of Object.entries(newPackageFiles({ name, layer, description }))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  console.log(
    `Made packages/${name}. Now: npx pnpm install; then write its code, tests and README.`,
  );
}
