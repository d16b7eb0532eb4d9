// What tests read out of a figure: its marks, texts and pixels, and whether vega had objections.
import { PNG } from 'pngjs';
import type { Figure } from './figure.ts';
import { drawFitted } from './rendering/fitLayout.ts';
import { renderSvg } from './rendering/renderSvg.ts';
import { vegaRuntime } from './rendering/vegaRuntime.ts';

/** One drawn mark: its opening tag, and where it stands in its panel. */
export interface DrawnMark {
  readonly tag: string;
  readonly x: number;
  readonly y: number;
}

/** The data marks of one kind (`symbol`, `line`, `rect`, `rule`, `area`, `text`), axes and legends excluded. */
export function marksIn(svg: string, kind: string): DrawnMark[] {
  const groups = svg.matchAll(new RegExp(`<g class="mark-${kind} role-mark[^>]*>(.*?)</g>`, 'gs'));
  return [...groups].flatMap(([, content = '']) =>
    [...content.matchAll(/<(?:path|line|text|rect)[^>]*>/g)].map(([tag]) => ({
      tag,
      ...positionIn(tag),
    })),
  );
}

/** All texts in order of drawing, with entities resolved. */
export function textsIn(svg: string): string[] {
  return [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]+)</g)].map(([, text = '']) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  );
}

/** The size of the plot, of several the last, in CSS pixels. */
export function plotSize(svg: string): { width: number; height: number } {
  const plots = svg.matchAll(
    /mark-group role-(?:frame root|scope concat_\d+_group)"[^>]*><g[^>]*><path[^>]* d="M0,0h([\d.]+)v([\d.]+)h/g,
  );
  const [, width, height] = [...plots].at(-1) ?? [];
  return { width: Number(width), height: Number(height) };
}

/** The value of an attribute of a tag. */
export function attribute(tag: string, name: string): string | undefined {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
}

/** The SVG, after a check that vega had no objections. */
export async function cleanSvg(figure: Figure): Promise<string> {
  const { warnings } = await drawFitted(figure, await vegaRuntime());
  if (warnings.length > 0) throw new Error(`vega warns: ${warnings.join('; ')}`);
  return renderSvg(figure);
}

/** An image as pixels. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** How many different colours there are. */
  readonly numColours: number;
  /** The share of pixels that are nearly black within a rectangle, in pixels. */
  readonly darkShare: (left: number, top: number, right: number, bottom: number) => number;
}

/** Decodes a PNG. */
export function pixelsOf(bytes: Uint8Array): Pixels {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  const colours = new Set<number>();
  for (let at = 0; at < data.length; at += 4) colours.add(data.readUInt32BE(at));
  const darkShare = (left: number, top: number, right: number, bottom: number): number => {
    let dark = 0;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        if ((data[4 * (y * width + x)] as number) < 90) dark++;
      }
    }
    return dark / ((right - left) * (bottom - top));
  };
  return { width, height, numColours: colours.size, darkShare };
}

function positionIn(tag: string): { x: number; y: number } {
  const [, x, y] = /transform="translate\(([-\d.]+),([-\d.]+)\)/.exec(tag) ?? [];
  return { x: Number(x), y: Number(y) };
}

/** The corners of a drawn path of straight lines, one list a stretch, in CSS pixels of its panel. */
export function stretchesOf(tag: string): [number, number][][] {
  const d = attribute(tag, 'd') ?? '';
  return d
    .split('M')
    .slice(1)
    .map((stretch) =>
      stretch
        .replace('Z', '')
        .split('L')
        .map((corner) => corner.split(',').map(Number) as [number, number]),
    );
}
