// `npm run check`: what no other tool checks: who imports whom, manifests, file sizes, links.
import { checkBoundaries } from './checks/boundaries.mjs';
import { checkLinks } from './checks/links.mjs';
import { checkManifests } from './checks/manifests.mjs';
import { checkSizes, describeSizes } from './checks/sizes.mjs';
import { ROOT } from './lib/repository.mjs';
import { readWorkspace } from './lib/workspace.mjs';

const workspace = readWorkspace(ROOT);
const problems = [
  ...checkBoundaries(workspace),
  ...checkManifests(workspace),
  ...checkSizes(workspace),
  ...checkLinks(ROOT, workspace),
];
for (const line of describeSizes(workspace)) console.log(line);
for (const problem of problems) console.error(problem);
console.log(`\n${workspace.length} packages, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
