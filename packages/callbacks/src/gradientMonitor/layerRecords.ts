// Looks into every layer of a model at one batch.
import {
  type ProbeData,
  probeActivations,
  probeGradients,
  type WeightGradient,
} from '@dlqr/core/inspection';
import type * as tf from '@tensorflow/tfjs';
import { activationNumbers, UNKNOWN_ACTIVATIONS } from './activationShares.ts';
import type { LayerRecord } from './epochRecord.ts';

/**
 * The records of all layers that have weights to train or outputs of their own.
 *
 * @param before the trainable weights at the last record, in the model's order; null for the first
 */
export async function layerRecords(
  model: tf.LayersModel,
  probe: ProbeData,
  seed: number,
  before: readonly tf.Tensor[] | null,
): Promise<LayerRecord[]> {
  const gradients = await probeGradients(model, probe, { seed });
  const activations = new Map(
    (await probeActivations(model, probe.x)).map((activation) => [activation.layer, activation]),
  );
  const weights = await readWeights(model, before);
  return layersInside(model).flatMap((layer): LayerRecord[] => {
    const { name } = layer;
    const output = activations.get(name);
    const ofLayer = gradients.filter((gradient) => gradient.layer === name);
    if (!output && ofLayer.length === 0) return [];
    const activation = output?.activation ?? null;
    const own = layer.trainableWeights.flatMap(({ id }) => weights.get(id) ?? []);
    const all = [...own.map(({ now }) => now), ...ofLayer.map(({ values }) => values)];
    return [
      {
        layer: name,
        activation,
        ...weightNumbers(own),
        ...gradientNumbers(ofLayer),
        ...(output
          ? activationNumbers(output.values, output.shape.at(-1) ?? 1, activation)
          : UNKNOWN_ACTIVATIONS),
        nonFiniteShare: nonFiniteShare(output ? [output.values, ...all] : all),
      },
    ];
  });
}

/** The numbers of one weight, and those at the last record. */
interface WeightValues {
  readonly now: ArrayLike<number>;
  readonly before: ArrayLike<number> | null;
}

/** All trainable weights, by their id. */
async function readWeights(
  model: tf.LayersModel,
  before: readonly tf.Tensor[] | null,
): Promise<Map<number, WeightValues>> {
  const read = model.trainableWeights.map(async (weight, index) => {
    const values: WeightValues = {
      now: await weight.read().data(),
      before: (await before?.[index]?.data()) ?? null,
    };
    return [weight.id, values] as const;
  });
  return new Map(await Promise.all(read));
}

function weightNumbers(
  weights: readonly WeightValues[],
): Pick<LayerRecord, 'numWeights' | 'weightNorm' | 'updateRatio'> {
  const total = (of: (weight: WeightValues) => number): number =>
    weights.reduce((sum, weight) => sum + of(weight), 0);
  const update = total(({ now, before }) => (before ? sumOfSquares(now, before) : Number.NaN));
  const start = total(({ before }) => (before ? sumOfSquares(before) : Number.NaN));
  return {
    numWeights: total(({ now }) => now.length),
    weightNorm: Math.sqrt(total(({ now }) => sumOfSquares(now))),
    updateRatio: Math.sqrt(update / start),
  };
}

function gradientNumbers(
  gradients: readonly WeightGradient[],
): Pick<LayerRecord, 'gradientNorm' | 'largestGradient'> {
  if (gradients.length === 0) return { gradientNorm: Number.NaN, largestGradient: Number.NaN };
  let squares = 0;
  let largest = 0;
  for (const { values } of gradients) {
    squares += sumOfSquares(values);
    for (const value of values) largest = Math.max(largest, Math.abs(value)); // NaN stays NaN
  }
  return { gradientNorm: Math.sqrt(squares), largestGradient: largest };
}

/** Of the differences, where others are given. */
function sumOfSquares(values: ArrayLike<number>, others?: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    sum += ((values[index] as number) - (others?.[index] ?? 0)) ** 2;
  }
  return sum;
}

function nonFiniteShare(lists: readonly ArrayLike<number>[]): number {
  let [count, size] = [0, 0];
  for (const list of lists) {
    size += list.length;
    for (let index = 0; index < list.length; index++)
      count += Number(!Number.isFinite(list[index]));
  }
  return size === 0 ? 0 : count / size;
}

/** All layers that are no models themselves. */
function layersInside(model: tf.LayersModel): tf.layers.Layer[] {
  return model.layers.flatMap((layer) =>
    'layers' in layer ? layersInside(layer as tf.LayersModel) : [layer],
  );
}
