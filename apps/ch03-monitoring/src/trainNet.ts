// Trains one net with everything logged: for TensorBoard, as CSV, and layer by layer.
import type { Terminal } from '@dlqr/app-kit';
import {
  CSVLogger,
  diagnose,
  type EpochRecord,
  type Finding,
  GradientMonitor,
  ProgressBar,
} from '@dlqr/callbacks';
import type { FitHistory, Run } from '@dlqr/core';
import {
  assessRegressor,
  type RegressionAssessment,
  type RegressionData,
  type RegressionRecipe,
  type Regressor,
  type Samples,
  trainRegressor,
} from '@dlqr/regression';
import { TensorBoard } from '@dlqr/tensorboard';
import type { Net, NetName } from './nets.ts';

/** A trained net, its curves, its layers over time, and what is wrong with them. */
export interface MonitoredNet {
  readonly name: NetName;
  readonly recipe: RegressionRecipe;
  readonly regressor: Regressor;
  readonly history: FitHistory;
  readonly records: readonly EpochRecord[];
  readonly findings: readonly Finding[];
  readonly assessment: RegressionAssessment;
}

/** Rows that are looked at in every layer: enough to tell a dead unit from a rare one. */
const PROBE_ROWS = 256;

/** Layers are looked at so many times in a training. */
const NUM_LOOKS = 50;

/** Trains a net into its folders of the run: `history/`, `events/`, `layers/`, `checkpoints/`. */
export async function trainNet(
  run: Run,
  data: RegressionData,
  { name, build }: Net,
  recipe: RegressionRecipe,
  options: {
    readonly seed: number;
    readonly resume: boolean;
    readonly signal: AbortSignal;
    readonly terminal: Terminal;
  },
): Promise<MonitoredNet> {
  const { terminal, ...training } = options;
  const started = performance.now();
  const probe = firstRows(data.train, PROBE_ROWS);
  const frequency = Math.max(1, Math.round(recipe.epochs / NUM_LOOKS));
  const monitor = new GradientMonitor({
    ...probe,
    frequency,
    path: run.path('layers', `${name}.json`),
  });
  const { regressor, history } = await trainRegressor(data, recipe, {
    ...training,
    buildNet: build,
    checkpoint: { directory: run.path('checkpoints', name) },
    callbacks: [
      new ProgressBar({ stream: terminal.progressStream, maxLines: 5 }),
      new CSVLogger(run.path('history', `${name}.csv`)),
      new TensorBoard(run.path('events', name), {
        histogramFreq: frequency,
        probe,
      }),
      monitor,
    ],
  });
  await run.note({ timings: { [name]: (performance.now() - started) / 1000 } });
  const { records } = monitor;
  const assessment = await assessRegressor(regressor, data, training);
  return { name, recipe, regressor, history, records, findings: diagnose(records), assessment };
}

function firstRows(
  { x, y }: Samples,
  most: number,
): { x: { values: Float32Array; shape: number[] }; y: Float32Array } {
  const numRows = Math.min(most, y.length);
  const { values, numColumns } = x;
  const rows = Float32Array.from(values.subarray(0, numRows * numColumns));
  return { x: { values: rows, shape: [numRows, numColumns] }, y: y.subarray(0, numRows) };
}
