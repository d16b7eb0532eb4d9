// Makes a drawing exactly as large as its figure says: titles wrapped, panels sized to what is left.
import { ValueError } from '@dlqr/core/errors';
import type { Figure, FigureSpec } from '../figure.ts';
import { FONT_SIZES } from '../theme/fontStack.ts';
import { THEME_PADDING } from '../theme/themeConfig.ts';
import { drawSpec, type Drawing } from './drawSpec.ts';
import type { MeasureText } from './measureText.ts';
import type { VegaRuntime } from './vegaRuntime.ts';
import { wrapText } from './wrapText.ts';

const MAX_PASSES = 4;
const SMALLEST_PANEL = 30;

interface Size {
  readonly width: number;
  readonly height: number;
}

type PanelSpec = Extract<FigureSpec, { concat: unknown }>;

/** Draws a figure at its size. */
export async function drawFitted(figure: Figure, runtime: VegaRuntime): Promise<Drawing> {
  const spec = withWrappedTitle(figure, runtime.measure);
  return isPanelSpec(spec) ? fitPanels(spec, figure, runtime) : drawSpec(spec, runtime);
}

/** Vega can fit a single plot to a given size, but not several: their common size is sought here. */
async function fitPanels(
  spec: PanelSpec,
  target: Size,
  runtime: VegaRuntime,
): Promise<Drawing> {
  const columns = Math.min(spec.columns ?? spec.concat.length, spec.concat.length);
  const rows = Math.ceil(spec.concat.length / columns);
  let panel: Size = { width: target.width / columns - 70, height: target.height / rows - 70 };
  for (let pass = 1; ; pass++) {
    const drawing = await drawSpec(withPanelSize(spec, panel, runtime.measure), runtime);
    const size = sizeOf(drawing.svg);
    const spareWidth = target.width - size.width;
    const spareHeight = target.height - size.height;
    if (pass === MAX_PASSES || (spareWidth === 0 && spareHeight === 0)) return drawing;
    panel = {
      width: panel.width + spareWidth / columns,
      height: panel.height + spareHeight / rows,
    };
    if (panel.width < SMALLEST_PANEL || panel.height < SMALLEST_PANEL) {
      throw new ValueError(
        `a figure of ${target.width} x ${target.height} pixels has no room for ${rows} x ${columns} panels`,
        { hint: 'Give a larger width or height, or another number of columns.' },
      );
    }
  }
}

function isPanelSpec(spec: FigureSpec): spec is PanelSpec {
  return 'concat' in spec;
}

function withWrappedTitle(figure: Figure, measure: MeasureText): FigureSpec {
  const { title } = figure.spec;
  if (typeof title !== 'object' || Array.isArray(title) || !('text' in title)) return figure.spec;
  const width = figure.width - THEME_PADDING.left - THEME_PADDING.right;
  const wrap = (text: unknown, fontSize: number, bold: boolean) =>
    typeof text === 'string' ? wrapText(text, width, { fontSize, bold }, measure) : text;
  return {
    ...figure.spec,
    title: {
      ...title,
      text: wrap(title.text, FONT_SIZES.title, true),
      subtitle: wrap(title.subtitle, FONT_SIZES.subtitle, false),
    },
  } as FigureSpec;
}

function withPanelSize(spec: PanelSpec, panel: Size, measure: MeasureText): PanelSpec {
  const style = { fontSize: FONT_SIZES.panelTitle, bold: true };
  const concat = spec.concat.map((view) => {
    const { title } = view;
    const wrapped =
      typeof title === 'object' && 'text' in title && typeof title.text === 'string'
        ? { ...title, text: wrapText(title.text, panel.width, style, measure) }
        : title;
    return { ...view, ...panel, title: wrapped };
  });
  return { ...spec, concat } as PanelSpec;
}

function sizeOf(svg: string): Size {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}
