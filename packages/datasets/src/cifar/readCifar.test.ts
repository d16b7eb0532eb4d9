import { describe, expect, it } from 'vitest';
import { testFolder } from '../testing/testFile.ts';
import { readCifar10, readCifar100 } from './readCifar.ts';

const NAMES_10 = 'airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n';
const NAMES_100 = Array.from({ length: 100 }, (_, index) => `class${index}\n`).join('');

/** One record: labels, then 1024 bytes each of red, green and blue; a pixel's red is its index, modulo 256. */
function record(labels: readonly number[], green: number, blue: number): Buffer {
  const red = Buffer.from(Array.from({ length: 1024 }, (_, index) => index % 256));
  return Buffer.concat([
    Buffer.from(labels),
    red,
    Buffer.alloc(1024, green),
    Buffer.alloc(1024, blue),
  ]);
}

describe('readCifar10', () => {
  it('joins the batches in order and puts channels last', async () => {
    const folder = await testFolder({
      'batches.meta.txt': NAMES_10,
      'data_batch_2.bin': record([9], 3, 4),
      'data_batch_1.bin': Buffer.concat([record([5], 1, 2), record([0], 5, 6)]),
      'test_batch.bin': record([7], 8, 9),
      'readme.html': 'not a batch',
    });
    const { kind, shape, classNames, train, test } = await readCifar10(folder);
    expect({ kind, shape }).toEqual({ kind: 'images', shape: [32, 32, 3] });
    expect(classNames).toHaveLength(10);
    expect(classNames[9]).toBe('truck');
    expect(train.labels).toEqual(Int32Array.of(5, 0, 9));
    expect(train.numImages).toBe(3);
    expect(train.images).toHaveLength(3 * 3072);
    // Pixel [row 1, column 2] of the second image: red 34, then its green and blue.
    expect(train.images.subarray(3072 + 3 * 34, 3072 + 3 * 35)).toEqual(Uint8Array.of(34, 5, 6));
    expect(test.labels).toEqual(Int32Array.of(7));
    expect(test.images.subarray(-3)).toEqual(Uint8Array.of(255, 8, 9));
  });

  const intact = {
    'batches.meta.txt': NAMES_10,
    'data_batch_1.bin': record([0], 0, 0),
    'test_batch.bin': record([0], 0, 0),
  };

  it.each<[string, Record<string, string | Buffer | undefined>, string, string]>([
    [
      'a batch that is cut',
      { 'data_batch_1.bin': record([0], 0, 0).subarray(1) },
      'DLQR_DATA',
      'data_batch_1.bin has 3072 bytes; expected a multiple of 3073',
    ],
    ['an empty batch', { 'test_batch.bin': '' }, 'DLQR_DATA', 'test_batch.bin has 0 bytes'],
    [
      'a label out of range',
      { 'test_batch.bin': Buffer.concat([record([1], 0, 0), record([10], 0, 0)]) },
      'DLQR_DATA',
      'test_batch.bin, image 2: label 10; expected 0 to 9',
    ],
    [
      'too few class names',
      { 'batches.meta.txt': 'cat\n' },
      'DLQR_DATA',
      'has 1 class names; expected 10',
    ],
    ['no training batch', { 'data_batch_1.bin': undefined }, 'DLQR_FILE', 'has no training images'],
    ['no test batch', { 'test_batch.bin': undefined }, 'DLQR_FILE', 'there is no CIFAR file'],
    [
      'no class names',
      { 'batches.meta.txt': undefined },
      'DLQR_FILE',
      'there is no file of class names',
    ],
  ])('refuses %s', async (_name, changes, code, message) => {
    const files = Object.entries({ ...intact, ...changes }).filter(
      ([, content]) => content !== undefined,
    );
    const folder = await testFolder(Object.fromEntries(files) as Record<string, string | Buffer>);
    await expect(readCifar10(folder)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  it('refuses a folder that does not exist', async () => {
    await expect(readCifar10(`${await testFolder({})}/no`)).rejects.toMatchObject({
      code: 'DLQR_FILE',
    });
  });
});

describe('readCifar100', () => {
  it('takes the fine label, which is the second byte', async () => {
    const folder = await testFolder({
      'fine_label_names.txt': NAMES_100,
      'train.bin': Buffer.concat([record([19, 99], 1, 2), record([3, 4], 5, 6)]),
      'test.bin': record([0, 50], 7, 8),
    });
    const { classNames, train, test } = await readCifar100(folder);
    expect(classNames[99]).toBe('class99');
    expect(train.labels).toEqual(Int32Array.of(99, 4));
    expect(train.images.subarray(3072, 3075)).toEqual(Uint8Array.of(0, 5, 6));
    expect(test.labels).toEqual(Int32Array.of(50));
  });
});
