// The sections of the chapter, in reading order.
import type { Section } from './section.ts';
import { activations } from './sections/activations.ts';
import { depth } from './sections/depth.ts';
import { neuron } from './sections/neuron.ts';

/** All sections. */
export const SECTIONS: readonly Section[] = [neuron, activations, depth];
