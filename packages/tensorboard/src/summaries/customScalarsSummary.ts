// The layout of the custom scalars dashboard as a summary: how it is written and read.
import { ValueError } from '@dlqr/core/errors';
import { type LayoutProto, layoutType } from '../protocol/plugins.ts';
import type { SummaryValue } from '../protocol/summary.ts';
import type { TensorProto } from '../protocol/tensor.ts';
import { readTensor } from '../tensors/readTensor.ts';
import { stringTensor } from '../tensors/tensorProto.ts';
import { pluginMetadata } from './metadata.ts';

/** A line with the band between two others around it. */
export interface MarginSeries {
  readonly value: string;
  readonly lower: string;
  readonly upper: string;
}

/** Lines in one chart: those of all tags that match, or lines with bands. */
export interface CustomChart {
  readonly title: string;
  /** Regular expressions for tags. */
  readonly tags?: readonly string[];
  /** Tags, by their exact names. */
  readonly margins?: readonly MarginSeries[];
}

/** Charts under one heading. */
export interface CustomCategory {
  readonly title: string;
  readonly charts: readonly CustomChart[];
  /** Whether the heading is folded at first; default false. */
  readonly closed?: boolean;
}

export const CUSTOM_SCALARS_PLUGIN = 'custom_scalars';
const LAYOUT_TAG = 'custom_scalars__config__';

/** @throws {ValueError} when a chart has neither tags nor margins, or both */
export function customScalarsSummary(categories: readonly CustomCategory[]): SummaryValue {
  const layout: LayoutProto = {
    category: categories.map(({ title, charts, closed }) => ({
      title,
      chart: charts.map(chartProto),
      ...(closed && { closed: 1 }),
    })),
  };
  return {
    tag: LAYOUT_TAG,
    tensor: stringTensor([layoutType.encode(layout)], []),
    metadata: pluginMetadata(CUSTOM_SCALARS_PLUGIN),
  };
}

function chartProto({ title, tags, margins }: CustomChart) {
  if ((tags === undefined) === (margins === undefined)) {
    throw new ValueError(`the chart "${title}" must have either tags or margins`);
  }
  return tags ? { title, multiline: { tag: tags } } : { title, margin: { series: margins ?? [] } };
}

/** The layout in a tensor of the plugin; null when it is none. */
export function layoutOfTensor(tensor: TensorProto): CustomCategory[] | null {
  const { dtype, values } = readTensor(tensor);
  const [bytes] = values;
  if (dtype !== 'string' || !(bytes instanceof Uint8Array)) return null;
  return (layoutType.decode(bytes).category ?? []).map(({ title = '', chart = [], closed }) => ({
    title,
    closed: closed === 1,
    charts: chart.map(({ title: name = '', multiline, margin }) => ({
      title: name,
      ...(multiline && { tags: multiline.tag ?? [] }),
      ...(margin && {
        margins: (margin.series ?? []).map(({ value = '', lower = '', upper = '' }) => ({
          value,
          lower,
          upper,
        })),
      }),
    })),
  }));
}
