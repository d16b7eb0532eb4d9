// Heat maps: a colour for each cell of a grid, with numbers in the cells or paths over them.
import type { Figure, FigureOptions } from '../figure.ts';
import type { ScaleKind } from './axis.ts';
import { plotFigure } from './frame.ts';
import { checkGrid, type Grid } from './grid.ts';
import { type CellLook, cellLayers, gridAxes, type Ramp } from './cellLayers.ts';
import { type Path, pathLayers } from './pathLayers.ts';
