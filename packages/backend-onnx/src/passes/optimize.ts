// The passes that programs go through, in order.
import type { Program } from '../graph/program.ts';
import { combineLinear } from './combineLinear.ts';
import { divideReductions } from './divideReductions.ts';
import { fuseBias } from './fuseBias.ts';
import { mergeEqual } from './mergeEqual.ts';
import { readMasksFromRelu } from './readMasksFromRelu.ts';
import { simplify } from './simplify.ts';
import { sinkTransposes } from './sinkTransposes.ts';

/** Brings a program into its plain form, in which equal things look equal. */
export function tidy(program: Program): Program {
  return mergeEqual(simplify(simplify(program)));
}

/** Brings a program into the form in which it runs fastest. */
export function optimize(program: Program): Program {
  const turned = tidy(sinkTransposes(tidy(program)));
  const combined = mergeEqual(simplify(combineLinear(turned)));
  return divideReductions(fuseBias(readMasksFromRelu(combined)));
}
