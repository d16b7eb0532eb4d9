// The passes that every program goes through, in order.
import type { Program } from '../graph/program.ts';
import { combineLinear } from './combineLinear.ts';
import { mergeEqual } from './mergeEqual.ts';
import { simplify } from './simplify.ts';
import { sinkTransposes } from './sinkTransposes.ts';

export function optimize(program: Program): Program {
  const simple = mergeEqual(simplify(simplify(program)));
  const turned = mergeEqual(simplify(simplify(sinkTransposes(simple))));
  return mergeEqual(simplify(combineLinear(turned)));
}
