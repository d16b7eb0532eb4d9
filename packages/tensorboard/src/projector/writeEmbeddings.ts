// Writes embeddings for TensorBoard's projector.
import { join } from 'node:path';
import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { writeFileAtomic } from '@dlqr/core/files';
import { encodePng } from '@dlqr/core/png';
import type { Embedding, EmbeddingMetadata } from './embedding.ts';
import { type ProjectorEntry, projectorConfig } from './projectorConfig.ts';
import { type Sprite, spriteOf } from './sprite.ts';

const CONFIG_FILE = 'projector_config.pbtxt';

/**
 * Writes points, their labels and pictures into the folder of a log, and the configuration that leads
 * TensorBoard's projector to them. What an earlier call configured in this folder is replaced.
 *
 * The files are `embeddings/<name>/tensor.tsv`, `metadata.tsv` and `sprite.png`. TensorBoard reads the
 * configuration when it starts, and when a run appears.
 *
 * @param logDir the folder that `tensorboard --logdir` is given, or the folder of a run in it
 * @returns the path of the configuration
 * @throws {ShapeError} when values, labels or pictures are not as many as the shape says
 * @throws {DataError} when a value is not finite
 * @throws {ValueError} when two embeddings have the same name, or one has none
 * @throws {FileError} when a file cannot be written
 * @example
 * await writeEmbeddings('logs', [
 *   { name: 'words', values: [1, 0, 0, 1], shape: [2, 2], metadata: ['yes', 'no'] },
 * ]); // logs/projector_config.pbtxt
 * @see https://www.tensorflow.org/tensorboard/tensorboard_projector_plugin
 */
export async function writeEmbeddings(
  logDir: string,
  embeddings: readonly Embedding[],
): Promise<string> {
  checkNames(embeddings.map(({ name }) => name));
  const files: [string, string | Uint8Array][] = [];
  const entries = embeddings.map((embedding): ProjectorEntry => {
    const folder = `embeddings/${fileNameOf(embedding.name)}`;
    const add = (name: string, content: string | Uint8Array): string => {
      files.push([`${folder}/${name}`, content]);
      return `${folder}/${name}`;
    };
    checkEmbedding(embedding);
    const { name, shape, metadata, metadataPath, images } = embedding;
    const sprite: Sprite | undefined = images && spriteOf(images, shape[0]);
    return {
      tensorName: name,
      tensorShape: shape,
      tensorPath: add('tensor.tsv', tensorTsv(embedding)),
      metadataPath: metadata ? add('metadata.tsv', metadataTsv(metadata)) : metadataPath,
      sprite: sprite && {
        imagePath: add('sprite.png', encodePng(sprite.picture)),
        size: [sprite.width, sprite.height],
      },
    };
  });
  for (const [path, content] of files) await writeFileAtomic(join(logDir, path), content);
  const path = join(logDir, CONFIG_FILE);
  await writeFileAtomic(path, projectorConfig(entries));
  return path;
}

/** Nine digits hold a 32-bit float exactly. */
function tensorTsv({ values, shape: [rows, columns] }: Embedding): string {
  const lines = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) =>
      Number((values[row * columns + column] as number).toPrecision(9)),
    ).join('\t'),
  );
  return `${lines.join('\n')}\n`;
}

/** With a head only where there are several columns: the projector takes that of one for a label. */
function metadataTsv(metadata: EmbeddingMetadata): string {
  if (!('columns' in metadata)) return `${metadata.map(cellOf).join('\n')}\n`;
  const { columns, rows } = metadata;
  const lines = columns.length > 1 ? [columns, ...rows] : rows;
  return `${lines.map((row) => row.map(cellOf).join('\t')).join('\n')}\n`;
}

/** The projector skips empty lines: a label must be something. */
function cellOf(value: string | number): string {
  const text = String(value).replaceAll(/[\t\r\n]+/g, ' ');
  return text.trim() === '' ? '(empty)' : text;
}

function checkNames(names: readonly string[]): void {
  const repeated = names.find(
    (name, index) => names.findIndex((other) => fileNameOf(other) === fileNameOf(name)) !== index,
  );
  if (repeated !== undefined) {
    throw new ValueError(`two embeddings are named "${repeated}", as files are`);
  }
  if (names.includes('')) throw new ValueError('the name of an embedding is empty');
}

function fileNameOf(name: string): string {
  return name.replaceAll(/[^\w.-]/g, '_').replace(/^\.+$/, '_');
}

function checkEmbedding(embedding: Embedding): void {
  const { name, values, shape, metadata, metadataPath } = embedding;
  const [rows, columns] = shape;
  if (!(Number.isSafeInteger(rows) && Number.isSafeInteger(columns) && rows > 0 && columns > 0)) {
    throw new ShapeError(
      `the embedding "${name}" has the shape [${shape.join(', ')}]; expected [points, dimensions]`,
    );
  }
  if (values.length !== rows * columns) {
    throw new ShapeError(
      `the embedding "${name}" has ${values.length} values; its shape [${shape.join(', ')}] has ${rows * columns}`,
    );
  }
  for (let index = 0; index < values.length; index++) {
    if (Number.isFinite(values[index])) continue;
    throw new DataError(
      `value ${index} of the embedding "${name}" is ${values[index]}; expected a finite number`,
    );
  }
  if (!metadata) return;
  if (metadataPath !== undefined) {
    throw new ValueError(`the embedding "${name}" has both metadata and metadataPath`);
  }
  const lines = 'columns' in metadata ? metadata.rows : metadata;
  if (lines.length !== rows) {
    throw new ShapeError(
      `the embedding "${name}" has ${rows} points and ${lines.length} labels; expected as many`,
    );
  }
  if (!('columns' in metadata)) return;
  const odd = metadata.rows.findIndex((row) => row.length !== metadata.columns.length);
  if (odd < 0) return;
  throw new ShapeError(
    `row ${odd} of the metadata of "${name}" has ${metadata.rows[odd]?.length} columns; expected ${metadata.columns.length}`,
  );
}
