// Protocol-buffer messages from a table of their fields, over the wire codec of @bufbuild/protobuf.
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

type NumberKind = 'double' | 'float' | 'int32' | 'int64' | 'bool';

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
  readonly repeated: V extends readonly unknown[] ? true : false;
}

/** Every field of a message, in the order of their numbers. */
export type Fields<T> = { readonly [K in keyof T]-?: Field<NonNullable<T[K]>> };

type Scalar = number | string | Uint8Array;

interface AnyField {
  readonly name: string;
  readonly number: number;
  readonly kind: NumberKind | 'string' | 'bytes' | MessageType<object>;
  readonly repeated: boolean;
}

const WIRE_TYPES = {
  double: WireType.Bit64,
  float: WireType.Bit32,
  int32: WireType.Varint,
  int64: WireType.Varint,
  bool: WireType.Varint,
  string: WireType.LengthDelimited,
  bytes: WireType.LengthDelimited,
} as const;

/** A field that occurs at most once. */
export function one<V>(number: number, kind: KindOf<V>): Field<V> {
  return { number, kind, repeated: false as Field<V>['repeated'] };
}

/** A field that occurs any number of times. */
export function many<V>(number: number, kind: KindOf<V>): Field<readonly V[]> {
  return { number, kind: kind as KindOf<readonly V[]>, repeated: true };
}

/** Encodes and decodes messages of one type. Fields that the table does not name are passed over. */
export class MessageType<T extends object> {
  readonly #fields: readonly AnyField[];
  readonly #byNumber: ReadonlyMap<number, AnyField>;

  constructor(fields: Fields<T>) {
    this.#fields = Object.entries<Omit<AnyField, 'name'>>(fields).map(([name, field]) => ({
      name,
      ...field,
    }));
    this.#byNumber = new Map(this.#fields.map((field) => [field.number, field]));
  }

  encode(message: T, writer: BinaryWriter = new BinaryWriter()): Uint8Array {
    this.write(message, writer);
    return writer.finish();
  }

  /** @throws {Error} when the bytes are not a message */
  decode(bytes: Uint8Array): T {
    return this.read(new BinaryReader(bytes), bytes.length);
  }

  private write(message: T, writer: BinaryWriter): void {
  }
}
