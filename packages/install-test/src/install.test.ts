import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { version as tfjs } from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  compileConsumer,
  installedOfScope,
  makeProjectsFolder,
  npmInstall,
  packPackage,
  RegistryUnreachable,
  runConsumer,
} from './foreignProject.ts';

let outer: string;
let unreachable: string | null = null;

/** `callbacks` with `metrics`, which it needs, and TensorFlow.js are installed outside, the others each in a folder inside of it. */
beforeAll(async () => {
  outer = await makeProjectsFolder();
  try {
    const metrics = await packPackage('metrics', outer);
    const callbacks = await packPackage('callbacks', outer);
    await npmInstall(outer, [callbacks, metrics, `@tensorflow/tfjs@${tfjs.tfjs}`]);
    await npmInstall(join(outer, 'metrics'), [metrics]);
    for (const name of ['core', 'data-split', 'backend-onnx']) {
      await npmInstall(join(outer, name), [await packPackage(name, outer)]);
    }
  } catch (error) {
    if (!(error instanceof RegistryUnreachable)) throw error;
    unreachable = 'the npm registry cannot be reached';
  }
});

afterAll(() => rm(outer, { recursive: true, force: true }));

describe.each([
  {
    name: 'callbacks',
    needs: ['metrics'],
    project: () => outer,
    // The losses 9 / 4ⁿ; the weight 3 - 3 / 2ⁿ after the best epoch, the third.
    result: {
      losses: [9, 2.25, 0.5625, 0.140625],
      best: 0.5625,
      bestEpoch: 2,
      stoppedEpoch: 3,
      weight: 2.625,
      rocAuc: [1, 1, 1, 1],
    },
  },
  {
    name: 'metrics',
    needs: [],
    project: () => join(outer, 'metrics'),
    // After three epochs the slope is off by 3 / 2³; R² is 1 - (0.375 / 3)².
    result: { meanAbsoluteError: 0.375, r2: 1 - 0.125 ** 2, rocAuc: 1 },
  },
  {
    name: 'core',
    needs: [],
    project: () => join(outer, 'core'),
    result: { folds: 3, learned: true, sameOnThreads: true },
  },
  {
    name: 'data-split',
    needs: [],
    project: () => join(outer, 'data-split'),
    result: {
      rows: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
      ones: [4, 2],
      repeatable: true,
      trainedRows: 8,
      epochs: 2,
    },
  },
  {
    name: 'backend-onnx',
    needs: [],
    project: () => join(outer, 'backend-onnx'),
    result: {
      backend: 'onnx',
      fitted: [9, 2.25],
      stepped: [0.5625, 0.140625],
      ranOnEngine: true,
      fallbacks: {},
      isOnnx: true,
    },
  },
])(
  '$name, installed from its tarball beside plain TensorFlow.js',
  ({ name, needs, project, result }) => {
    it('brings no packages of ours but those that it needs', async ({ skip }) => {
      if (unreachable) skip(unreachable);
      expect(await installedOfScope(project(), '@dlqr')).toEqual(
        [name, ...needs].map((folder) => `@dlqr/${folder}`),
      );
      const installed = join(project(), 'node_modules/@dlqr', name);
      for (const file of ['LICENSE', 'package.json', 'dist/index.js']) {
        expect(existsSync(join(installed, file)), file).toBe(true);
      }
      expect(existsSync(join(installed, 'src'))).toBe(false);
    });

    it('compiles against its types and works in model.fit', async ({ skip }) => {
      if (unreachable) skip(unreachable);
      expect(await compileConsumer(project(), name)).toEqual([]);
      expect(await runConsumer(project())).toEqual(result);
    });
  },
);
