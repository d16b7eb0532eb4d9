// The panels of learning curves: which metrics there are, and the lines of each.
import { ValueError } from '@dlqr/core/errors';
import type { ScaleKind } from '../blocks/axis.ts';
import type { Line } from '../blocks/curveRows.ts';
import { lineFigure } from '../blocks/lineFigure.ts';
import type { Marker } from '../blocks/markerLayers.ts';
import type { Numbers } from '../data/checks.ts';
import { formatNumber } from '../data/formatNumber.ts';
import { type MetricCurves, metricsIn, wordsOf } from '../data/history.ts';
import { extentOf } from '../data/summary.ts';
import type { Figure } from '../figure.ts';
import { seriesColourAt } from '../theme/palette.ts';
import type { BestEpoch, Run } from './bestEpoch.ts';

/** One metric, of all runs that have it. */
export interface MetricPanel {
  readonly metric: string;
  readonly runs: readonly { readonly name: string; readonly curves: MetricCurves }[];
}

/** What all panels of a figure share. */
export interface PanelLook {
  readonly best: readonly BestEpoch[];
  readonly firstEpoch: number;
  readonly titles: Readonly<Record<string, string>>;
  readonly yScale: ScaleKind;
  /** Names of the runs when there are several; null for a single one, coloured by split. */
  readonly runNames: readonly string[] | null;
}

/**
 * The metrics of the runs, or those asked for.
 *
 * @throws {ValueError} when there are none, or one that is asked for is not there
 */
export function metricPanels(
  runs: readonly Run[],
  wanted: readonly string[] | undefined,
): MetricPanel[] {
  const found = runs.flatMap(({ name, history }) =>
    metricsIn(history).map((curves) => ({ name, curves })),
  );
  const known = [...new Set(found.map(({ curves }) => curves.metric))];
  if (known.length === 0) {
    throw new ValueError('the history has no metrics; expected at least one, such as loss');
  }
  const unknown = wanted?.find((metric) => !known.includes(metric));
  if (unknown !== undefined) {
    throw new ValueError(`the history has no metric "${unknown}"; it has ${known.join(', ')}`, {
      hint: 'Name metrics without "val": validation is drawn in the same panel.',
    });
  }
  return (wanted ?? known).map((metric) => ({
    metric,
    runs: found.filter(({ curves }) => curves.metric === metric),
  }));
}

/** Whether a panel has anything to show. */
export function hasValues(panel: MetricPanel, yScale: ScaleKind): boolean {
  const extent = extentOf(columnsOf(panel));
  return extent !== null && (yScale === 'linear' || extent[1] > 0);
}

/** Whether a log axis would leave some of the panel's values out. */
export function hasNonPositive(panel: MetricPanel): boolean {
  const extent = extentOf(columnsOf(panel));
  return extent !== null && extent[0] <= 0;
}

/** The splits that have values in any of the panels, in the order of their colours. */
export function splitsIn(panels: readonly MetricPanel[]): string[] {
  const curves = panels.flatMap(({ runs }) => runs.map((run) => run.curves));
  return [
    ...(curves.some(({ training }) => training !== null) ? ['training'] : []),
    ...(curves.some(({ validation }) => validation !== null) ? ['validation'] : []),
  ];
}

/** A panel as a figure of lines. */
export function panelFigure(
  panel: MetricPanel,
  splits: readonly string[],
  look: PanelLook,
): Figure {
  const { best, firstEpoch, runNames } = look;
  const names = runNames ?? splits;
  const markers = best.flatMap((epoch) => markerOf(panel, epoch, names, look));
  const [only] = runNames === null ? best : [];
  const marked = only === undefined ? undefined : markers[0];
  return lineFigure(linesOf(panel, look), {
    title: look.titles[panel.metric] ?? wordsOf(panel.metric),
    ...(marked ? { subtitle: `${formatNumber(marked.y)} at epoch ${formatNumber(marked.x)}` } : {}),
    xTitle: 'epoch',
    xWhole: true,
    yScale: look.yScale,
    names,
    markers,
    references: only ? [{ kind: 'x', at: only.index + firstEpoch }] : [],
  });
}

function linesOf(panel: MetricPanel, { runNames, firstEpoch }: PanelLook): Line[] {
  return panel.runs.flatMap(({ name, curves: { training, validation } }): Line[] => {
    const line = (split: string, y: Numbers | null, stroke: 'dashed' | 'solid'): Line[] => {
      if (y === null || y.length === 0) return [];
      const x = Array.from(y, (_, index) => index + firstEpoch);
      if (runNames === null) return [{ name: split, x, y, stroke }];
      return [{ name, x, y, stroke, strokeName: split }];
    };
    return [...line('training', training, 'dashed'), ...line('validation', validation, 'solid')];
  });
}

/** A dot at the best epoch, on the validation curve where there is one. */
function markerOf(
  panel: MetricPanel,
  best: BestEpoch,
  names: readonly string[],
  { firstEpoch, runNames, yScale }: PanelLook,
): Marker[] {
  const curves = panel.runs.find(({ name }) => name === best.run)?.curves;
  const y = (curves?.validation ?? curves?.training)?.[best.index];
  if (y === undefined || !Number.isFinite(y) || (yScale === 'log' && y <= 0)) return [];
  const split = curves?.validation ? 'validation' : 'training';
  const series = names.indexOf(runNames === null ? split : best.run);
  return [{ x: best.index + firstEpoch, y, colour: seriesColourAt(series, names.length) }];
}

function columnsOf({ runs }: MetricPanel): Numbers[] {
  return runs.flatMap(({ curves }) => [curves.training ?? [], curves.validation ?? []]);
}
