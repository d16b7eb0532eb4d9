// Turns vega's SVG into one that can stand in any page: own ids, a name, short numbers.
import { createHash } from 'node:crypto';
import type { Figure } from '../figure.ts';

const DECIMALS = 3; // a thousandth of a pixel; what lies behind differs between processors

/**
 * Gives the SVG a root element with size and accessible name, renames ids so that several figures
 * can share a page, and rounds coordinates.
 */
export function finishSvg(rawSvg: string, figure: Figure): string {
  const body = rawSvg.slice(rawSvg.indexOf('>') + 1, rawSvg.lastIndexOf('</svg>'));
  const tidy = withOwnIds(inTags(body, shortNumbers));
  const root = [
    'xmlns="http://www.w3.org/2000/svg"',
    ...(tidy.includes(' xlink:href="') ? ['xmlns:xlink="http://www.w3.org/1999/xlink"'] : []),
    `width="${figure.width}"`,
    `height="${figure.height}"`,
    `viewBox="0 0 ${figure.width} ${figure.height}"`,
    'role="img"',
    `aria-label="${escapeAttribute(figure.title)}"`,
    'style="max-width: 100%; height: auto;"',
  ];
  return `<svg ${root.join(' ')}>${tidy}</svg>\n`;
}

/** Applies a change within tags only: text of the figure stays as it is. */
function inTags(svg: string, change: (tag: string) => string): string {
  return svg.replace(/<[^>]*>/g, change); // vega escapes ">" inside attributes
}

function shortNumbers(tag: string): string {
  return tag.replace(/-?\d+\.\d+(e-?\d+)?/g, (number) => String(roundOff(Number(number))));
}

function roundOff(value: number): number {
  const rounded = Math.round(value * 10 ** DECIMALS) / 10 ** DECIMALS;
  return rounded === 0 ? 0 : rounded; // no "-0"
}

/** Vega numbers ids from the start of the process; equal figures shall have equal ids. */
function withOwnIds(svg: string): string {
  const names = new Map<string, number>();
  inTags(svg, (tag) => {
    const id = / id="([^"]*)"/.exec(tag)?.[1];
    if (id !== undefined && !names.has(id)) names.set(id, names.size);
    return tag;
  });
  if (names.size === 0) return svg;
  const rename = (naming: (index: number) => string): string =>
    inTags(svg, (tag) =>
      tag.replace(/( id="|url\(#|href="#)([^")]*)/g, (whole, before: string, id: string) => {
        const index = names.get(id);
        return index === undefined ? whole : `${before}${naming(index)}`;
      }),
    );
  const neutral = rename((index) => `id${index}`);
  const digest = createHash('sha256').update(neutral).digest('hex').slice(0, 10);
  return rename((index) => `dlqr-${digest}-${index}`);
}

function escapeAttribute(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
