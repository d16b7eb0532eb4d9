// The addresses under which files of npm packages are published.

/** A file of a package on the public mirrors of the npm registry. */
export function npmFileUrls(name: string, version: string, file: string): string[] {
  return [
    `https://cdn.jsdelivr.net/npm/${name}@${version}/${file}`,
    `https://unpkg.com/${name}@${version}/${file}`,
  ];
}
