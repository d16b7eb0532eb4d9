export { type LayerActivation, probeActivations } from './probeActivations.ts';
export { type ProbeData, probeGradients, type WeightGradient } from './probeGradients.ts';
