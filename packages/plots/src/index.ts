export type { Figure, FigureOptions, FigureSpec } from './figure.ts';
export { lineFigure } from './blocks/lineFigure.ts';
export { renderSvg } from './rendering/renderSvg.ts';
export { renderPng } from './rendering/renderPng.ts';
export { saveFigure } from './rendering/saveFigure.ts';
