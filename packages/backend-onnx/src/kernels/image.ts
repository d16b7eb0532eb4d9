import type { Lowerings } from './lowering.ts';

export const image: Lowerings = {};
