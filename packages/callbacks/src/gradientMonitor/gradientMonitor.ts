// Watches gradients, weights and activations of every layer while a model trains.
import type { CallbackState } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import type { ProbeData } from '@dlqr/core/inspection';
import * as tf from '@tensorflow/tfjs';
import { checkCount } from '../base/checks.ts';
import { type RawLogs, readLogs } from '../base/logs.ts';
import { fromNumbered, toNumbered } from '../base/numberedTensors.ts';
import { StatefulCallback } from '../base/statefulCallback.ts';
import type { EpochRecord } from './epochRecord.ts';
import { layerRecords } from './layerRecords.ts';
import { fromJsonRecords, toJsonRecords, writeEpochRecords } from './recordsFile.ts';

/** What GradientMonitor looks at, and how often. */
export interface GradientMonitorOptions extends ProbeData {
  /** Every how many epochs; default 1. */
  readonly frequency?: number;
  /** Of dropout and noise while gradients are taken; default 0, the same at every record. */
  readonly seed?: number;
  /** A JSON file that all records are written into, anew at every record; default none. */
  readonly path?: string;
}

/**
 * Records the state of every layer before training and after every n-th epoch: norms of weights,
 * gradients and updates, and how many units are dead, saturated or all alike.
 *
 * It tells why a net does not learn: `diagnose` reads the records. One batch is enough, some 64 to
 * 256 rows of the training data; all its rows are computed at once. Nothing of the model changes.
 * Place it last, to have all values of an epoch in its record.
 *
 * @example
 * const monitor = new GradientMonitor({ x: xProbe, y: yProbe });
 * await model.fit(x, y, { epochs: 20, callbacks: [monitor] });
 * monitor.records[0]?.layers[0]
 * // { layer: 'dense_Dense1', activation: 'relu', gradientNorm: 0.0213, deadShare: 0.125, … }
 */
export class GradientMonitor extends StatefulCallback {
  readonly name = 'GradientMonitor';
  readonly #probe: ProbeData;
  readonly #frequency: number;
  readonly #seed: number;
  readonly #path: string | null;
  #records: EpochRecord[] = [];
  /** The trainable weights at the last record. */
  #weights: readonly tf.Tensor[] | null = null;

  /** @throws {ValueError} when an option cannot be used */
  constructor(options: GradientMonitorOptions) {
    super();
    const { frequency = 1, seed = 0, path, ...probe } = options;
    checkCount('frequency', frequency, 1);
    checkCount('seed', seed, 0);
    if (path === '') throw new ValueError('path is empty; expected the file to write');
    if (probe.x === undefined || probe.y === undefined) {
      throw new ValueError('x or y is missing; expected a batch to look at', {
        hint: 'Pass some rows of the training data: new GradientMonitor({ x, y }).',
      });
    }
    this.#probe = probe;
    this.#frequency = frequency;
    this.#seed = seed;
    this.#path = path ?? null;
  }

  /** The records so far: before training, then one every `frequency` epochs. */
  get records(): readonly EpochRecord[] {
    return this.#records;
  }

  /**
   * @throws {ShapeError | ValueError} when the batch does not fit the model
   * @throws {FileError} when the file cannot be written
   */
  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    const isResumed = this.#records.length > 0;
    if (!isResumed) await this.#record(this.facts.initialEpoch - 1, {});
  }

  /** @throws {FileError} when the file cannot be written */
  override async onEpochEnd(epoch: number, logs: RawLogs = {}): Promise<void> {
    if ((epoch + 1) % this.#frequency === 0) await this.#record(epoch, logs);
  }

  override async onTrainEnd(): Promise<void> {
    this.dispose();
  }

  async onTrainInterrupt(): Promise<void> {
    this.dispose();
  }

  /** Gives back the kept weights; needed only where `model.fit` was ended by an error. */
  dispose(): void {
    for (const tensor of this.#weights ?? []) tensor.dispose();
    this.#weights = null;
  }

  getState(): CallbackState {
    return {
      values: { records: toJsonRecords(this.#records) },
      tensors: toNumbered(this.#weights),
    };
  }

  protected override reset(): void {
    this.dispose();
    this.#records = [];
  }

  protected override restore({ values, tensors }: CallbackState): void {
    this.dispose();
    this.#records = fromJsonRecords(values.records);
    this.#weights = fromNumbered(tensors);
  }

  async #record(epoch: number, logs: RawLogs): Promise<void> {
    const values = await readLogs(logs);
    const { steps: stepsPerEpoch } = this.facts;
    const last = this.#records.at(-1);
    const numEpochs = last ? epoch - last.epoch : 0;
    const steps = stepsPerEpoch === null ? null : stepsPerEpoch * numEpochs;
    const layers = await layerRecords(this.model, this.#probe, this.#seed, this.#weights);
    this.dispose();
    this.#weights = this.model.trainableWeights.map((weight) => tf.clone(weight.read()));
    this.#records.push({ epoch, logs: values, steps, layers });
    if (this.#path !== null) await writeEpochRecords(this.#path, this.#records);
  }
}
