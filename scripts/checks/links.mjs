// Every link in a document leads somewhere, and every package explains itself.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @typedef {import('../lib/workspace.mjs').WorkspacePackage} WorkspacePackage */

/** A link or image: `[text](target)`, up to a title or an anchor. */
const LINK = /\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)/g;
const ROOT_DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', '.changeset/README.md'];

/**
 * @param {string} root
 * @param {readonly WorkspacePackage[]} workspace
 * @returns {string[]} a line for each problem
 */
export function checkLinks(root, workspace) {
  const readmes = workspace.map(({ folder }) => `${folder}/README.md`);
  const published = workspace.filter(({ manifest }) => !manifest.private);
  return [
    ...published
      .map(({ folder }) => `${folder}/README.md`)
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${path}: a package that is published needs one`),
    ...[...ROOT_DOCUMENTS, ...readmes].flatMap((path) => brokenLinks(root, path)),
  ];
}

/**
 * @param {string} root
 * @param {string} document
 * @returns {string[]}
 */
function brokenLinks(root, document) {
  if (!existsSync(join(root, document))) return [];
  const text = readFileSync(join(root, document), 'utf8').replace(/```.*?```/gs, '');
  return [...text.matchAll(LINK)]
    .map(([, target]) => decodeURIComponent(/** @type {string} */ (target)))
    .filter((target) => !existsSync(join(root, dirname(document), target)))
    .map((target) => `${document}: the link to ${target} leads nowhere`);
}
