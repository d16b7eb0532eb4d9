// The checksum of what a file of tensors holds.
import { createHash } from 'node:crypto';
import type { StoredTensor } from './safetensors.ts';

/** SHA-256 over a text and the names, shapes and bytes of tensors, in hexadecimal digits. */
export function tensorDigest(
  text: string,
  tensors: Readonly<Record<string, StoredTensor>>,
): string {
  const hash = createHash('sha256').update(text);
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    hash.update(`${name}[${shape.join(',')}]`);
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest('hex');
}
