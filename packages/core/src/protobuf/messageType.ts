// Protocol-buffer messages from a table of their fields, over the wire codec of @bufbuild/protobuf.
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

type NumberKind = 'double' | 'float' | 'int32' | 'int64';
type PlainKind = NumberKind | 'string' | 'bytes';

/** How a value of this TypeScript type may stand on the wire. */
type KindOf<V> = V extends readonly (infer Item)[]
  ? KindOf<Item>
  : V extends number
    ? NumberKind
    : V extends string
      ? 'string'
      : V extends Uint8Array
        ? 'bytes'
        : V extends object
          ? MessageType<V>
          : never;

/** One field of a message: its number and kind, as its `.proto` file states them. */
export interface Field<V> {
  readonly number: number;
  readonly kind: KindOf<V>;
  readonly repeated?: V extends readonly unknown[] ? true : never;
}

/** Every field of a message, in the order of their numbers. */
export type Fields<T> = { readonly [K in keyof T]-?: Field<NonNullable<T[K]>> };

interface NamedField {
  readonly name: string;
  readonly number: number;
  readonly kind: PlainKind | MessageType<object>;
  readonly repeated: boolean;
}

const WIRE_TYPES: Readonly<Record<PlainKind, WireType>> = {
  double: WireType.Bit64,
  float: WireType.Bit32,
  int32: WireType.Varint,
  int64: WireType.Varint,
  string: WireType.LengthDelimited,
  bytes: WireType.LengthDelimited,
};

/**
 * Encodes and decodes messages of one type. A field that is undefined is not written; one that the
 * table does not name is passed over in reading.
 */
export class MessageType<T extends object> {
  readonly #fields: readonly NamedField[];
  readonly #byNumber: ReadonlyMap<number, NamedField>;

  constructor(fields: Fields<T>) {
    this.#fields = Object.entries<Field<unknown>>(fields).map(([name, field]) => ({
      name,
      number: field.number,
      kind: field.kind as NamedField['kind'],
      repeated: field.repeated ?? false,
    }));
    this.#byNumber = new Map(this.#fields.map((field) => [field.number, field]));
  }

  /** @param writer one to use again and again, for speed */
  encode(message: T, writer: BinaryWriter = new BinaryWriter()): Uint8Array {
    this.#write(message, writer);
    return writer.finish();
  }

  /** @throws {Error} when the bytes are not a message */
  decode(bytes: Uint8Array): T {
    return this.#read(new BinaryReader(bytes), bytes.length);
  }

  #write(message: T, writer: BinaryWriter): void {
    for (const field of this.#fields) {
      const value: unknown = message[field.name as keyof T];
      if (value === undefined) continue;
      if (field.repeated) writeMany(writer, field, value as readonly unknown[]);
      else writeOne(writer, field, value);
    }
  }

  #read(reader: BinaryReader, end: number): T {
    const message: Record<string, unknown> = {};
    while (reader.pos < end) {
      const [number, wireType] = reader.tag();
      const field = this.#byNumber.get(number);
      if (!field) reader.skip(wireType, number);
      else if (!field.repeated) message[field.name] = readOne(reader, field);
      else {
        message[field.name] ??= [];
        readMany(reader, field, wireType, message[field.name] as unknown[]);
      }
    }
    return message as T;
  }

  /** Writes a message within another. */
  static writeNested(type: MessageType<object>, value: unknown, writer: BinaryWriter): void {
    writer.fork();
    type.#write(value as object, writer);
    writer.join();
  }

  /** Reads a message within another. */
  static readNested(type: MessageType<object>, reader: BinaryReader): object {
    const length = reader.uint32();
    return type.#read(reader, reader.pos + length);
  }
}

function writeOne(writer: BinaryWriter, { number, kind }: NamedField, value: unknown): void {
  if (typeof kind !== 'string') {
    writer.tag(number, WireType.LengthDelimited);
    MessageType.writeNested(kind, value, writer);
  } else {
    writer.tag(number, WIRE_TYPES[kind]);
    writeValue(writer, kind, value);
  }
}

function writeMany(writer: BinaryWriter, field: NamedField, values: readonly unknown[]): void {
  const { number, kind } = field;
  if (typeof kind !== 'string' || WIRE_TYPES[kind] === WireType.LengthDelimited) {
    for (const value of values) writeOne(writer, field, value);
    return;
  }
  writer.tag(number, WireType.LengthDelimited).fork(); // numbers stand packed, without tags
  for (const value of values) writeValue(writer, kind, value);
  writer.join();
}

function writeValue(writer: BinaryWriter, kind: PlainKind, value: unknown): void {
  if (kind === 'string') writer.string(value as string);
  else if (kind === 'bytes') writer.bytes(value as Uint8Array);
  else if (kind === 'float') writer.float(Math.fround(value as number));
  else writer[kind](value as number);
}

function readOne(reader: BinaryReader, { kind }: NamedField): unknown {
  if (typeof kind !== 'string') return MessageType.readNested(kind, reader);
  return kind === 'int64' ? Number(reader.int64()) : reader[kind]();
}

function readMany(
  reader: BinaryReader,
  field: NamedField,
  wireType: WireType,
  values: unknown[],
): void {
  const { kind } = field;
  const isNumber = typeof kind === 'string' && WIRE_TYPES[kind] !== WireType.LengthDelimited;
  if (!isNumber || wireType !== WireType.LengthDelimited) {
    values.push(readOne(reader, field));
    return;
  }
  const length = reader.uint32();
  const end = reader.pos + length;
  while (reader.pos < end) values.push(readOne(reader, field));
}
