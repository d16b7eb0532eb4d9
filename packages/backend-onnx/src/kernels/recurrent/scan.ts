// The Scan operator: a body that is computed once a time step, in one node.
import { multiNode, placeholder, type Value } from '../../graph/value.ts';

/** Values by name; those that are undefined do not exist. */
export type Results = Readonly<Record<string, Value | undefined>>;

type Named<S extends string> = Readonly<Record<S, Value>>;

export interface ScanSpec<S extends string, I extends Results> {
  /** What goes from step to step, as it is before the first one. */
  readonly states: Named<S>;
  /** Arrays [time, ...] of which each step sees its part. */
  readonly sequences: I;
  /** What the body reads from outside. */
  readonly captures: readonly (Value | undefined)[];
  /** Whether it goes from the last step to the first: in sequences, and in what the steps answer. */
  readonly backwards: boolean;
  /** The same for those sequences and answers that have a direction of their own. */
  readonly directions?: Readonly<Record<string, boolean>>;
  /** One step. */
  readonly step: (
    before: Named<S>,
    at: I,
  ) => { readonly states: Named<S>; readonly outputs: Results };
}

/** @returns the states after the last step, and what the steps answered, [time, ...] */
export function scan<S extends string, I extends Results>(
  spec: ScanSpec<S, I>,
): { readonly states: Named<S>; readonly outputs: Results } {
  const states = existing(spec.states);
  const sequences = existing(spec.sequences);
  const numSteps = sequences[0]?.[1].shape[0] as number;
  const before = states.map(
    ([name, { shape, dtype }]) => [name, placeholder(shape, dtype)] as const,
  );
  const at = sequences.map(
    ([name, { shape, dtype }]) => [name, placeholder(shape.slice(1), dtype)] as const,
  );
  const result = spec.step(
    Object.fromEntries(before) as Record<S, Value>,
    Object.fromEntries(at) as Record<string, Value> as I,
  );
  const after = states.map(([name]) => result.states[name as S]);
  const outputs = existing(result.outputs);
  const directions = (named: readonly (readonly [string, Value])[]): number[] =>
    named.map(([name]) => Number(spec.directions?.[name] ?? spec.backwards));
  const values = multiNode(
    'Scan',
    [...states, ...sequences].map(([, value]) => value),
    [...after, ...outputs.map(([, { shape, dtype }]) => ({ shape: [numSteps, ...shape], dtype }))],
    {
      num_scan_inputs: sequences.length,
      scan_input_directions: directions(sequences),
      scan_output_directions: directions(outputs),
      body: {
        graph: {
          inputs: [...before, ...at].map(([, value]) => value),
          outputs: [...after, ...outputs.map(([, value]) => value)],
        },
      },
    },
    spec.captures.filter((value) => value !== undefined),
  );
  const byName = (names: readonly (readonly [string, Value])[], first: number) =>
    Object.fromEntries(names.map(([name], index) => [name, values[first + index] as Value]));
  return {
    states: byName(states, 0) as Record<S, Value>,
    outputs: byName(outputs, states.length),
  };
}

function existing(values: Results): (readonly [string, Value])[] {
  return Object.entries(values).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}
