// Named values as vega-lite layers, lying or upright.
import { formatNumber } from '../data/formatNumber.ts';
import { ROLE_COLOURS, SERIES_COLOURS } from '../theme/palette.ts';
import { type Axis, quantitative } from './axis.ts';
import type { Encoding, Layer } from './frame.ts';
import { type LabelPlace, labelLayers } from './labelLayers.ts';
import { nameChannel } from './nameChannel.ts';
import { seriesColour } from './seriesColours.ts';

/** One named value. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Ends of an error bar; give both or none. */
  readonly low?: number;
  readonly high?: number;
  /** What tells bars of one name apart, by colour. */
  readonly group?: string;
}

/** How all of them look. */
export interface BarLook {
  readonly mark: 'bar' | 'dot';
  readonly orientation: 'horizontal' | 'vertical';
  readonly showValues: boolean;
  readonly highlight: readonly string[];
  readonly references: readonly number[];
  /** Width of the figure, in CSS pixels. */
  readonly width: number;
}

interface Row {
  readonly name: string;
  readonly group: string;
  readonly value: number;
  readonly from: number;
  readonly low: number;
  readonly high: number;
  /** Ends of what is drawn, beyond which its label stands. */
  readonly bottom: number;
  readonly top: number;
  readonly label: string;
}

/** Bars or dots, then what stands on them. */
export function barLayers(bars: readonly Bar[], axis: Axis, look: BarLook): Layer[] {
  const rows = bars.filter(({ value }) => Number.isFinite(value)).map(rowOf);
  const place = placing(bars, axis, look);
  const color = colouring(bars, look);
  const mark: Layer['mark'] =
    look.mark === 'bar' ? { type: 'bar' } : { type: 'point', filled: true, size: 110, opacity: 1 };
  const main: Layer = {
    data: { values: rows },
    mark,
    encoding: { ...place('value', look.mark === 'bar' ? 'from' : undefined), ...color },
  };
  return [
    ...referenceRules(look, axis),
    ...(look.mark === 'bar' ? [main] : []),
    ...errorBars(rows, place, look, color),
    ...(look.mark === 'dot' ? [main] : []),
    ...valueLabels(rows, place, look),
  ];
}

type Placing = (field: keyof Row, second?: keyof Row) => Encoding;

/** Gives the channels that put rows into their place: names on one axis, values on the other. */
function placing(bars: readonly Bar[], axis: Axis, look: BarLook): Placing {
  const names = [...new Set(bars.map(({ name }) => name))];
  const groups = [...new Set(bars.map(({ group = '' }) => group))];
  const name = nameChannel('name', names, {
    side: look.orientation === 'horizontal' ? 'y' : 'x',
    title: '',
    width: look.width - 120,
    ...(look.orientation === 'vertical' ? { wrapWidth: (look.width - 120) / names.length } : {}),
    paddingInner: 0.3,
    paddingOuter: 0.25,
    grid: look.mark === 'dot',
    line: look.mark === 'bar',
  });
  const offset =
    groups.length > 1
      ? ({ field: 'group', type: 'nominal', scale: { domain: groups } } as const)
      : null;
  return (field, second) => {
    const value = quantitative(field, axis);
    const other = second === undefined ? null : { field: second };
    return look.orientation === 'horizontal'
      ? { y: name, x: value, ...(other && { x2: other }), ...(offset && { yOffset: offset }) }
      : { x: name, y: value, ...(other && { y2: other }), ...(offset && { xOffset: offset }) };
  };
}

function colouring(bars: readonly Bar[], { highlight, width }: BarLook): Encoding {
  const groups = [...new Set(bars.map(({ group = '' }) => group))];
  if (groups.length > 1)
    return { color: seriesColour('group', groups, { symbol: 'square', width }) };
  const [strong = ROLE_COLOURS.text] = SERIES_COLOURS;
  if (highlight.length === 0) return { color: { value: strong } };
  const test = { field: 'name', oneOf: [...highlight] };
  return { color: { condition: { test, value: strong }, value: ROLE_COLOURS.muted } };
}

function errorBars(rows: readonly Row[], place: Placing, look: BarLook, color: Encoding): Layer[] {
  const values = rows.filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high));
  if (values.length === 0) return [];
  const dark = { color: { value: ROLE_COLOURS.text } };
  const strokeWidth = look.mark === 'bar' ? 1.5 : 2.5;
  return [
    {
      data: { values },
      mark: { type: 'rule', strokeWidth },
      encoding: { ...place('low', 'high'), ...(look.mark === 'bar' ? dark : color) },
    },
  ];
}

/** Beyond the end of a bar or its error bar: to the right or above, of negative ones to the left or below. */
function valueLabels(rows: readonly Row[], place: Placing, look: BarLook): Layer[] {
  if (!look.showValues) return [];
  const hangs = ({ value }: Row): boolean => look.mark === 'bar' && value < 0;
  const rising = rows.filter((row) => !hangs(row));
  const falling = rows.filter(hangs);
  const lying = look.orientation === 'horizontal';
  const after: LabelPlace = lying
    ? { align: 'left', baseline: 'middle', dx: 9 }
    : { align: 'center', baseline: 'bottom', dy: -5 };
  const before: LabelPlace = lying
    ? { align: 'right', baseline: 'middle', dx: -9 }
    : { align: 'center', baseline: 'top', dy: 6 };
  return [
    ...labelLayers(rising, place('top'), after),
    ...labelLayers(falling, place('bottom'), before),
  ];
}

function referenceRules({ references, orientation }: BarLook, axis: Axis): Layer[] {
  if (references.length === 0) return [];
  const channel = quantitative('at', axis);
  return [
    {
      data: { values: references.map((at) => ({ at })) },
      mark: { type: 'rule', color: ROLE_COLOURS.reference, strokeDash: [5, 4], strokeWidth: 1.25 },
      encoding: orientation === 'horizontal' ? { x: channel } : { y: channel },
    },
  ];
}

function rowOf({ name, value, low = Number.NaN, high = Number.NaN, group = '' }: Bar): Row {
  const bottom = Number.isFinite(low) ? Math.min(value, low) : value;
  const top = Number.isFinite(high) ? Math.max(value, high) : value;
  return { name, group, value, from: 0, low, high, bottom, top, label: formatNumber(value) };
}
