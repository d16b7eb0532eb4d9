// Computes once what depends on the weights only.
import type { Program } from '../graph/program.ts';
import { nodesInOrder } from '../graph/program.ts';
import type { Node, Value } from '../graph/value.ts';
import { Session } from '../runtime/session.ts';

/** Arrays up to this size may come to stand in the program where a small one is repeated. */
const MAX_GROWN = 4096;

/**
 * Turns into data what the outputs need and what follows from known arrays alone: transposed
 * filters, the square roots of variances. Where the data would be larger than what it is made of
 * (a number repeated), the nodes stay.
 *
 * The values keep their identity: they lose their producer and have data from then on.
 */
export function foldConstants({ outputs }: Program): void {
  const nodes = nodesInOrder(outputs);
  const known = new Set<Node>();
  const isKnown = (value: Value | null): boolean =>
    value === null || value.data !== null || (value.producer !== null && known.has(value.producer));
  const wanted = new Set<Value>(outputs);
  for (const node of nodes) {
    const sources = [...node.inputs, ...node.captures];
    const canBe = sources.every(isKnown) && !growsFrom(node, sources);
    if (canBe) known.add(node);
    else for (const source of sources) if (source) wanted.add(source);
  }
  const folded = [...wanted].filter(({ producer }) => producer !== null && known.has(producer));
  if (folded.length === 0) return;
  const session = new Session(
    { inputs: [], outputs: folded },
    { graphOptimizationLevel: 'disabled', intraOpNumThreads: 1, logSeverityLevel: 3 },
  );
  const arrays = session.run([]);
  session.dispose();
  folded.forEach((value, index) => {
    value.data = arrays[index] ?? null;
    value.producer = null;
  });
}

function growsFrom({ outputs }: Node, sources: readonly (Value | null)[]): boolean {
  const size = (values: readonly (Value | null)[]): number =>
    values.reduce((sum, value) => sum + (value?.size ?? 0), 0);
  return size(outputs) > Math.max(MAX_GROWN, size(sources));
}
