import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { expect, it } from 'vitest';
import { undeclaredImports } from './undeclaredImports.mjs';

it('undeclaredImports names what a build needs and its manifest does not bring', async () => {
  const folder = await temporaryDirectory();
  await mkdir(join(folder, 'dist/deep'), { recursive: true });
  await writeFile(
    join(folder, 'dist/index.js'),
    'import{a}from"vega/build/a.js";import * as tf from "@tensorflow/tfjs";\nimport fs from "node:fs";\nimport "./b.js";\nconst c = await import("@dlqr/core/errors");\nconst d = import("path");',
  );
  await writeFile(
    join(folder, 'dist/deep/index.d.ts'),
    "/**\n * import { x } from 'in-a-comment';\n */\nimport { Spec } from 'vega-lite';\nexport * from '@dlqr/plots';\n",
  );
  const manifest = {
    name: '@dlqr/plots',
    dependencies: { vega: '6' },
    peerDependencies: { '@tensorflow/tfjs': '4' },
    devDependencies: { 'vega-lite': '6' },
  };
  expect(undeclaredImports(folder, manifest).sort()).toEqual([
    `dist/${join('deep', 'index.d.ts')} imports vega-lite`,
    'dist/index.js imports @dlqr/core',
  ]);
});
