// Puts layers into a figure: size, title, theme. Every building block ends here.
import { ValueError } from '@dlqr/core/errors';
import type { Figure, FigureOptions, FigureSpec } from '../figure.ts';
import { THEME_CONFIG } from '../theme/themeConfig.ts';

type AnyLayer = Extract<FigureSpec, { layer: unknown }>['layer'][number];

/** One layer of a plot: data, a mark, and the channels that tie them together. */
export type Layer = Extract<AnyLayer, { mark: unknown }>;

/** The channels of a layer. */
export type Encoding = NonNullable<Layer['encoding']>;

/** What a building block brings along where the caller gives nothing. */
export interface FrameDefaults {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** What the drawing itself has to say; it follows the caller's subtitle. */
  readonly notes?: readonly string[];
}

/** A figure of one plot. */
export function plotFigure(
  layers: readonly Layer[],
  options: FigureOptions,
  defaults: FrameDefaults,
): Figure {
  const frame = frameOf(options, defaults);
  const { width, height } = frame.figure;
  const autosize = { type: 'fit', contains: 'padding' } as const;
  const spec = { ...frame.head, width, height, autosize, layer: [...layers] };
  return { ...frame.figure, spec };
}

/** The parts of a figure that do not depend on what is drawn. */
export interface Frame {
  readonly head: {
    readonly $schema: string;
    readonly config: NonNullable<FigureSpec['config']>;
    readonly title?: { text: string; subtitle?: string };
  };
  readonly figure: Omit<Figure, 'spec'>;
}

/** Size, title and the outer part of a spec. */
export function frameOf(options: FigureOptions, defaults: FrameDefaults): Frame {
  const { title = defaults.title, width = defaults.width, height = defaults.height } = options;
  requireSize('width', width, 200);
  requireSize('height', height, 120);
  const subtitle = sentences(options.subtitle, ...(defaults.notes ?? []));
  const head = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config: THEME_CONFIG,
    ...(title === '' && subtitle === ''
      ? {}
      : { title: { text: title, ...(subtitle === '' ? {} : { subtitle }) } }),
  };
  return { head, figure: { title, width, height } };
}

/** Statements in a row, parted by full stops. */
export function sentences(...statements: readonly (string | undefined)[]): string {
  const given = statements.filter((statement) => statement !== undefined && statement !== '');
  return given
    .map((statement, at) => (at + 1 < given.length ? closed(statement) : statement))
    .join(' ');
}

function closed(statement = ''): string {
  return /[.!?]$/.test(statement) ? statement : `${statement}.`;
}

function requireSize(name: string, value: number, least: number): void {
  if (value >= least && value <= 10_000) return;
  throw new ValueError(`${name} is ${value}; expected ${least} to 10000 CSS pixels`);
}
