// How training went: every metric over the epochs, training against validation, one or several runs.
import { DataError, ValueError } from '@dlqr/core/errors';
import type { ScaleKind } from '../blocks/axis.ts';
import { facetFigure } from '../blocks/facetFigure.ts';
import { sentences } from '../blocks/frame.ts';
import { type History, wordsOf } from '../data/history.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import {
  bestEpochs,
  bestSentence,
  columnInWords,
  type Monitor,
  type Run,
  usualMonitor,
} from './bestEpoch.ts';
import {
  hasNonPositive,
  hasValues,
  type MetricPanel,
  metricPanels,
  panelFigure,
  splitsIn,
} from './metricPanels.ts';

/** How learning curves are drawn. */
export interface LearningCurvesOptions extends FigureOptions {
  /** Metrics to draw, in order, without `val`; by default all. */
  readonly metrics?: readonly string[];
  /** Titles of metrics, with their units: `{ meanAbsoluteError: 'mean absolute error (MPG)' }`. */
  readonly metricTitles?: Readonly<Record<string, string>>;
  /**
   * What tells the best epoch; by default the smallest loss, of validation if there is one. Null
   * marks none.
   */
  readonly monitor?: Monitor | null;
  /** Log shows a small loss as well as a large one; values that are not positive leave gaps. */
  readonly yScale?: ScaleKind;
  /** Number of the first epoch; 1 by default. */
  readonly firstEpoch?: number;
  /** Panels side by side. */
  readonly columns?: number;
}

/**
 * Learning curves: one panel a metric, training dashed, validation solid, the best epoch marked.
 *
 * The history is that of `fit` (`loss`, `valLoss`) or of Keras (`loss`, `val_loss`). An epoch that
 * was not measured, or gave NaN, leaves a gap. Several runs share the panels, a colour each.
 *
 * @param history values by name, each `[epochs]`; or several runs with different names
 * @throws {ValueError} when there is no run or no metric, two runs have one name, or `metrics` or
 *   `monitor` name what is not there
 * @throws {DataError} when no metric has a finite value (on a log axis: a positive one)
 * @example
 * const history = { loss: [0.9, 0.5, 0.4], valLoss: [0.8, 0.6, 0.7] };
 * learningCurves(history).title; // 'Validation loss is lowest at epoch 2 of 3'
 */
export function learningCurves(
  history: History | readonly Run[],
  options: LearningCurvesOptions = {},
): Figure {
  const runs: readonly Run[] = isRuns(history) ? history : [{ name: '', history }];
  const { firstEpoch = 1, yScale = 'linear', monitor = usualMonitor(runs) } = options;
  requireNames(runs);
  const panels = metricPanels(runs, options.metrics);
  const shown = panels.filter((panel) => hasValues(panel, yScale));
  requireShown(shown, panels, yScale);
  const best = monitor === null ? [] : bestEpochs(runs, monitor);
  const look = {
    best,
    firstEpoch,
    titles: options.metricTitles ?? {},
    yScale,
    runNames: runs.length > 1 ? runs.map(({ name }) => name) : null,
  };
  const splits = splitsIn(shown);
  return facetFigure(
    shown.map((panel) => panelFigure(panel, splits, look)),
    {
      title: monitor === null ? 'Learning curves' : bestSentence(best, monitor, firstEpoch),
      ...options,
      subtitle: sentences(
        options.subtitle,
        runs.length > 1 && monitor !== null && best.length > 0
          ? `Dots mark the best epoch of each run by ${columnInWords(monitor.column)}`
          : undefined,
        ...notesOn(panels, shown, yScale),
      ),
    },
  );
}

function isRuns(history: History | readonly Run[]): history is readonly Run[] {
  return Array.isArray(history);
}

function requireNames(runs: readonly Run[]): void {
  if (runs.length === 0) throw new ValueError('there are no runs; expected at least one');
  const names = runs.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new ValueError(`two runs are named "${twice}"; expected each once`);
}

function requireShown(
  shown: readonly MetricPanel[],
  panels: readonly MetricPanel[],
  yScale: ScaleKind,
): void {
  if (shown.length > 0) return;
  const names = panels.map(({ metric }) => metric).join(', ');
  throw new DataError(`no metric of the history has a ${usable(yScale)} value: ${names}`, {
    hint: 'A training that diverged at once gives nothing else: lower the learning rate.',
  });
}

/** What a reader must know of values that are not drawn. */
function notesOn(
  panels: readonly MetricPanel[],
  shown: readonly MetricPanel[],
  yScale: ScaleKind,
): string[] {
  const empty = panels
    .filter((panel) => !shown.includes(panel))
    .map(({ metric }) => wordsOf(metric));
  const hidden = yScale === 'log' && shown.some(hasNonPositive);
  return [
    ...(empty.length > 0 ? [`Without a ${usable(yScale)} value: ${empty.join(', ')}`] : []),
    ...(hidden ? ['Values that are not positive are missing on the log axis'] : []),
  ];
}

function usable(yScale: ScaleKind): string {
  return yScale === 'log' ? 'positive' : 'finite';
}
