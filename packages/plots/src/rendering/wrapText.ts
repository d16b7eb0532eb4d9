// Breaks a line of text where it would run over the edge; vega itself only cuts it off.
import type { MeasureText } from './measureText.ts';

/** How a text is set. */
export interface TextStyle {
  readonly fontSize: number;
  readonly bold: boolean;
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
