// The passes that every program goes through, in order.
import type { Program } from '../graph/program.ts';

export function optimize(program: Program): Program {
  return program;
}
