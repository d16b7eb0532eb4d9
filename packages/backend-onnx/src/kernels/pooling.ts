import type { Lowerings } from './lowering.ts';

export const pooling: Lowerings = {};
