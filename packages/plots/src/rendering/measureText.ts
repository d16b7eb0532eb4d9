// Tells vega how wide text is. Without it, vega counts characters and leaves gaps or clips labels.
import { FONT_STACK } from '../theme/fontStack.ts';
import type { Fonts } from './fonts.ts';

/** Width of one line of text in CSS pixels. */
export type MeasureText = (text: string, fontSize: number, bold: boolean) => number;

/** The properties of a vega text item that its width depends on. */
interface TextItem {
  readonly font?: string;
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
  readonly limit?: number;
}

/** The object through which vega lets its user replace the measurement. */
export interface TextMetrics {
  width: (item: TextItem, text: unknown) => number;
}

/** Measures text set in the bundled typeface. */
export function measureWith(fonts: Fonts): MeasureText {
  return (text, fontSize, bold) => {
    const widths = bold ? fonts.bold : fonts.regular;
    let width = 0;
    for (const character of text) width += widths(character.codePointAt(0) as number);
    return width * fontSize;
  };
}

/**
 * Makes vega measure the text of our figures with our font. Text in any other font, of a program
 * that uses vega itself, is measured as before.
 */
export function installMeasure(metrics: TextMetrics, measure: MeasureText): void {
  const previous = metrics.width;
  metrics.width = (item, text) => {
    if (item.font !== FONT_STACK) return previous(item, text);
    const line = text === null || text === undefined ? '' : String(text).trim();
    const bold = item.fontWeight === 'bold' || Number(item.fontWeight) >= 600;
    const width = measure(line, item.fontSize ?? 11, bold);
    return item.limit && item.limit > 0 ? Math.min(width, item.limit) : width;
  };
}
