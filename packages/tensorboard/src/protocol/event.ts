// The messages of event files, field by field, as TensorFlow's and TensorBoard's .proto files number
// them (event.proto, summary.proto, tensor.proto, tensor_shape.proto). What is not listed here is
// passed over in reading.
import { MessageType } from '@dlqr/core/protobuf';

/** Where a plugin of TensorBoard finds its data. */
export interface PluginData {
  readonly pluginName?: string;
}

const pluginDataType = new MessageType<PluginData>({
  pluginName: { number: 1, kind: 'string' },
});

export interface SummaryMetadata {
  readonly pluginData?: PluginData;
  /** See DATA_CLASS_SCALAR. */
  readonly dataClass?: number;
}

const summaryMetadataType = new MessageType<SummaryMetadata>({
  pluginData: { number: 1, kind: pluginDataType },
  dataClass: { number: 4, kind: 'int32' },
});

/** `dataClass` of a tensor that holds one number a step. */
export const DATA_CLASS_SCALAR = 1;

export interface Dimension {
  readonly size?: number;
}

const dimensionType = new MessageType<Dimension>({
  size: { number: 1, kind: 'int64' },
});

export interface TensorShape {
  readonly dim?: readonly Dimension[];
}

const tensorShapeType = new MessageType<TensorShape>({
  dim: { number: 2, kind: dimensionType, repeated: true },
});

/** A tensor: its elements stand in the list of its data type, or as bytes in `tensorContent`. */
export interface TensorProto {
  /** See DataType. */
  readonly dtype?: number;
  readonly tensorShape?: TensorShape;
  readonly tensorContent?: Uint8Array;
  readonly floatVal?: readonly number[];
  readonly doubleVal?: readonly number[];
  readonly intVal?: readonly number[];
  readonly int64Val?: readonly number[];
}

const tensorType = new MessageType<TensorProto>({
  dtype: { number: 1, kind: 'int32' },
  tensorShape: { number: 2, kind: tensorShapeType },
  tensorContent: { number: 4, kind: 'bytes' },
  floatVal: { number: 5, kind: 'float', repeated: true },
  doubleVal: { number: 6, kind: 'double', repeated: true },
  intVal: { number: 7, kind: 'int32', repeated: true },
  int64Val: { number: 10, kind: 'int64', repeated: true },
});

/** The data types of tensors that are read or written here. */
export const DataType = { float: 1, double: 2, int32: 3, int64: 9 } as const;

/** One value under one tag. */
export interface SummaryValue {
  readonly tag?: string;
  readonly simpleValue?: number;
  readonly tensor?: TensorProto;
  readonly metadata?: SummaryMetadata;
}

const summaryValueType = new MessageType<SummaryValue>({
  tag: { number: 1, kind: 'string' },
  simpleValue: { number: 2, kind: 'float' },
  tensor: { number: 8, kind: tensorType },
  metadata: { number: 9, kind: summaryMetadataType },
});

export interface Summary {
  readonly value?: readonly SummaryValue[];
}

const summaryType = new MessageType<Summary>({
  value: { number: 1, kind: summaryValueType, repeated: true },
});

export interface SessionLog {
  /** See SESSION_START. */
  readonly status?: number;
}

const sessionLogType = new MessageType<SessionLog>({
  status: { number: 1, kind: 'int32' },
});

/** `status` that tells TensorBoard to forget what earlier files have from this step on. */
export const SESSION_START = 1;

/** One record of an event file. */
export interface Event {
  /** Seconds since 1970-01-01 UTC. */
  readonly wallTime?: number;
  readonly step?: number;
  readonly fileVersion?: string;
  readonly summary?: Summary;
  readonly sessionLog?: SessionLog;
}

export const eventType: MessageType<Event> = new MessageType<Event>({
  wallTime: { number: 1, kind: 'double' },
  step: { number: 2, kind: 'int64' },
  fileVersion: { number: 3, kind: 'string' },
  summary: { number: 5, kind: summaryType },
  sessionLog: { number: 7, kind: sessionLogType },
});
