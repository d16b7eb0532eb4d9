import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { temporaryDirectory } from '@dlqr/test-kit';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import type { Embedding } from './embedding.ts';
import { writeEmbeddings } from './writeEmbeddings.ts';

async function written(...embeddings: readonly Embedding[]) {
  const folder = await temporaryDirectory();
  const config = await writeEmbeddings(folder, embeddings);
  return {
    config: await readFile(config, 'utf8'),
    text: (path: string) => readFile(join(folder, path), 'utf8'),
    bytes: (path: string) => readFile(join(folder, path)),
  };
}

const POINTS: Embedding = { name: 'words', values: [1, 0, 0.1, -2e-7], shape: [2, 2] };

describe('writeEmbeddings', () => {
  it('writes points, labels and where they are', async () => {
    const { config, text } = await written({ ...POINTS, metadata: ['yes', 'a\tb\nc'] });
    // The text form of ProjectorConfig, as text_format.Parse of protobuf takes it.
    expect(config).toBe(
      [
        'embeddings {',
        '  tensor_name: "words"',
        '  tensor_path: "embeddings/words/tensor.tsv"',
        '  tensor_shape: 2',
        '  tensor_shape: 2',
        '  metadata_path: "embeddings/words/metadata.tsv"',
        '}',
        '',
      ].join('\n'),
    );
    expect(await text('embeddings/words/tensor.tsv')).toBe('1\t0\n0.1\t-2e-7\n');
    expect(await text('embeddings/words/metadata.tsv')).toBe('yes\na b c\n');
  });

  it('holds 32-bit floats exactly', async () => {
    // Above a power of ten and below one of two, 32-bit floats lie closest in decimal digits.
    const values = Float32Array.from({ length: 400 }, (_, index) =>
      index < 200 ? Math.sin(index) / (1 + index) : 1000 + index * 2 ** -14,
    );
    const { text } = await written({ name: 'x', values, shape: [100, 4] });
    const lines = (await text('embeddings/x/tensor.tsv')).trimEnd().split('\n');
    const read = lines.flatMap((line) => line.split('\t').map(Number));
    expect(lines).toHaveLength(100);
    expect(Float32Array.from(read)).toEqual(values);
  });

  it('gives columns a head, an empty label a text, and a name of any letters a folder', async () => {
    const { config, text } = await written(
      {
        ...POINTS,
        name: 'a "b"/../ü',
        metadata: {
          columns: ['name', 'number'],
          rows: [
            ['x', 1],
            ['', 2],
          ],
        },
      },
      { ...POINTS, name: 'one', metadata: { columns: ['name'], rows: [['x'], ['y']] } },
    );
    expect(config).toContain('tensor_name: "a \\"b\\"/../ü"');
    const folder = 'embeddings/a__b__.._';
    expect(config).toContain(`metadata_path: "${folder}_/metadata.tsv"`);
    expect(await text(`${folder}_/metadata.tsv`)).toBe('name\tnumber\nx\t1\n(empty)\t2\n');
    expect(await text('embeddings/one/metadata.tsv')).toBe('x\ny\n');
  });

  it('lays pictures out in a square, row by row', async () => {
    // Five pictures of 2 x 1 pixels: 3 columns and rows.
    const values = Uint8Array.from({ length: 10 }, (_, index) => index + 1);
    const { config, bytes } = await written({
      name: 'p',
      values: [1, 2, 3, 4, 5],
      shape: [5, 1],
      images: { values, shape: [5, 1, 2, 1] },
      metadataPath: 'labels.tsv',
    });
    expect(config).toContain('  metadata_path: "labels.tsv"\n  sprite {\n');
    expect(config).toContain(
      '    image_path: "embeddings/p/sprite.png"\n    single_image_dim: 2\n    single_image_dim: 1\n',
    );
    const { width, height, data } = PNG.sync.read(await bytes('embeddings/p/sprite.png'));
    expect([width, height]).toEqual([6, 3]);
    const grey = Array.from({ length: 18 }, (_, index) => data[4 * index]);
    expect(grey).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it.each<[string, readonly Embedding[], typeof ShapeError, string]>([
    ['points', [{ ...POINTS, values: [1] }], ShapeError, 'has 1 values; its shape [2, 2] has 4'],
    ['a shape', [{ ...POINTS, shape: [4, 0] }], ShapeError, 'expected [points, dimensions]'],
    ['labels', [{ ...POINTS, metadata: ['a'] }], ShapeError, 'has 2 points and 1 labels'],
    [
      'columns',
      [{ ...POINTS, metadata: { columns: ['a', 'b'], rows: [['x', 1], ['y']] } }],
      ShapeError,
      'row 1 of the metadata of "words" has 1 columns',
    ],
    [
      'pictures',
      [{ ...POINTS, images: { values: new Uint8Array(1), shape: [1, 1, 1, 1] } }],
      ShapeError,
      '1 pictures and 2 points',
    ],
    [
      'large pictures',
      [{ ...POINTS, images: { values: new Uint8Array(10_000), shape: [2, 1, 5000, 1] } }],
      ShapeError,
      'the projector takes 8192 x 8192 at most',
    ],
    ['numbers', [{ ...POINTS, values: [1, 2, 3, Number.NaN] }], DataError, 'value 3 of the'],
    ['no name', [{ ...POINTS, name: '' }], ValueError, 'the name of an embedding is empty'],
    ['names', [POINTS, POINTS], ValueError, 'two embeddings are named "words"'],
    [
      'two kinds of labels',
      [{ ...POINTS, metadata: ['a', 'b'], metadataPath: 'x' }],
      ValueError,
      'both metadata and metadataPath',
    ],
  ])('refuses %s that do not fit', async (_, embeddings, error, message) => {
    await expect(written(...embeddings)).rejects.toThrow(error);
    await expect(written(...embeddings)).rejects.toThrow(message);
  });
});
