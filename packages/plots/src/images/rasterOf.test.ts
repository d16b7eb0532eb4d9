import { describe, expect, it } from 'vitest';
import { type PixelRange, rasterOf } from './rasterOf.ts';

const of = (pixels: ArrayLike<number>, range?: PixelRange) => [
  ...rasterOf('image 0', { pixels, width: pixels.length, height: 1 }, range, 100).bytes,
];

describe('rasterOf', () => {
  it('takes bytes as they are, and other numbers from 0 to 1', () => {
    expect(of(Uint8Array.of(0, 128, 255))).toEqual([0, 128, 255]);
    expect(of(Uint8ClampedArray.of(7))).toEqual([7]);
    expect(of(Float32Array.of(0, 0.5, 1))).toEqual([0, 128, 255]);
    expect(of([0, 1])).toEqual([0, 255]);
    expect(of([1 + 1e-7, -1e-7])).toEqual([255, 0]); // a rounding error is none
  });

  it('takes the values of black and white that it is given, and cuts what lies beyond', () => {
    expect(of([0, 255], [0, 255])).toEqual([0, 255]);
    expect(of([-1, 0, 1, 5], [-1, 1])).toEqual([0, 128, 255, 255]);
    expect(of([0, 1], [1, 0])).toEqual([255, 0]);
  });

  it('averages what is too large, each channel alone, to the last row', () => {
    const grey = { pixels: Uint8Array.of(10, 20, 90, 30, 40, 110, 60, 80, 7), width: 3, height: 3 };
    const small = rasterOf('image 0', grey, undefined, 2);
    expect(small).toMatchObject({ width: 2, height: 2, channels: 1 });
    expect([...small.bytes]).toEqual([25, 100, 70, 7]);
    const colour = { pixels: Uint8Array.of(0, 100, 200, 50, 150, 250), width: 2, height: 1 };
    const one = rasterOf('image 0', { ...colour, channels: 3 }, undefined, 1);
    expect([...one.bytes]).toEqual([25, 125, 225]);
    expect(rasterOf('image 0', grey, undefined, 3).bytes).toEqual(grey.pixels);
  });

  it('refuses what is no image', () => {
    const read = (change: object) => () =>
      rasterOf('image 3', { pixels: [0, 1], width: 2, height: 1, ...change }, undefined, 100);
    expect(read({ width: 3 })).toThrow(/image 3 has 2 values; expected 1 x 3 x 1 = 3/);
    expect(read({ width: 3 })).toThrow(expect.objectContaining({ code: 'DLQR_SHAPE' }));
    expect(read({ height: 0.5 })).toThrow(/height of image 3 is 0.5/);
    expect(read({ channels: 4 })).toThrow(/channels of image 3 is 4/);
    expect(read({ pixels: [0, NaN] })).toThrow(expect.objectContaining({ code: 'DLQR_DATA' }));
    expect(read({ pixels: [0, 200] })).toThrow(
      expect.objectContaining({
        message: 'pixel 1 of image 3 is 200; expected 0 to 1',
        hint: expect.stringContaining('[0, 255]'),
      }),
    );
  });
});
