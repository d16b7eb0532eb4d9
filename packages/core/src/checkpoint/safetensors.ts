// Reads and writes the safetensors format: a JSON header and raw little-endian numbers.
import { FileError } from '../errors/index.ts';

/** A tensor in a file. */
export interface StoredTensor {
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array | Uint8Array;
}

/** The content of a safetensors file. */
export interface Safetensors {
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

interface HeaderEntry {
  readonly dtype: string;
  readonly shape: number[];
  readonly data_offsets: [number, number];
}

const FORMAT_NAMES = { float32: 'F32', int32: 'I32', bool: 'BOOL' } as const;

/**
 * The blocks of a safetensors file, to be written one after another.
 *
 * @see the format's specification, https://github.com/huggingface/safetensors
 */
export function encodeSafetensors(content: Safetensors): Uint8Array[] {
  const header: Record<string, unknown> = { __metadata__: content.metadata };
  const blocks: Uint8Array[] = [];
  let offset = 0;
  for (const [name, { dtype, shape, values }] of Object.entries(content.tensors)) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const end = offset + bytes.byteLength;
    header[name] = { dtype: FORMAT_NAMES[dtype], shape, data_offsets: [offset, end] };
    blocks.push(bytes);
    offset = end;
  }
  const text = Buffer.from(JSON.stringify(header));
  const padded = Buffer.alloc(Math.ceil(text.length / 8) * 8, ' '); // numbers start at 8-byte steps
  text.copy(padded);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return [length, padded, ...blocks];
}

/**
 * The content of a safetensors file.
 *
 * @param path named in errors
 * @throws {FileError} when the file is empty, cut off or not of this format
 */
export function decodeSafetensors(file: Uint8Array, path: string): Safetensors {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const damaged = (what: string, cause?: unknown): FileError =>
    new FileError(`${path} is damaged: ${what}`, { cause });
  if (bytes.length === 0) throw damaged('it is empty (0 bytes)');
  if (bytes.length < 8) throw damaged(`it has only ${bytes.length} bytes`);
  const headerLength = Number(bytes.readBigUInt64LE(0));
  if (8 + headerLength > bytes.length)
    throw damaged('its header is cut off, or it is of another format');
  let header: Record<string, HeaderEntry>;
  try {
    header = JSON.parse(bytes.toString('utf8', 8, 8 + headerLength));
  } catch (cause) {
    throw damaged('its header is not JSON', cause);
  }
  const { __metadata__: metadata = {}, ...entries } = header as typeof header & {
    __metadata__?: Record<string, string>;
  };
  const data = bytes.subarray(8 + headerLength);
  const tensors = Object.entries(entries).map(([name, entry]): [string, StoredTensor] => {
    const [start, end] = entry.data_offsets;
    const count = entry.shape.reduce((product, size) => product * size, 1);
    const dtype = dtypeOf(entry.dtype);
    if (!dtype) throw damaged(`tensor "${name}" has the unknown type ${entry.dtype}`);
    if (end > data.length) throw damaged(`tensor "${name}" is cut off`);
    if (end - start !== count * (dtype === 'bool' ? 1 : 4)) {
      throw damaged(`tensor "${name}" has ${end - start} bytes for ${count} values`);
    }
    const copy = new Uint8Array(data.subarray(start, end)); // its own memory, hence aligned
    const values =
      dtype === 'float32'
        ? new Float32Array(copy.buffer)
        : dtype === 'int32'
          ? new Int32Array(copy.buffer)
          : copy;
    return [name, { dtype, shape: entry.shape, values }];
  });
  return { tensors: Object.fromEntries(tensors), metadata };
}

function dtypeOf(formatName: string): StoredTensor['dtype'] | undefined {
  const known = Object.entries(FORMAT_NAMES).find(([, name]) => name === formatName);
  return known?.[0] as StoredTensor['dtype'] | undefined;
}
