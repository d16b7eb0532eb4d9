import type { Lowerings } from './lowering.ts';

export const linearAlgebra: Lowerings = {};
