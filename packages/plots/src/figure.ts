// What every plotting function gives: a finished drawing as data. Nothing is rendered here.
import type { TopLevelSpec } from 'vega-lite';

/** A complete vega-lite specification: plain JSON with its data and theme inside. */
export type FigureSpec = TopLevelSpec;

/** A drawing as data: hand it to `renderSvg`, `renderPng` or `saveFigure`. */
export interface Figure {
  /** The sentence above the drawing; also its name for screen readers. */
  readonly title: string;
  /** Width of the whole image, in CSS pixels. */
  readonly width: number;
  /** Height of the whole image, in CSS pixels. */
  readonly height: number;
  /** The drawing; it can be pasted into any vega-lite editor. */
  readonly spec: FigureSpec;
}

/** What every figure can be told about its frame. */
export interface FigureOptions {
  /** The sentence above the drawing; by default it states what the data show. */
  readonly title?: string;
  /** A second, smaller line; it stands before what the figure itself has to say there. */
  readonly subtitle?: string;
  /** Width of the whole image in CSS pixels, at least 200. */
  readonly width?: number;
  /** Height of the whole image in CSS pixels, at least 120. */
  readonly height?: number;
}
