import type { Lowerings } from './lowering.ts';

export const array: Lowerings = {};
