// Hidden layers of which too large a share is in a bad state in the end, and since when.
import {
  hiddenLayers,
  type ObservedEpoch,
  type ObservedLayer,
  observedEpochs,
} from './trainingRecord.ts';

/** Such layers. */
export interface LayersBeyond {
  readonly names: readonly string[];
  /** The largest of their shares in the end. */
  readonly worst: number;
  /** Where the first of them got there. */
  readonly epoch: number;
}

/** The hidden layers whose share is at least `limit` when they are looked at last; null where none is. */
export function layersBeyond(
  epochs: readonly ObservedEpoch[],
  shareOf: (layer: ObservedLayer) => number,
  limit: number,
): LayersBeyond | null {
  const observed = observedEpochs(epochs);
  const last = observed.at(-1);
  const beyond = last ? hiddenLayers(last).filter((layer) => shareOf(layer) >= limit) : [];
  if (!last || beyond.length === 0) return null;
  const names = beyond.map(({ layer }) => layer);
  const begins = observed.find(({ layers }) =>
    layers.some((layer) => names.includes(layer.layer) && shareOf(layer) >= limit),
  );
  return { names, worst: Math.max(...beyond.map(shareOf)), epoch: (begins ?? last).epoch };
}
