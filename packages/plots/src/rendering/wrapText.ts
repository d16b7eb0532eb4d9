// Breaks titles where they would run over the edge; vega itself only cuts them off.
import { FONT_SIZES } from '../theme/fontStack.ts';
import type { MeasureText } from './measureText.ts';

/** How a text is set. */
export interface TextStyle {
  readonly fontSize: number;
  readonly bold: boolean;
}

/** A title and what stands below it, both in lines. */
export interface TitleLines {
  readonly text: readonly string[];
  readonly subtitle: readonly string[];
}

/** The text in lines of at most `width` pixels; a single word that is wider keeps its own line. */
export function wrapText(
  text: string,
  width: number,
  style: TextStyle,
  measure: MeasureText,
): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`;
    const fits = lines.length > 0 && measure(longer, style.fontSize, style.bold) <= width;
    if (fits) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * The lines of a vega-lite title of any form: a text, a list of lines, or an object with both.
 *
 * @param fontSize of the title itself; subtitles have one size everywhere
 */
export function titleLines(
  title: unknown,
  fontSize: number,
  width: number,
  measure: MeasureText,
): TitleLines {
  const { text, subtitle } = isTitleObject(title) ? title : { text: title, subtitle: undefined };
  const lines = (part: unknown, style: TextStyle): string[] => {
    const texts = (Array.isArray(part) ? part : [part]).filter(
      (line) => typeof line === 'string' && line !== '',
    );
    return texts.flatMap((line: string) => wrapText(line, width, style, measure));
  };
  return {
    text: lines(text, { fontSize, bold: true }),
    subtitle: lines(subtitle, { fontSize: FONT_SIZES.subtitle, bold: false }),
  };
}

function isTitleObject(title: unknown): title is { text?: unknown; subtitle?: unknown } {
  return typeof title === 'object' && title !== null && !Array.isArray(title);
}
