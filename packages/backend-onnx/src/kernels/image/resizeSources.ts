// Where the pixels of a resized image come from, along one axis.

export interface ResizeAttributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/** Two pixels, and how far from the first towards the second. */
export interface Source {
  readonly low: number;
  readonly high: number;
  readonly fraction: number;
}

/** The place in the old image of each pixel of the new one. */
function places(size: number, newSize: number, attrs: ResizeAttributes, shift: number): number[] {
  const isAligned = attrs.alignCorners && newSize > 1;
  const ratio = isAligned ? (size - 1) / (newSize - 1) : size / newSize;
  return Array.from({ length: newSize }, (_, index) => {
    return attrs.halfPixelCenters ? ratio * (index + 0.5) - shift : ratio * index;
  });
}

/** The nearest pixels. */
export function nearestSources(size: number, newSize: number, attrs: ResizeAttributes): number[] {
  return places(size, newSize, attrs, 0).map((place) => {
    return Math.min(size - 1, attrs.alignCorners ? Math.round(place) : Math.floor(place));
  });
}

/** The pixels between which to interpolate. */
export function linearSources(size: number, newSize: number, attrs: ResizeAttributes): Source[] {
  return places(size, newSize, attrs, 0.5).map((place) => {
    const low = Math.max(0, Math.floor(place));
    return { low, high: Math.min(size - 1, Math.ceil(place)), fraction: place - low };
  });
}
