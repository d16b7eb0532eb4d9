// The sections of the chapter, in reading order.
import type { Section } from './section.ts';
import { activations } from './sections/activations.ts';
import { depth } from './sections/depth.ts';
import { descent } from './sections/descent.ts';
import { drift } from './sections/drift.ts';
import { fitDiagnosis } from './sections/fitDiagnosis.ts';
import { holdOut } from './sections/holdOut.ts';
import { lossAndCost } from './sections/lossAndCost.ts';
import { neuron } from './sections/neuron.ts';
import { optimizers } from './sections/optimizers.ts';
import { parameters } from './sections/parameters.ts';
import { propagation } from './sections/propagation.ts';
import { xor } from './sections/xor.ts';

/** All sections. */
export const SECTIONS: readonly Section[] = [
  neuron,
  activations,
  depth,
  xor,
  lossAndCost,
  propagation,
  descent,
  optimizers,
  parameters,
  fitDiagnosis,
  holdOut,
  drift,
];
