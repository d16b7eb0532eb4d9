import { describe, expect, it } from 'vitest';
import { renderPng } from '../rendering/renderPng.ts';
import { attribute, cleanSvg, marksIn, pixelsOf, plotSize, textsIn } from '../testSupport.ts';
import { SERIES_COLOURS } from '../theme/palette.ts';
import { imageSheet } from './imageSheet.ts';

const image = { pixels: new Uint8Array(784).fill(200), width: 28, height: 28 };
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ ...image, caption: `${at} → ${at + 1} (0.98)` }));
const imagesIn = (svg: string) =>
  [...svg.matchAll(/<image [^>]*>/g)].map(([tag]) => {
    const [, x, y] = /translate\(([-\d.]+),([-\d.]+)\)/.exec(tag) ?? [];
    return { tag, x: Number(x), y: Number(y), width: Number(attribute(tag, 'width')) };
  });

describe('imageSheet', () => {
  it('draws images in rows, each with its words below', async () => {
    const svg = await cleanSvg(imageSheet(many(6), { columns: 4 }));
    const images = imagesIn(svg);
    expect(images).toHaveLength(6);
    expect(new Set(images.slice(0, 4).map(({ y }) => y)).size).toBe(1);
    expect(images[4]?.x).toBe(images[0]?.x);
    expect(images[4]?.y).toBeGreaterThan(images[0]?.y as number);
    const words = marksIn(svg, 'text');
    expect(words).toHaveLength(6);
    for (const [index, { x, y }] of words.entries()) {
      const above = images[index] as (typeof images)[number];
      expect(x).toBeCloseTo(above.x + above.width / 2, 0);
      expect(y).toBeGreaterThan(above.y + above.width);
    }
    expect(textsIn(svg)).toContain('0 → 1 (0.98)');
  });

  it('shows wrong ones in the colour of errors, and counts them', async () => {
    const figure = imageSheet([
      { ...image, caption: 'right' },
      { ...image, caption: 'wrong', isWrong: true },
    ]);
    expect(figure.title).toBe('1 of 2 images are wrong');
    const svg = await cleanSvg(figure);
    const [, wrong = ''] = /(<text[^>]*>)wrong</.exec(svg) ?? [];
    const [, right = ''] = /(<text[^>]*>)right</.exec(svg) ?? [];
    expect(attribute(wrong, 'fill')).toBe(SERIES_COLOURS[1]);
    expect(attribute(right, 'fill')).not.toBe(SERIES_COLOURS[1]);
    expect(imageSheet([image]).title).toBe('1 image');
    expect(
      imageSheet([
        { ...image, isWrong: true },
        { ...image, isWrong: true },
      ]).title,
    ).toBe('2 images');
  });

  it('keeps pixels crisp: black stays black up to the edge of white', async () => {
    const halves = { pixels: Uint8Array.of(0, 255), width: 2, height: 1 };
    const figure = imageSheet([halves], { title: 'T' });
    const { width, height, darkShare } = pixelsOf(await renderPng(figure, { scale: 1 }));
    const top = height - 12 - 80; // 160 wide, 80 high, above the padding
    expect(darkShare(16, top + 2, 14 + 78, top + 78)).toBe(1);
    expect(darkShare(14 + 82, top + 2, 14 + 156, top + 78)).toBe(0);
    expect(width).toBeGreaterThan(200);
  });

  it('keeps the proportions of images of any size, within the plot', async () => {
    const wide = {
      pixels: new Float32Array(640 * 160 * 3),
      width: 640,
      height: 160,
      channels: 3 as const,
    };
    const high = { pixels: [0, 1, 0, 1], width: 1, height: 4 };
    const svg = await cleanSvg(imageSheet([wide, high, image], { title: 'A title' }));
    const { width, height } = plotSize(svg);
    const ratios = imagesIn(svg).map(({ tag, x, y }) => {
      const size = {
        width: Number(attribute(tag, 'width')),
        height: Number(attribute(tag, 'height')),
      };
      expect(x + size.width).toBeLessThanOrEqual(width + 0.5);
      expect(y + size.height).toBeLessThanOrEqual(height + 0.5);
      return size.width / size.height;
    });
    for (const [index, ratio] of [4, 1 / 4, 1].entries()) {
      expect((ratios[index] as number) / ratio).toBeCloseTo(1, 2);
    }
  });

  it('shows the first of very many, and says so', async () => {
    const svg = await cleanSvg(imageSheet(many(70)));
    expect(imagesIn(svg)).toHaveLength(60);
    expect(textsIn(svg)).toContain('The first 60 of 70');
    expect(textsIn(svg).join(' ')).not.toContain('…'); // captions fit
  });

  it('fits a height that it is given', async () => {
    const svg = await cleanSvg(imageSheet(many(12), { columns: 4, height: 300 }));
    const { height } = plotSize(svg);
    const last = imagesIn(svg).at(-1);
    expect((last?.y ?? 0) + (last?.width ?? 0)).toBeLessThan(height);
  });

  it('is plain JSON, and loads nothing', async () => {
    const { spec } = imageSheet(many(2));
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    const svg = await cleanSvg(imageSheet(many(2)));
    expect(svg.match(/href="/g)).toHaveLength(2);
    expect(svg.match(/href="data:image\/png;base64,/g)).toHaveLength(2);
    expect(svg).toContain('xmlns:xlink="http://www.w3.org/1999/xlink"');
  });

  it('refuses what it cannot draw', () => {
    expect(() => imageSheet([])).toThrow(/no images/);
    expect(() => imageSheet([image, { ...image, width: 27 }])).toThrow(/image 1 has 784 values/);
    expect(() => imageSheet([image], { columns: 0 })).toThrow(/columns is 0/);
    expect(() => imageSheet([image], { maxImages: 1.5 })).toThrow(/maxImages is 1.5/);
    expect(() => imageSheet([image], { range: [1, 1] })).toThrow(/range is 1 and 1/);
    expect(() => imageSheet(many(60), { columns: 60, width: 300 })).toThrow(/have no room/);
  });
});
