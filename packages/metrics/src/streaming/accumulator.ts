// What a streaming metric adds up, and the shell that makes a StreamingMetric of it.
import type { MetricBatch, MetricDirection, StreamingMetric } from '@dlqr/core';
import { ShapeError } from '@dlqr/core/errors';
import { allFinite, type Batch, readBatch } from './batch.ts';
import { readState, type SavedNumbers, writeState } from './state.ts';

/** The sums of a metric; it is given checked batches of one width, and only finite predictions. */
export interface Accumulator {
  reset(): void;
  add(batch: Batch): void;
  /** The value of what was added; only asked for when something was. */
  result(): number;
  /** A copy of all that was added. */
  save(): SavedNumbers;
  load(saved: SavedNumbers): void;
}

/** What every streaming metric takes. */
export interface StreamingOptions {
  /** Its key in logs; give one where two metrics of a kind differ in their options. */
  readonly name?: string;
}

/**
 * A streaming metric from its sums.
 *
 * Batches without samples are skipped. A prediction that is not finite makes the result NaN until
 * `reset`: training has diverged, which is for the training loop to judge.
 */
export function streamingMetric(
  name: string,
  direction: MetricDirection,
  accumulator: Accumulator,
): StreamingMetric {
  let widths: readonly [trueWidth: number, predWidth: number] | null = null;
  let diverged = false;
  return {
    name,
    direction,
    reset() {
      widths = null;
      diverged = false;
      accumulator.reset();
    },
    update(metricBatch: MetricBatch) {
      if (metricBatch.numSamples === 0) return;
      const batch = readBatch(metricBatch);
      if (widths !== null) requireWidths(batch, widths);
      diverged ||= !allFinite(batch.yPred);
      if (!diverged) accumulator.add(batch);
      widths = [batch.trueWidth, batch.predWidth];
    },
    result() {
      return widths === null || diverged ? Number.NaN : accumulator.result();
    },
    getState() {
      return writeState(name, { widths, diverged, numbers: accumulator.save() });
    },
    setState(state: unknown) {
      const read = readState(name, state, Object.keys(accumulator.save()));
      accumulator.load(read.numbers);
      widths = read.widths;
      diverged = read.diverged;
    },
  };
}

function requireWidths(batch: Batch, [trueWidth, predWidth]: readonly [number, number]): void {
  if (batch.trueWidth === trueWidth && batch.predWidth === predWidth) return;
  throw new ShapeError(
    `a batch has ${batch.trueWidth} targets and ${batch.predWidth} predictions a sample; expected ${trueWidth} and ${predWidth}, as before`,
  );
}
