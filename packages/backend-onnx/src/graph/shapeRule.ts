// What a rule about an operator's results is, and the questions that rules ask of their nodes.
import type { Dtype, Node, Value } from './value.ts';

/** What a result must be; null where the rule does not say. */
export interface Expected {
  readonly shape: readonly number[] | null;
  readonly dtype: Dtype | null;
}

/** Refuses the node. */
export type Fail = (reason: string) => never;

/** What the results of a node must be, in order; results beyond the list are not checked. */
export type ShapeRule = (node: Node, fail: Fail) => readonly Expected[];

/** Input `index`, which must be there. */
export function inputOf(node: Node, index: number, fail: Fail): Value {
  return node.inputs[index] ?? fail(`input ${index} is missing`);
}

export function integerOf({ attributes }: Node, name: string, otherwise: number): number {
  const attribute = attributes[name];
  return typeof attribute === 'number' ? attribute : otherwise;
}

export function integersOf({ attributes }: Node, name: string): readonly number[] | null {
  const attribute = attributes[name];
  return Array.isArray(attribute) ? attribute : null;
}

/** The integers that an input holds; null where they are only known when the graph runs. */
export function knownIntegers(value: Value | null | undefined): number[] | null {
  return value?.isConstant && value.data ? Array.from(value.data, Number) : null;
}

/** An axis counted from the front. */
export function axisOf(axis: number, rank: number, fail: Fail): number {
  if (axis < -rank || axis >= rank) return fail(`axis ${axis} is outside of rank ${rank}`);
  return axis < 0 ? axis + rank : axis;
}

/** The shape to which all are broadcast. */
export function broadcast(shapes: readonly (readonly number[])[], fail: Fail): number[] {
  return shapes.reduce<number[]>((joint, shape) => {
    const rank = Math.max(joint.length, shape.length);
    return Array.from({ length: rank }, (_, index) => {
      const left = joint[joint.length - rank + index] ?? 1;
      const right = shape[shape.length - rank + index] ?? 1;
      if (left !== right && left !== 1 && right !== 1) {
        fail(`the shapes ${shapes.map((each) => `[${each}]`).join(' and ')} do not broadcast`);
      }
      return left === 1 ? right : left;
    });
  }, []);
}

/** The element type that all inputs from `first` on have. */
export function jointDtype(node: Node, first: number, fail: Fail): Dtype {
  const dtypes = node.inputs.slice(first).flatMap((input) => (input ? [input.dtype] : []));
  const [dtype] = dtypes;
  if (dtypes.some((each) => each !== dtype)) fail(`the inputs are ${dtypes.join(' and ')}`);
  return dtype ?? fail('there is no input');
}
