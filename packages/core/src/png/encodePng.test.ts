import { Random } from '@dlqr/core/random';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { encodePng, pngSize } from './encodePng.ts';

describe('encodePng', () => {
  // Grey, grey and alpha, RGB, RGB and alpha, as pngjs reads them: always four channels.
  it.each([1, 2, 3, 4])('gives a file that comes back, with %i channels', (channels) => {
    const [width, height] = [7, 5];
    const random = new Random(channels, 'pixels');
    const bytes = Uint8Array.from({ length: width * height * channels }, () =>
      random.integer(0, 256),
    );
    const file = encodePng({ width, height, channels, bytes });
    const decoded = PNG.sync.read(Buffer.from(file));
    expect([decoded.width, decoded.height]).toEqual([width, height]);
    const expected = Array.from({ length: width * height }, (_, pixel) => {
      const own = [...bytes.subarray(pixel * channels, (pixel + 1) * channels)];
      const [grey = 0, alpha = 255] = own;
      if (channels <= 2) return [grey, grey, grey, alpha];
      return channels === 3 ? [...own, 255] : own;
    });
    expect([...decoded.data]).toEqual(expected.flat());
    expect(pngSize(file)).toEqual({ width, height });
  });

  it('knows what is no PNG file', () => {
    expect(pngSize(new Uint8Array(100))).toBeNull();
    expect(pngSize(Uint8Array.of(0x89, 0x50))).toBeNull();
  });
});
