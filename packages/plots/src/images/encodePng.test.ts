import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { encodePng } from './encodePng.ts';

/** The pixels as another program reads them: red, green, blue and alpha. */
const decoded = (bytes: Uint8Array) => PNG.sync.read(Buffer.from(bytes));

describe('encodePng', () => {
  it.each([
    [1, 1, 1],
    [28, 28, 1],
    [5, 3, 3],
    [300, 200, 3],
  ] as const)(
    'writes %i x %i pixels of %i channels that can be read back',
    (width, height, channels) => {
      const bytes = Uint8Array.from(
        { length: width * height * channels },
        (_, at) => (at * at) % 251,
      );
      const png = decoded(encodePng({ width, height, channels, bytes }));
      expect([png.width, png.height]).toEqual([width, height]);
      for (let pixel = 0; pixel < width * height; pixel++) {
        const expected = [0, 1, 2].map((channel) => bytes[pixel * channels + (channel % channels)]);
        expect([...png.data.subarray(4 * pixel, 4 * pixel + 4)]).toEqual([...expected, 255]);
      }
    },
  );

  it('is short for an image that is mostly of one colour', () => {
    const bytes = new Uint8Array(784).fill(7, 300, 400);
    expect(encodePng({ width: 28, height: 28, channels: 1, bytes }).length).toBeLessThan(250);
  });
});
