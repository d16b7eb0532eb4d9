// What the HParams plugin of TensorBoard keeps in its metadata, field by field, as its api.proto and
// plugin_data.proto, and google.protobuf.Value, number it.
import { MessageType } from '@dlqr/core/protobuf';

/** A number, a text or a truth value: one of these. */
export interface ValueProto {
  readonly numberValue?: number;
  readonly stringValue?: string;
  readonly boolValue?: number;
}

const valueType = new MessageType<ValueProto>({
  numberValue: { number: 2, kind: 'double' },
  stringValue: { number: 3, kind: 'string' },
  boolValue: { number: 4, kind: 'int32' },
});

export interface ListValueProto {
  readonly values?: readonly ValueProto[];
}

const listValueType = new MessageType<ListValueProto>({
  values: { number: 1, kind: valueType, repeated: true },
});

export interface IntervalProto {
  readonly minValue?: number;
  readonly maxValue?: number;
}

const intervalType = new MessageType<IntervalProto>({
  minValue: { number: 1, kind: 'double' },
  maxValue: { number: 2, kind: 'double' },
});

export interface HParamInfoProto {
  readonly name?: string;
  readonly displayName?: string;
  readonly description?: string;
  /** 0 not said, 1 text, 2 truth value, 3 number. */
  readonly type?: number;
  readonly domainDiscrete?: ListValueProto;
  readonly domainInterval?: IntervalProto;
}

const hparamInfoType = new MessageType<HParamInfoProto>({
  name: { number: 1, kind: 'string' },
  displayName: { number: 2, kind: 'string' },
  description: { number: 3, kind: 'string' },
  type: { number: 4, kind: 'int32' },
  domainDiscrete: { number: 5, kind: listValueType },
  domainInterval: { number: 6, kind: intervalType },
});

export interface MetricNameProto {
  readonly group?: string;
  readonly tag?: string;
}

const metricNameType = new MessageType<MetricNameProto>({
  group: { number: 1, kind: 'string' },
  tag: { number: 2, kind: 'string' },
});

export interface MetricInfoProto {
  readonly name?: MetricNameProto;
  readonly displayName?: string;
  readonly description?: string;
  /** 0 not said, 1 training, 2 validation. */
  readonly datasetType?: number;
}

const metricInfoType = new MessageType<MetricInfoProto>({
  name: { number: 1, kind: metricNameType },
  displayName: { number: 3, kind: 'string' },
  description: { number: 4, kind: 'string' },
  datasetType: { number: 5, kind: 'int32' },
});

export interface ExperimentProto {
  readonly description?: string;
  readonly user?: string;
  readonly timeCreatedSecs?: number;
  readonly hparamInfos?: readonly HParamInfoProto[];
  readonly metricInfos?: readonly MetricInfoProto[];
  readonly name?: string;
}

const experimentType = new MessageType<ExperimentProto>({
  description: { number: 1, kind: 'string' },
  user: { number: 2, kind: 'string' },
  timeCreatedSecs: { number: 3, kind: 'double' },
  hparamInfos: { number: 4, kind: hparamInfoType, repeated: true },
  metricInfos: { number: 5, kind: metricInfoType, repeated: true },
  name: { number: 6, kind: 'string' },
});

export interface HParamEntry {
  readonly key?: string;
  readonly value?: ValueProto;
}

const hparamEntryType = new MessageType<HParamEntry>({
  key: { number: 1, kind: 'string' },
  value: { number: 2, kind: valueType },
});

export interface SessionStartProto {
  readonly hparams?: readonly HParamEntry[];
  readonly modelUri?: string;
  readonly monitorUrl?: string;
  readonly groupName?: string;
  readonly startTimeSecs?: number;
}

const sessionStartType = new MessageType<SessionStartProto>({
  hparams: { number: 1, kind: hparamEntryType, repeated: true },
  modelUri: { number: 2, kind: 'string' },
  monitorUrl: { number: 3, kind: 'string' },
  groupName: { number: 4, kind: 'string' },
  startTimeSecs: { number: 5, kind: 'double' },
});

export interface SessionEndProto {
  /** 0 unknown, 1 success, 2 failure, 3 running. */
  readonly status?: number;
  readonly endTimeSecs?: number;
}

const sessionEndType = new MessageType<SessionEndProto>({
  status: { number: 1, kind: 'int32' },
  endTimeSecs: { number: 2, kind: 'double' },
});

/** One of the three parts. */
export interface HParamsPluginData {
  readonly experiment?: ExperimentProto;
  readonly sessionStartInfo?: SessionStartProto;
  readonly sessionEndInfo?: SessionEndProto;
}

export const hparamsPluginDataType: MessageType<HParamsPluginData> =
  new MessageType<HParamsPluginData>({
    experiment: { number: 2, kind: experimentType },
    sessionStartInfo: { number: 3, kind: sessionStartType },
    sessionEndInfo: { number: 4, kind: sessionEndType },
  });
