import { ShapeError, ValueError } from '@dlqr/core/errors';
import { encodePng } from '@dlqr/core/png';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { TF_IMAGE_RECORDS } from '../events/peerRecords.cases.ts';
import type { ImageEvent, RunEvent } from '../events/runEvent.ts';
import type { Pixels } from '../images/pixels.ts';
import { eventsOfRecords } from '../testing/goldenFile.ts';
import { writtenEvents } from '../testing/writtenRecord.ts';
import type { ImageInput, ImageOptions } from './imageSummary.ts';

const FLOATS: Pixels = {
  values: Float32Array.of(0, 0.5, 1, 0.2, 0.998, -1, 1, 0, 0, 0, 1, 2),
  shape: [2, 1, 2, 3],
};
const BYTES: Pixels = { values: Uint8Array.of(7, 255, 0, 128), shape: [1, 2, 2, 1] };

async function written(image: ImageInput, options: ImageOptions = {}): Promise<ImageEvent> {
  const [event] = await writtenEvents((writer) => writer.image('pic', image, 1, options));
  return event as ImageEvent;
}

/** Red, green, blue and opacity of every pixel. */
const pixelsOf = (file: Uint8Array): number[] => [...PNG.sync.read(Buffer.from(file)).data];

describe('imageSummary', () => {
  it('makes the pixels that TensorFlow makes', async () => {
    const peers = (await eventsOfRecords(TF_IMAGE_RECORDS)) as (RunEvent & ImageEvent)[];
    expect(peers.map(({ kind, tag, width, height }) => [kind, tag, width, height])).toEqual([
      ['image', 'pic', 2, 1],
      ['image', 'grey', 2, 2],
    ]);
    for (const [index, pixels] of [FLOATS, BYTES].entries()) {
      const own = await written(pixels);
      const peer = peers[index] as ImageEvent;
      expect([own.width, own.height]).toEqual([peer.width, peer.height]);
      expect(own.images.map(pixelsOf)).toEqual(peer.images.map(pixelsOf));
    }
  });

  it('rounds floats as tf.image.convert_image_dtype of TensorFlow 2.21.0 does', async () => {
    const values = Float32Array.of(0.999, 0.001, 0.00392, 0.3, 0.9961, 0.9975);
    const { images } = await written({ values, shape: [1, 6] });
    const grey = pixelsOf(images[0] as Uint8Array).filter((_, index) => index % 4 === 0);
    expect(grey).toEqual([255, 0, 1, 76, 254, 254]);
  });

  it('takes one picture with or without its channels, and files', async () => {
    const grey = await written({ values: Float64Array.of(0, 1, 0.5, 0), shape: [2, 2] });
    const same = await written({ values: Float64Array.of(0, 1, 0.5, 0), shape: [2, 2, 1] });
    expect(same.images).toEqual(grey.images);
    const picture = { width: 3, height: 2, channels: 1, bytes: new Uint8Array(6) };
    const file = encodePng(picture);
    expect(await written(file)).toMatchObject({ width: 3, height: 2, images: [file] });
    expect((await written([file, file])).images).toHaveLength(2);
  });

  it('writes three pictures, or as many as it is told', async () => {
    const pixels = { values: new Uint8Array(5), shape: [5, 1, 1, 1] };
    expect((await written(pixels)).images).toHaveLength(3);
    expect((await written(pixels, { maxOutputs: 5 })).images).toHaveLength(5);
    const file = encodePng({ width: 1, height: 1, channels: 1, bytes: new Uint8Array(1) });
    expect((await written([file, file, file, file])).images).toHaveLength(3);
  });

  it('makes 0 of what is no number', async () => {
    const { images } = await written({ values: Float32Array.of(Number.NaN, 1), shape: [1, 2] });
    expect(pixelsOf(images[0] as Uint8Array)).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
  });

  it.each([
    ['a row', [4]],
    ['five channels', [1, 1, 5]],
    ['no pixels', [2, 0, 3]],
    ['other numbers of values', [3, 3]],
    ['a half', [0.5, 8]],
  ])('refuses %s', async (_, shape) => {
    const values = new Uint8Array(shape.length === 3 ? shape.reduce((a, b) => a * b) : 4);
    await expect(written({ values, shape })).rejects.toThrow(ShapeError);
  });

  it('refuses bytes that are no PNG file, and values of no known range', async () => {
    await expect(written(new Uint8Array(30))).rejects.toThrow('no PNG file');
    const integers = { values: new Int32Array(1) as never, shape: [1, 1] };
    await expect(written(integers)).rejects.toThrow(ValueError);
    await expect(written(BYTES, { maxOutputs: 0 })).rejects.toThrow(ValueError);
  });
});
