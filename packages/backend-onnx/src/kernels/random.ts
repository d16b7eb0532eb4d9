import type { Lowerings } from './lowering.ts';

export const random: Lowerings = {};
