// The operations that random programs are made of: one row each.
import { arrayOperations } from './arrayOperations.ts';
import { elementwiseOperations } from './elementwiseOperations.ts';
import { furtherOperations } from './furtherOperations.ts';
import { fusedOperations } from './fusedOperations.ts';
import { matrixOperations } from './matrixOperations.ts';
import type { Operation } from './randomProgram.ts';

export const operations: readonly Operation[] = [
  ...elementwiseOperations,
  ...arrayOperations,
  ...matrixOperations,
  ...furtherOperations,
  ...fusedOperations,
];
