// Finds packages that the caller installs beside this one: data in npm packages, and sharp.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UnavailableError } from '@dlqr/core/errors';

/** An npm package that is installed only by those who need it. */
export interface OptionalPackage {
  readonly name: string;
  /** The version that this package was tested with. */
  readonly version: string;
}

/**
 * The folder of an installed package, searched from the caller's project, the program that runs,
 * and this package, in that order: pnpm shows each package only its own dependencies.
 *
 * The search ignores `exports`, which hides the data files of many packages.
 *
 * @param purpose what needs the package, for the error: "the data set cars"
 * @param resolveFrom a file or folder of the caller's project. Default: the current folder
 * @throws {UnavailableError} when it is not installed; the hint is the install line
 */
export function packageFolder(
  { name, version }: OptionalPackage,
  purpose: string,
  resolveFrom: string = process.cwd(),
): string {
  const places = [join(resolveFrom, 'package.json'), process.argv[1], import.meta.filename];
  for (const place of places) {
    const folder = place === undefined ? null : folderFrom(place, name);
    if (folder) return folder;
  }
  throw new UnavailableError(`${purpose} needs the package ${name}, which is not installed`, {
    hint: `Install it: npm install ${name}@${version}`,
  });
}

/** The default export of an installed package; that of a CommonJS package is what it exports. */
export async function importPackage(
  wanted: OptionalPackage,
  purpose: string,
  resolveFrom?: string,
): Promise<unknown> {
  const folder = packageFolder(wanted, purpose, resolveFrom);
  try {
    const main = createRequire(join(folder, 'package.json')).resolve(wanted.name);
    return (await import(pathToFileURL(main).href)).default;
  } catch (cause) {
    throw new UnavailableError(
      `${purpose} needs the package ${wanted.name}, which does not load: ${(cause as Error).message}`,
      { cause, hint: `Install it again: npm install ${wanted.name}@${wanted.version}` },
    );
  }
}

/** Looks where Node's own resolution looks; then, for other package layouts, asks it for the main file. */
function folderFrom(place: string, name: string): string | null {
  const require = createRequire(place);
  const folders = (require.resolve.paths(name) ?? []).map((path) => join(path, name));
  const direct = folders.find((folder) => existsSync(join(folder, 'package.json')));
  if (direct) return direct;
  try {
    return folderAbove(dirname(require.resolve(name)), name);
  } catch {
    return null;
  }
}

function folderAbove(start: string, name: string): string | null {
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (existsSync(path) && JSON.parse(readFileSync(path, 'utf8')).name === name) return folder;
  }
  return null;
}
