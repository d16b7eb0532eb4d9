// The small messages of single plugins, field by field, as TensorBoard's pr_curve/plugin_data.proto
// and custom_scalar/layout.proto number them.
import { MessageType } from '@dlqr/core/protobuf';

export interface PrCurvePluginData {
  readonly numThresholds?: number;
}

export const prCurvePluginDataType: MessageType<PrCurvePluginData> =
  new MessageType<PrCurvePluginData>({
    numThresholds: { number: 2, kind: 'int32' },
  });

export interface MultilineProto {
  readonly tag?: readonly string[];
}

const multilineType = new MessageType<MultilineProto>({
  tag: { number: 1, kind: 'string', repeated: true },
});

export interface MarginSeriesProto {
  readonly value?: string;
  readonly lower?: string;
  readonly upper?: string;
}

const marginSeriesType = new MessageType<MarginSeriesProto>({
  value: { number: 1, kind: 'string' },
  lower: { number: 2, kind: 'string' },
  upper: { number: 3, kind: 'string' },
});

export interface MarginProto {
  readonly series?: readonly MarginSeriesProto[];
}

const marginType = new MessageType<MarginProto>({
  series: { number: 1, kind: marginSeriesType, repeated: true },
});

export interface ChartProto {
  readonly title?: string;
  readonly multiline?: MultilineProto;
  readonly margin?: MarginProto;
}

const chartType = new MessageType<ChartProto>({
  title: { number: 1, kind: 'string' },
  multiline: { number: 2, kind: multilineType },
  margin: { number: 3, kind: marginType },
});

export interface CategoryProto {
  readonly title?: string;
  readonly chart?: readonly ChartProto[];
  readonly closed?: number;
}

const categoryType = new MessageType<CategoryProto>({
  title: { number: 1, kind: 'string' },
  chart: { number: 2, kind: chartType, repeated: true },
  closed: { number: 3, kind: 'int32' },
});

export interface LayoutProto {
  readonly category?: readonly CategoryProto[];
}

export const layoutType: MessageType<LayoutProto> = new MessageType<LayoutProto>({
  category: { number: 2, kind: categoryType, repeated: true },
});
