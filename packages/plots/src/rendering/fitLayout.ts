// Makes a drawing exactly as large as its figure says: titles wrapped, panels sized to what is left.
import { ValueError } from '@dlqr/core/errors';
import type { Figure, FigureSpec } from '../figure.ts';
import { FONT_SIZES } from '../theme/fontStack.ts';
import { THEME_PADDING } from '../theme/themeConfig.ts';
import { type Drawing, drawSpec } from './drawSpec.ts';
import type { MeasureText } from './measureText.ts';
import type { VegaRuntime } from './vegaRuntime.ts';
import { type TextStyle, wrapText } from './wrapText.ts';

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
async function fitPanels(spec: PanelSpec, target: Size, runtime: VegaRuntime): Promise<Drawing> {
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
  const width = figure.width - THEME_PADDING.left - THEME_PADDING.right;
  return {
    ...figure.spec,
    title: wrapTitle(title, FONT_SIZES.title, width, measure),
  } as FigureSpec;
}

function withPanelSize(spec: PanelSpec, panel: Size, measure: MeasureText): PanelSpec {
  const concat = spec.concat.map(({ title, ...view }) => ({
    ...view,
    ...panel,
    title: wrapTitle(title, FONT_SIZES.panelTitle, panel.width, measure),
  }));
  return { ...spec, concat } as PanelSpec;
}

/** A title, and what stands below it, in lines of at most `width`. */
function wrapTitle(title: unknown, fontSize: number, width: number, measure: MeasureText): unknown {
  if (typeof title !== 'object' || title === null || !('text' in title)) return title;
  const wrap = (text: unknown, style: TextStyle) =>
    typeof text === 'string' ? wrapText(text, width, style, measure) : text;
  const text = wrap(title.text, { fontSize, bold: true });
  if (!('subtitle' in title)) return { ...title, text };
  const plain = { fontSize: FONT_SIZES.subtitle, bold: false };
  return { ...title, text, subtitle: wrap(title.subtitle, plain) };
}

function sizeOf(svg: string): Size {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}
