import type { Lowerings } from './lowering.ts';

export const normalization: Lowerings = {};
