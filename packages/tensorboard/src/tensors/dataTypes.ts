// The data types of tensors by the numbers that TensorFlow's types.proto gives them.

/** Names of the data types of tensors; `other` stands for all that are not listed. */
export type DataTypeName =
  | 'float32'
  | 'float64'
  | 'int32'
  | 'uint8'
  | 'int16'
  | 'int8'
  | 'string'
  | 'complex64'
  | 'int64'
  | 'bool'
  | 'bfloat16'
  | 'uint16'
  | 'complex128'
  | 'float16'
  | 'uint32'
  | 'uint64'
  | 'other';

const NUMBERS: Readonly<Record<Exclude<DataTypeName, 'other'>, number>> = {
  float32: 1,
  float64: 2,
  int32: 3,
  uint8: 4,
  int16: 5,
  int8: 6,
  string: 7,
  complex64: 8,
  int64: 9,
  bool: 10,
  bfloat16: 14,
  uint16: 17,
  complex128: 18,
  float16: 19,
  uint32: 22,
  uint64: 23,
};

const NAMES: ReadonlyMap<number, DataTypeName> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ Object.entries(NUMBERS).map(([name, number]) => [number, name as DataTypeName]),
);

export function dataTypeName(number: number): DataTypeName {
  return NAMES.get(number) ?? 'other';
}

export function dataTypeNumber(name: Exclude<DataTypeName, 'other'>): number {
  return NUMBERS[name];
}
