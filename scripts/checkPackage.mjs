// The script `package` of everything that is published: packs it, and checks the tarball as others
// will see it. Runs in the package's folder.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJson } from './lib/repository.mjs';
import { runStep, StepError } from './lib/runStep.mjs';
import { undeclaredImports } from './lib/undeclaredImports.mjs';

const folder = process.cwd();
const temporary = mkdtempSync(join(tmpdir(), 'dlqr-package-'));
const step = { cwd: folder, shell: true };

try {
  const undeclared = undeclaredImports(folder, readJson(join(folder, 'package.json')));
  if (undeclared.length > 0) {
    throw new StepError(`${undeclared.join('\n')}\nbut package.json does not name it.`);
  }
  await runStep(`pnpm pack --pack-destination "${temporary}"`, [], step);
  const tarball = join(temporary, String(readdirSync(temporary)[0]));
  await runStep(`publint "${tarball}" --strict`, [], step);
  await runStep(`attw "${tarball}" --profile esm-only --no-definitely-typed`, [], step);
} catch (error) {
  if (!(error instanceof StepError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
