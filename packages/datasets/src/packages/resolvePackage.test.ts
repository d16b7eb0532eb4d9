import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testFolder } from '../testing/testFile.ts';
import { importPackage, packageFolder } from './resolvePackage.ts';

const MISSING = { name: 'dlqr-no-such-package', version: '1.2.3' };

describe('packageFolder', () => {
  it('finds a package of this one, even if its exports hide everything but the main file', () => {
    const folder = packageFolder({ name: 'vega-datasets', version: '3.2.1' }, 'a test');
    expect(folder).toMatch(/vega-datasets$/);
  });

  it.each(['', 'src/deep', 'main.js'])(
    'looks at the project of the caller first (%j)',
    async (place) => {
      const project = await testFolder({
        'node_modules/vega-datasets/package.json': '{"name": "vega-datasets", "exports": {}}',
        'src/deep/x': '',
      });
      const wanted = { name: 'vega-datasets', version: '3.2.1' };
      expect(packageFolder(wanted, 'a test', join(project, place))).toBe(
        join(project, 'node_modules/vega-datasets'),
      );
    },
  );

  it('gives the install line where the package is missing', () => {
    expect(() => packageFolder(MISSING, 'the data set x')).toThrow(
      expect.objectContaining({
        code: 'DLQR_UNAVAILABLE',
        message: 'the data set x needs the package dlqr-no-such-package, which is not installed',
        hint: 'Install it: npm install dlqr-no-such-package@1.2.3',
      }),
    );
  });
});

describe('importPackage', () => {
  it('loads the module', async () => {
    const project = await testFolder({
      'node_modules/thing/package.json': '{"name": "thing", "main": "main.cjs"}',
      'node_modules/thing/main.cjs': 'module.exports = { here: __dirname };',
    });
    const thing = await importPackage({ name: 'thing', version: '1.0.0' }, 'a test', project);
    expect(thing).toEqual({ here: realpathSync(join(project, 'node_modules/thing')) });
  });

  it('says that a package is there but does not load', async () => {
    const project = await testFolder({
      'node_modules/thing/package.json': '{"name": "thing", "main": "main.cjs"}',
      'node_modules/thing/main.cjs': 'throw new Error("no binary for this system");',
    });
    await expect(
      importPackage({ name: 'thing', version: '1.0.0' }, 'reading images', project),
    ).rejects.toMatchObject({
      code: 'DLQR_UNAVAILABLE',
      message: expect.stringContaining('which does not load: no binary for this system'),
      hint: 'Install it again: npm install thing@1.0.0',
    });
  });

  it('says that a package is missing', async () => {
    await expect(importPackage(MISSING, 'a test')).rejects.toMatchObject({
      code: 'DLQR_UNAVAILABLE',
    });
  });
});
