// Gathers what the steps of an epoch give, and turns it into logs.
import * as tf from '@tensorflow/tfjs';
import { ValueError } from '../errors/index.ts';
import type { Logs, MetricDirection } from './callback.ts';
import { type CompiledModel, prefixed } from './compiledModel.ts';
import type { Feed } from './feeds.ts';
import { MeanTotals } from './meanTotals.ts';
import type { StreamingMetric } from './streamingMetric.ts';

/** Streaming metrics of the one output, or by the name of each output. */
export type FitMetrics =
  | readonly StreamingMetric[]
  | Readonly<Record<string, readonly StreamingMetric[]>>;

/** What an interrupted epoch goes on from. */
export interface RecorderState {
  readonly totals: { readonly sums: readonly number[]; readonly numSamples: number };
  readonly metrics: readonly unknown[];
}

interface StreamedOutput {
  readonly name: string;
  readonly metric: StreamingMetric;
  readonly outputIndex: number;
}

/** Records steps and gives logs: the loss, the metrics of `compile`, the streaming metrics. */
export class StepRecorder {
  /** The names of the logs, in order. */
  readonly names: readonly string[];
  /** Which way each is good, where known. */
  readonly directions: Readonly<Record<string, MetricDirection>>;
  /** Whether steps must give their predictions. */
  readonly wantsPredictions: boolean;
  readonly #numScalars: number;
  readonly #streamed: readonly StreamedOutput[];
  #totals: MeanTotals;

  constructor(compiled: CompiledModel, metrics: FitMetrics) {
    this.#streamed = streamedOutputs(compiled, metrics);
    this.#numScalars = 1 + compiled.metrics.length;
    this.#totals = new MeanTotals(this.#numScalars);
    this.wantsPredictions = this.#streamed.length > 0;
    const known = [
      ['loss', 'min'] as const,
      ...compiled.metrics.map(({ name, direction }) => [name, direction] as const),
      ...this.#streamed.map(({ name, metric }) => [name, metric.direction] as const),
    ];
    this.names = known.map(([name]) => name);
    const repeated = this.names.find((name, index) => this.names.indexOf(name) !== index);
    if (repeated) {
      throw new ValueError(`two metrics are named "${repeated}"`, {
        hint: 'Leave one of them out, or give one another name.',
      });
    }
    this.directions = Object.fromEntries(known.flatMap(([n, d]) => (d ? [[n, d]] : [])));
  }

  /** Forgets everything: a new epoch or a new evaluation begins. */
  reset(): void {
    this.#totals.dispose();
    this.#totals = new MeanTotals(this.#numScalars);
    for (const { metric } of this.#streamed) metric.reset();
  }

  /** Takes over the outputs of a step (see `trainStep`); the feed stays the caller's. */
  record(feed: Feed, outputs: readonly tf.Tensor[]): void {
    this.#totals.add(outputs.slice(0, this.#numScalars), feed.numSamples);
    const predictions = outputs.slice(this.#numScalars);
    for (const { metric, outputIndex } of this.#streamed) {
      metric.update({
        yTrue: (feed.targets[outputIndex] as tf.Tensor).dataSync(),
        yPred: (predictions[outputIndex] as tf.Tensor).dataSync(),
        numSamples: feed.numSamples,
        sampleWeight: feed.weights ? feed.weights.dataSync() : null,
      });
    }
    tf.dispose(predictions);
  }

  /** The values so far, each name behind the prefix: `loss`, or with 'val' `valLoss`. */
  logs(prefix = ''): Logs {
    const values = [
      ...this.#totals.means(),
      ...this.#streamed.map(({ metric }) => metric.result()),
    ];
    return Object.fromEntries(
      this.names.map((name, index) => [prefixed(prefix, name), values[index] as number]),
    );
  }

  getState(): RecorderState {
    return {
      totals: this.#totals.getState(),
      metrics: this.#streamed.map(({ metric }) => metric.getState()),
    };
  }

  setState(state: RecorderState): void {
    this.#totals.setState(state.totals);
    for (const [index, { metric }] of this.#streamed.entries()) {
      metric.setState(state.metrics[index]);
    }
  }

  dispose(): void {
    this.#totals.dispose();
  }
}

function streamedOutputs(compiled: CompiledModel, metrics: FitMetrics): StreamedOutput[] {
  const { outputNames } = compiled;
  if (!Array.isArray(metrics)) {
    return Object.entries(metrics).flatMap(([output, list]) => {
      const outputIndex = outputNames.indexOf(output);
      if (outputIndex < 0) {
        throw new ValueError(`metrics names the output "${output}"; there are ${outputNames}`);
      }
      const prefix = outputNames.length > 1 ? output : '';
      return list.map((metric: StreamingMetric) => {
        return { name: prefixed(prefix, metric.name), metric, outputIndex };
      });
    });
  }
  if (outputNames.length > 1 && metrics.length > 0) {
    throw new ValueError(`the model has the outputs ${outputNames}: give metrics by output`, {
      hint: `Write metrics: { ${outputNames[0]}: [...] }.`,
    });
  }
  return metrics.map((metric) => ({ name: metric.name, metric, outputIndex: 0 }));
}
