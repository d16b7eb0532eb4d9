import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { findGraphicsCards, type GraphicsSources } from './findGraphicsCards.ts';

/** Devices as the Linux kernel lists them: class and vendor. */
async function devices(list: readonly (readonly [kind: string, vendor: string])[]) {
  const folder = await temporaryDirectory();
  for (const [index, [kind, vendor]] of list.entries()) {
    const device = join(folder, `0000:00:0${index}.0`);
    await mkdir(device);
    await writeFile(join(device, 'class'), `${kind}\n`);
    await writeFile(join(device, 'vendor'), `${vendor}\n`);
  }
  return folder;
}

function find(changes: Partial<GraphicsSources> = {}) {
  return findGraphicsCards({
    platform: 'linux',
    architecture: 'x64',
    processor: 'x',
    devicesFolder: '/no/such/folder',
    run: () => Promise.reject(new Error('ENOENT')),
    ...changes,
  });
}

const DISPLAY = '0x030000';
const ACCELERATOR = '0x030200';
const NETWORK = '0x020000';

describe('findGraphicsCards', () => {
  it('finds none where nothing tells of one', async () => {
    expect(await find()).toEqual([]);
  });

  it('reads what nvidia-smi prints', async () => {
    const run = async () => 'Tesla T4, 550.54.15, 15360\nNVIDIA GH200 480GB, 560.1, [N/A]\n';
    expect(await find({ platform: 'win32', run })).toEqual([
      { vendor: 'nvidia', name: 'Tesla T4', driver: '550.54.15', memoryBytes: 15360 * 2 ** 20 },
      { vendor: 'nvidia', name: 'NVIDIA GH200 480GB', driver: '560.1', memoryBytes: null },
    ]);
  });

  it('lists cards by vendor on Linux, and nothing else', async () => {
    const devicesFolder = await devices([
      [DISPLAY, '0x1002'],
      [NETWORK, '0x8086'],
      [ACCELERATOR, '0x10de'],
      [DISPLAY, '0x1234'], // an emulated one
    ]);
    const cards = await find({ devicesFolder });
    expect(cards.map(({ vendor, driver }) => [vendor, driver])).toEqual([
      ['amd', null],
      ['nvidia', null],
    ]);
  });

  it('names a card of NVIDIA once, as its driver does', async () => {
    const devicesFolder = await devices([
      [ACCELERATOR, '0x10de'],
      [DISPLAY, '0x8086'],
    ]);
    const cards = await find({ devicesFolder, run: async () => 'Tesla T4, 550.54.15, 15360\n' });
    expect(cards.map(({ name }) => name)).toEqual(['Tesla T4', 'Intel graphics']);
  });

  it('knows that Apple silicon has one', async () => {
    const apple = { platform: 'darwin', architecture: 'arm64', processor: 'Apple M2' };
    expect(await find(apple)).toEqual([
      { vendor: 'apple', name: 'Apple M2', driver: null, memoryBytes: null },
    ]);
  });

  it('may be asked of this machine', async () => {
    expect(Array.isArray(await findGraphicsCards())).toBe(true);
  });
});
