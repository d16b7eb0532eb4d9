// How training went: every metric over the epochs, training against validation, one or several runs.
import { DataError, ValueError } from '@dlqr/core/errors';
import { facetFigure } from '../blocks/facetFigure.ts';
import type { ScaleKind } from '../blocks/axis.ts';
import { lineFigure } from '../blocks/lineFigure.ts';
import type { Figure, FigureOptions } from '../figure.ts';
