// The figures of the chapter: curves side by side, and the layers of each net over time.
import type { NamedFigure } from '@dlqr/app-kit';
import type { EpochRecord, Finding } from '@dlqr/callbacks';
import type { Run } from '@dlqr/core';
import {
  type Figure,
  histogramsOverTime,
  type LayerLinesOptions,
  layerLines,
  lineFigure,
  type Snapshot,
} from '@dlqr/plots';
import { readEvents } from '@dlqr/tensorboard';
import type { MonitoredNet } from './trainNet.ts';

/** All figures, in the order in which they are read. */
export async function figuresOf(
  run: Run,
  trained: readonly MonitoredNet[],
  target: string,
): Promise<NamedFigure[]> {
  const figures = [validationCurves(trained, target)];
  for (const net of trained) {
    figures.push(...layerFigures(net));
    const weights = await weightFigure(run, net);
    if (weights) figures.push(weights);
  }
  return figures;
}

function validationCurves(trained: readonly MonitoredNet[], target: string): NamedFigure {
  const lines = trained.map(({ name, history }) => {
    const y = history.history.valLoss ?? [];
    return { name, x: y.map((_, index) => index + 1), y };
  });
  return {
    name: 'validation-curves',
    caption:
      'The error on validation rows by epoch. What tells a broken net from a healthy one is not how ' +
      'it begins but where it stays.',
    figure: lineFigure(lines, {
      title: `Validation error of ${trained.length === 1 ? 'the net' : 'the nets'} by epoch`,
      xTitle: 'epoch',
      xScale: 'log',
      xWhole: true,
      yTitle: `mean absolute error (${target})`,
      yScale: 'log',
    }),
  };
}

function layerFigures({ name, records, findings }: MonitoredNet): NamedFigure[] {
  const isFound = (kind: Finding['kind']): boolean =>
    findings.some((finding) => finding.kind === kind);
  const net = `The ${name} net`;
  const gradients: NamedFigure = {
    name: `gradient-norms-${name}`,
    caption: `${name}: the size of the gradient in each layer, from the input (dark) to the output (bright). Lines that lie within a factor of ten or so are healthy; one that lies thousands of times lower belongs to a layer that hardly learns.`,
    figure: linesOf(records, 'gradientNorm', { measure: 'gradient norm', subtitle: net }),
  };
  const copies: NamedFigure = {
    name: `copies-${name}`,
    caption: `${name}: the share of units that give the same output as another unit for every sample. It should be 0.`,
    figure: linesOf(records, 'identicalShare', {
      measure: 'share of copied units',
      title: 'Units of a layer that are copies of each other',
      subtitle: net,
      yScale: 'linear',
      yInclude: [0, 1],
    }),
  };
  const dead: NamedFigure = {
    name: `dead-units-${name}`,
    caption: `${name}: the share of units that are 0 for every sample. Up to a third is common with ReLU.`,
    figure: linesOf(records, 'deadShare', {
      measure: 'share of dead units',
      subtitle: net,
      yScale: 'linear',
      yInclude: [0, 1],
    }),
  };
  return [
    gradients,
    ...(isFound('identicalUnits') ? [copies] : []),
    ...(isFound('deadUnits') ? [dead] : []),
  ];
}

/** A measure of every layer that learns, over the epochs. */
function linesOf(
  records: readonly EpochRecord[],
  measure: 'gradientNorm' | 'identicalShare' | 'deadShare',
  options: LayerLinesOptions,
): Figure {
  const names = (records[0]?.layers ?? [])
    .filter(({ numWeights }) => numWeights > 0)
    .map(({ layer }) => layer);
  const shown = measure === 'gradientNorm' ? names : names.slice(0, -1); // an output has no copies
  const measured = ({ layers }: EpochRecord, name: string): number =>
    layers.find(({ layer }) => layer === name)?.[measure] ?? Number.NaN;
  return layerLines(
    Object.fromEntries(
      shown.map((name) => [name, records.map((record) => measured(record, name))]),
    ),
    { ...options, positions: records.map(({ epoch }) => epoch + 1) },
  );
}

/** How the weights of the first layer spread, read back from the events that were written. */
async function weightFigure(
  run: Run,
  { name, records }: MonitoredNet,
): Promise<NamedFigure | null> {
  const layer = records[0]?.layers.find(({ numWeights }) => numWeights > 0)?.layer;
  const snapshots = new Map<number, Snapshot>(); // a resumed training repeats epochs
  for await (const event of readEvents(run.path('events', name, 'train'))) {
    if (event.kind !== 'histogram' || event.tag !== `${layer}/kernel/histogram`) continue;
    const step = event.step + 1;
    snapshots.set(step, { step, buckets: event.buckets });
  }
  if (snapshots.size === 0) return null;
  return {
    name: `weights-${name}`,
    caption: `${name}: the weights of the first layer over the epochs. They should begin spread out and move; a single peak is a layer of equal weights.`,
    figure: histogramsOverTime([...snapshots.values()], {
      name: 'weights of the first layer',
      subtitle: `The ${name} net`,
    }),
  };
}
