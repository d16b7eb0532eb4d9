import type { Lowerings } from './lowering.ts';

export const convolution: Lowerings = {};
