// Makes a drawing exactly as large as its figure says: titles wrapped, panels sized to what is left.
import { ValueError } from '@dlqr/core/errors';
import type { Figure, FigureSpec } from '../figure.ts';
import { FONT_SIZES, LINE_HEIGHTS } from '../theme/fontStack.ts';
import { THEME_PADDING } from '../theme/themeConfig.ts';
import { type Drawing, drawSpec } from './drawSpec.ts';
import type { MeasureText } from './measureText.ts';
import { panelTitleLayers } from './panelTitles.ts';
import type { VegaRuntime } from './vegaRuntime.ts';
import { type TitleLines, titleLines } from './wrapText.ts';

const MAX_PASSES = 4;
const SMALLEST_PANEL = 30;

interface Size {
  readonly width: number;
  readonly height: number;
}

type PanelSpec = Extract<FigureSpec, { concat: unknown }>;

/** Draws a figure at its size. */
export async function drawFitted(figure: Figure, runtime: VegaRuntime): Promise<Drawing> {
  const width = figure.width - THEME_PADDING.left - THEME_PADDING.right;
  const lines = titleLines(figure.spec.title, FONT_SIZES.title, width, runtime.measure);
  const spec = withTitleLines(figure.spec, lines);
  if (isPanelSpec(spec)) return fitPanels(spec, figure, runtime);
  const titleHeight =
    lines.text.length * LINE_HEIGHTS.title + lines.subtitle.length * LINE_HEIGHTS.subtitle;
  const plot = { width: width - 60, height: figure.height - titleHeight - 110 };
  return drawSpec(withAxisTitleLimits(spec, plot), runtime);
}

/**
 * Vega can fit a single plot to a given size, but not several: their common size is sought here. Rows
 * keep the proportions of their heights in the spec.
 */
async function fitPanels(spec: PanelSpec, target: Size, runtime: VegaRuntime): Promise<Drawing> {
  const columns = Math.min(spec.columns ?? spec.concat.length, spec.concat.length);
  const parts = rowParts(spec, columns);
  const rows = parts.length;
  const allParts = parts.reduce((sum, part) => sum + part, 0);
  const least = Math.min(...parts);
  let panel: Size = {
    width: target.width / columns - 70,
    height: (target.height - 70 * rows) / allParts,
  };
  for (let pass = 1; ; pass++) {
    const drawing = await drawSpec(withPanelSize(spec, panel, parts, runtime.measure), runtime);
    const size = sizeOf(drawing.svg);
    const spareWidth = target.width - size.width;
    const spareHeight = target.height - size.height;
    if (pass === MAX_PASSES || Math.max(Math.abs(spareWidth), Math.abs(spareHeight)) <= 1) {
      return drawing;
    }
    panel = {
      width: panel.width + spareWidth / columns,
      height: panel.height + spareHeight / allParts,
    };
    if (panel.width < SMALLEST_PANEL || panel.height * least < SMALLEST_PANEL) {
      throw new ValueError(
        `a figure of ${target.width} x ${target.height} pixels has no room for ${rows} x ${columns} panels`,
        { hint: 'Give a larger width or height, or another number of columns.' },
      );
    }
  }
}

/** The height of each row, as a part of that of the highest. */
function rowParts({ concat }: PanelSpec, columns: number): number[] {
  const heights = concat.map((view) => ('height' in view ? Number(view.height) || 1 : 1));
  const most = Math.max(...heights);
  const rows = Array.from({ length: Math.ceil(concat.length / columns) }, (_, row) =>
    heights.slice(row * columns, (row + 1) * columns),
  );
  return rows.map((row) => Math.max(...row) / most);
}

function isPanelSpec(spec: FigureSpec): spec is PanelSpec {
  return 'concat' in spec;
}

/** The main title stays vega's, which puts the legend below it. */
function withTitleLines(spec: FigureSpec, { text, subtitle }: TitleLines): FigureSpec {
  if (text.length === 0) return spec;
  const own = typeof spec.title === 'object' ? spec.title : {};
  const lines = { text: [...text], ...(subtitle.length > 0 ? { subtitle: [...subtitle] } : {}) };
  return { ...spec, title: { ...own, ...lines } };
}

function withPanelSize(
  spec: PanelSpec,
  panel: Size,
  rowParts: readonly number[],
  measure: MeasureText,
): PanelSpec {
  const columns = Math.min(spec.columns ?? spec.concat.length, spec.concat.length);
  const titles = panelTitleLayers(
    spec.concat.map(({ title }) => titleLines(title, FONT_SIZES.panelTitle, panel.width, measure)),
  );
  const concat = spec.concat.map(({ title: _, ...view }, index) => {
    const layer = 'layer' in view ? view.layer : [];
    const height = panel.height * (rowParts[Math.floor(index / columns)] ?? 1);
    return { ...view, width: panel.width, height, layer: [...layer, ...(titles[index] ?? [])] };
  });
  return withAxisTitleLimits({ ...spec, concat } as PanelSpec, panel);
}

/** Cuts off axis titles that are longer than their axis: vega would let them push the plot away. */
function withAxisTitleLimits<S extends FigureSpec>(spec: S, plot: Size): S {
  const { axisX, axisY } = spec.config ?? {};
  const config = {
    ...spec.config,
    axisX: { ...axisX, titleLimit: Math.max(plot.width, SMALLEST_PANEL) },
    axisY: { ...axisY, titleLimit: Math.max(plot.height, SMALLEST_PANEL) },
  };
  return { ...spec, config };
}

function sizeOf(svg: string): Size {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}
