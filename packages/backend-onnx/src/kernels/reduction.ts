import type { Lowerings } from './lowering.ts';

export const reduction: Lowerings = {};
