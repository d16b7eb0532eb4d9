// Bars or dots for named values, with error bars, side by side in groups if need be.
import { DataError, ValueError } from '@dlqr/core/errors';
import type { Figure, FigureOptions } from '../figure.ts';
import { ROLE_COLOURS, SERIES_COLOURS } from '../theme/palette.ts';
import { type Axis, axisOver, quantitative } from './axis.ts';
import { type Layer, plotFigure } from './frame.ts';
import { type Reference, referenceLayer } from './references.ts';
import { namesOf, seriesColour } from './seriesColours.ts';
