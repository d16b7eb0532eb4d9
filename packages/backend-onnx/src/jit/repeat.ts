// Several runs of a compiled program as one: the state goes through a Scan, from step to step.
import type { Program } from '../graph/program.ts';
import { constant, multiNode, placeholder, type Value } from '../graph/value.ts';

/** How the inputs of a step's program are laid out. */
export interface StepLayout {
  /** Inputs that differ from step to step; they come first. */
  readonly numPerStep: number;
  /** Arrays of state; they come last, and first among the outputs. */
  readonly numGroups: number;
}

/**
 * A program that runs `numSteps` steps: what differs from step to step comes in, and goes out, with
 * an axis [steps] in front.
 */
export function repeat(program: Program, layout: StepLayout, numSteps: number): Program {
  const { numPerStep, numGroups } = layout;
  const { inputs, outputs } = program;
  const perStep = inputs.slice(0, numPerStep);
  const lasting = inputs.slice(numPerStep, inputs.length - numGroups);
  const state = inputs.slice(inputs.length - numGroups);
  const stacked = perStep.map((input) => placeholder([numSteps, ...input.shape], input.dtype));
  const states = state.map(({ shape, dtype }) => placeholder(shape, dtype));
  const [scanned, inBody] = countedBy(numSteps, stacked, perStep);
  const results = multiNode(
    'Scan',
    [...states, ...scanned],
    outputs.map(({ shape, dtype }, index) => ({
      shape: index < numGroups ? shape : [numSteps, ...shape],
      dtype,
    })),
    {
      body: { graph: { inputs: [...state, ...inBody], outputs } },
      num_scan_inputs: scanned.length,
    },
    lasting,
  );
  return { inputs: [...stacked, ...lasting, ...states], outputs: results };
}

/** A Scan counts its steps by what it goes along: there must be something. */
function countedBy(
  numSteps: number,
  stacked: readonly Value[],
  inBody: readonly Value[],
): readonly [readonly Value[], readonly Value[]] {
  if (stacked.length > 0) return [stacked, inBody];
  const steps = constant([numSteps], 'int32', new Int32Array(numSteps));
  return [[steps], [placeholder([], 'int32')]];
}
