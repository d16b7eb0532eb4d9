import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { type Checkpoint, loadNewestCheckpoint, saveCheckpoint } from './checkpointStore.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';

/**
 * Written by the Python package safetensors 0.8.0:
 * save({'w': float32 [[1.5, -2], [0, 3]], 'n': int32 [7], 'm': bool [True, False, True]},
 * metadata={'by': 'python'}), in base64.
 */
const FROM_PYTHON =
  'yAAAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJieSI6InB5dGhvbiJ9LCJ3Ijp7ImR0eXBlIjoiRjMyIiwic2hhcGUiOlsyLDJdLCJkYXRhX29mZnNldHMiOlswLDE2XX0sIm4iOnsiZHR5cGUiOiJJMzIiLCJzaGFwZSI6WzFdLCJkYXRhX29mZnNldHMiOlsxNiwyMF19LCJtIjp7ImR0eXBlIjoiQk9PTCIsInNoYXBlIjpbM10sImRhdGFfb2Zmc2V0cyI6WzIwLDIzXX19IAAAwD8AAADAAAAAAAAAQEAHAAAAAQAB';

function checkpointAt(step: number): Checkpoint {
  return {
    step,
    tensors: {
      flags: { dtype: 'bool', shape: [3], values: Uint8Array.of(1, 0, 1) },
      kernel: { dtype: 'float32', shape: [2, 1], values: Float32Array.of(step, -0) },
      counts: { dtype: 'int32', shape: [1], values: Int32Array.of(-5) },
    },
    state: { loss: [Number.NaN, Number.POSITIVE_INFINITY, -0, 0.1], epoch: 3, name: 'x' },
  };
}

describe('checkpoints', () => {
  it('come back bit for bit, non-finite numbers included', async () => {
    const folder = await temporaryDirectory();
    await saveCheckpoint(folder, checkpointAt(12), 2);
    expect(await loadNewestCheckpoint(folder)).toEqual(checkpointAt(12));
  });

  it('are numbered by step: the newest is taken and older ones than `keep` go', async () => {
    const folder = await temporaryDirectory();
    for (const step of [2, 10, 1_000_000_000]) await saveCheckpoint(folder, checkpointAt(step), 2);
    expect((await loadNewestCheckpoint(folder))?.step).toBe(1_000_000_000);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('are none in a folder that does not exist', async () => {
    expect(await loadNewestCheckpoint(join(await temporaryDirectory(), 'none'))).toBeNull();
  });

  it.each([
    ['empty', 0, /is empty \(0 bytes\)/],
    ['a few bytes long', 5, /only 5 bytes/],
    ['cut off in the header', 60, /header is cut off/],
    ['cut off in the data', -1, /tensor "counts" is cut off/],
  ])('are refused when the newest is %s, naming the one before', async (_, length, message) => {
    const folder = await temporaryDirectory();
    await saveCheckpoint(folder, checkpointAt(1), 2);
    await saveCheckpoint(folder, checkpointAt(2), 2);
    const path = join(folder, 'checkpoint-000000002.safetensors');
    const size = (await readFile(path)).length;
    await truncate(path, length < 0 ? size + length : length);
    const error = await loadNewestCheckpoint(folder).catch((e) => e);
    expect(error.message).toMatch(message);
    expect(error.hint).toContain('checkpoint-000000001.safetensors');
  });

  it('are refused when a single bit has changed', async () => {
    const folder = await temporaryDirectory();
    await saveCheckpoint(folder, checkpointAt(1), 2);
    const path = join(folder, 'checkpoint-000000001.safetensors');
    const bytes = await readFile(path);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(path, bytes);
    await expect(loadNewestCheckpoint(folder)).rejects.toThrow(/checksum does not match/);
  });

  it('are refused when a newer version wrote them', async () => {
    const folder = await temporaryDirectory();
    const blocks = encodeSafetensors({
      tensors: {},
      metadata: { format: 'dlqr-checkpoint', schemaVersion: '99', state: '{}', sha256: '' },
    });
    await writeFile(join(folder, 'checkpoint-000000001.safetensors'), Buffer.concat(blocks));
    await expect(loadNewestCheckpoint(folder)).rejects.toThrow(
      /schema version 99; .* reads up to 1/,
    );
  });
});

describe('decodeSafetensors', () => {
  it('reads a file that the Python package wrote', () => {
    const { tensors, metadata } = decodeSafetensors(Buffer.from(FROM_PYTHON, 'base64'), 'file');
    expect(metadata).toEqual({ by: 'python' });
    expect(tensors.w).toEqual({
      dtype: 'float32',
      shape: [2, 2],
      values: Float32Array.of(1.5, -2, 0, 3),
    });
    expect(tensors.n?.values).toEqual(Int32Array.of(7));
    expect(tensors.m?.values).toEqual(Uint8Array.of(1, 0, 1));
  });
});
