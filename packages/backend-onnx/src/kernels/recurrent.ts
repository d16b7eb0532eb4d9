import type { Lowerings } from './lowering.ts';

export const recurrent: Lowerings = {};
