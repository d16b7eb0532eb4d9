// Images in rows as vega-lite layers, each in its frame, with its words below.

import { encodePng, type Raster } from '@dlqr/core/png';
import type { Layer } from '../blocks/frame.ts';
import { ROLE_COLOURS, SERIES_COLOURS } from '../theme/palette.ts';
import type { SheetLayout } from './sheetLayout.ts';

/** One image, ready to be drawn. */
export interface SheetCell {
  readonly raster: Raster;
  readonly caption: string;
  readonly isWrong: boolean;
}

interface Row {
  readonly url: string;
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
  readonly middle: number;
  readonly caption: string;
  readonly isWrong: boolean;
}

/** Images, their frames and captions, row by row. */
export function sheetLayers(cells: readonly SheetCell[], layout: SheetLayout): Layer[] {
  const rows = cells.map((cell, index) => rowOf(cell, index, layout));
  const x = sideOf(0, layout.plot.width);
  const y = sideOf(layout.plot.height, 0);
  const box = { x: x('x'), x2: { field: 'x2' }, y: y('y'), y2: { field: 'y2' } };
  const [, alarm = ''] = SERIES_COLOURS;
  const images: Layer = {
    data: { values: rows.map(({ caption: _, ...row }) => row) },
    mark: { type: 'image', smooth: false, aspect: false },
    encoding: { ...box, url: { field: 'url', type: 'nominal' } },
  };
  const frames = (isWrong: boolean): Layer[] => {
    const values = rows.filter((row) => row.isWrong === isWrong).map(({ url: _, ...row }) => row);
    if (values.length === 0) return [];
    const stroke = isWrong ? alarm : ROLE_COLOURS.axis;
    const ink = isWrong ? alarm : ROLE_COLOURS.text;
    return [
      {
        data: { values },
        mark: { type: 'rect', filled: false, stroke, strokeWidth: isWrong ? 2 : 0.75 },
        encoding: box,
      },
      {
        data: { values: values.filter(({ caption }) => caption !== '') },
        mark: {
          type: 'text',
          baseline: 'top',
          dy: 6,
          fontSize: layout.captionSize,
          fontWeight: isWrong ? 'bold' : 'normal',
          color: ink,
          limit: layout.stepX - 4,
        },
        encoding: { x: x('middle'), y: y('y2'), text: { field: 'caption' } },
      },
    ];
  };
  return [images, ...frames(false), ...frames(true)];
}

/** An image in the middle of its space, at the bottom of it. */
function rowOf({ raster, caption, isWrong }: SheetCell, index: number, layout: SheetLayout): Row {
  const { columns, imageSize, stepX, stepY } = layout;
  const scale = imageSize / Math.max(raster.width, raster.height);
  const [width, height] = [raster.width * scale, raster.height * scale];
  const x = (index % columns) * stepX + (imageSize - width) / 2;
  const y = Math.floor(index / columns) * stepY + imageSize - height;
  const url = `data:image/png;base64,${Buffer.from(encodePng(raster)).toString('base64')}`;
  return { url, x, y, x2: x + width, y2: y + height, middle: x + width / 2, caption, isWrong };
}

/** Gives channels without an axis, whose values are pixels of the layout. */
function sideOf(first: number, last: number) {
  return (field: string) => ({
    field,
    type: 'quantitative' as const,
    scale: { domain: [first, last], nice: false, zero: false },
    axis: null,
  });
}
