// The messages of summaries, field by field, as TensorBoard's summary.proto and histogram.proto
// number them.
import { MessageType } from '@dlqr/core/protobuf';
import { type TensorProto, tensorType } from './tensor.ts';

/** Where a plugin of TensorBoard finds its data. */
export interface PluginData {
  readonly pluginName?: string;
  /** What the plugin says of itself, in a message of its own. */
  readonly content?: Uint8Array;
}

const pluginDataType = new MessageType<PluginData>({
  pluginName: { number: 1, kind: 'string' },
  content: { number: 2, kind: 'bytes' },
});

export interface SummaryMetadata {
  readonly pluginData?: PluginData;
  readonly displayName?: string;
  readonly summaryDescription?: string;
  /** See DATA_CLASS_SCALAR. */
  readonly dataClass?: number;
}

export const summaryMetadataType: MessageType<SummaryMetadata> = new MessageType<SummaryMetadata>({
  pluginData: { number: 1, kind: pluginDataType },
  displayName: { number: 2, kind: 'string' },
  summaryDescription: { number: 3, kind: 'string' },
  dataClass: { number: 4, kind: 'int32' },
});

/** `dataClass` of a tensor that holds one number a step. */
export const DATA_CLASS_SCALAR = 1;

/** An image as TensorFlow 1 writes it: one a tag. */
export interface ImageProto {
  readonly height?: number;
  readonly width?: number;
  readonly encodedImageString?: Uint8Array;
}

const imageType = new MessageType<ImageProto>({
  height: { number: 1, kind: 'int32' },
  width: { number: 2, kind: 'int32' },
  encodedImageString: { number: 4, kind: 'bytes' },
});

/** A histogram as TensorFlow 1 writes it; bucket i reaches from limit i - 1 to limit i. */
export interface HistogramProto {
  readonly min?: number;
  readonly max?: number;
  readonly num?: number;
  readonly sum?: number;
  readonly sumSquares?: number;
  readonly bucketLimit?: readonly number[];
  readonly bucket?: readonly number[];
}

const histogramType = new MessageType<HistogramProto>({
  min: { number: 1, kind: 'double' },
  max: { number: 2, kind: 'double' },
  num: { number: 3, kind: 'double' },
  sum: { number: 4, kind: 'double' },
  sumSquares: { number: 5, kind: 'double' },
  bucketLimit: { number: 6, kind: 'double', repeated: true },
  bucket: { number: 7, kind: 'double', repeated: true },
});

/** A sound as TensorFlow 1 writes it. */
export interface AudioProto {
  readonly sampleRate?: number;
  readonly encodedAudioString?: Uint8Array;
  readonly contentType?: string;
}

const audioType = new MessageType<AudioProto>({
  sampleRate: { number: 1, kind: 'float' },
  encodedAudioString: { number: 4, kind: 'bytes' },
  contentType: { number: 5, kind: 'string' },
});

/** One value under one tag: one of the five kinds, or none. */
export interface SummaryValue {
  readonly tag?: string;
  readonly simpleValue?: number;
  readonly image?: ImageProto;
  readonly histo?: HistogramProto;
  readonly audio?: AudioProto;
  readonly tensor?: TensorProto;
  readonly metadata?: SummaryMetadata;
}

const summaryValueType = new MessageType<SummaryValue>({
  tag: { number: 1, kind: 'string' },
  simpleValue: { number: 2, kind: 'float' },
  image: { number: 4, kind: imageType },
  histo: { number: 5, kind: histogramType },
  audio: { number: 6, kind: audioType },
  tensor: { number: 8, kind: tensorType },
  metadata: { number: 9, kind: summaryMetadataType },
});

export interface Summary {
  readonly value?: readonly SummaryValue[];
}

export const summaryType: MessageType<Summary> = new MessageType<Summary>({
  value: { number: 1, kind: summaryValueType, repeated: true },
});
