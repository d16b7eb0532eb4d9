// What labelled images are to the rest of dlqr.

/** Some images and their labels. */
export interface ImageSet {
  /** [images, height, width, channels], row-major, 0 to 255 */
  readonly images: Uint8Array;
  /** [images], indices of the class names */
  readonly labels: Int32Array;
  readonly numImages: number;
}

/** Labelled images of one size, divided as they are published. */
export interface ImageSplits {
  readonly kind: 'images';
  /** [height, width, channels] */
  readonly shape: readonly [number, number, number];
  readonly classNames: readonly string[];
  readonly train: ImageSet;
  readonly test: ImageSet;
}
