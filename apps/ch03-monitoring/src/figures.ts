// The figures of the chapter: curves side by side, and the layers of each net over time.
import type { Run } from '@dlqr/core';
import { type Figure, histogramsOverTime, layerLines, lineFigure } from '@dlqr/plots';
import { readEvents } from '@dlqr/tensorboard';
import type { MonitoredNet } from './trainNet.ts';

/** A figure under the name of its file, and how to read it. */
export interface NamedFigure {
  readonly name: string;
  readonly caption: string;
  readonly figure: Figure;
}
