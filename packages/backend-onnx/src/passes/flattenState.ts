// Puts state side by side: variables that are updated alike become one array, updated once. All of
// Adam for all weights is then a dozen operators; nothing here knows of Adam.
import { concat, flatten, reshape, split } from '../graph/ops.ts';
import { node as addNode, type Node, placeholder, type Value } from '../graph/value.ts';
import { ELEMENTWISE } from './elementwise.ts';
import { rewrite } from './rewrite.ts';

/** A variable before and after a step. */
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

/** Larger variables stay alone: for them, bringing them together costs more than it saves. */
const MAX_MEMBER_SIZE = 1 << 16;

export function flattenState(pairs: readonly StatePair[], outputs: readonly Value[]): FlatState {
  const befores = new Set(pairs.map(({ before }) => before));
  const byUpdate = new Map<string, number[]>();
  pairs.forEach(({ before, after }, index) => {
    const fits = before.dtype === 'float32' && before.size <= MAX_MEMBER_SIZE;
    const key = fits ? updateOf(after, befores) : `alone ${index}`;
    byUpdate.set(key, [...(byUpdate.get(key) ?? []), index]);
  });
  const sets = [...byUpdate.values()];
  const fused = sets
    .filter((indices) => indices.length > 1)
    .map((indices) => ({
      indices,
      before: flatBefore(indices.map((at) => pairs[at] as StatePair)),
    }));
  const fusion = new Fusion(
    fused.map(({ indices, before }) => ({
      flat: before,
      members: indices.map((at) => pairs[at]?.before as Value),
    })),
  );
  const views = fusion.views();
  const alone = sets.filter((indices) => indices.length === 1).map(([at]) => at as number);
  const after = fused.map(({ indices }) =>
    fusion.build(indices.map((at) => pairs[at]?.after as Value)),
  );
  const program = rewrite(
    {
      inputs: [],
      outputs: [...after, ...alone.map((at) => pairs[at]?.after as Value), ...outputs],
    },
    () => null,
    views,
  );
  const groups = [
    ...fused.map(({ indices, before }) => ({ indices, before })),
    ...alone.map((at) => ({ indices: [at], before: pairs[at]?.before as Value })),
  ].map((group, index) => ({ ...group, after: program.outputs[index] as Value }));
  return { groups, outputs: program.outputs.slice(groups.length) };
}

function flatBefore(members: readonly StatePair[]): Value {
  const total = members.reduce((sum, { before }) => sum + before.size, 0);
  return placeholder([total], 'float32');
}

/** Whether a value goes into an array of the variable's size as a number for all elements. */
function isSide(value: Value, of: Value): boolean {
  if (value.size !== of.size) return true;
  return value.size === 1 && (value.isConstant || value.shape.length < of.shape.length);
}

/** Whether a value is part of an elementwise tree, rather than one of its leaves. */
function isInner(value: Value): value is Value & { producer: Node } {
  return value.producer !== null && ELEMENTWISE.has(value.producer.operator);
}

/** How a variable is updated, as a text: the elementwise tree over states and other arrays. */
function updateOf(after: Value, befores: ReadonlySet<Value>): string {
  const names = new Map<Value, string>();
  const lines: string[] = [];
  const nameOf = (value: Value): string => {
    const known = names.get(value);
    if (known !== undefined) return known;
    let name: string;
    if (isSide(value, after)) {
      name = sideName(value, after);
    } else if (isInner(value)) {
      const inputs = value.producer.inputs.map((input) => (input ? nameOf(input) : ''));
      name = `n${lines.length}`;
      lines.push(
        `${value.producer.operator}(${inputs}) ${JSON.stringify(value.producer.attributes)}`,
      );
    } else {
      name = `${befores.has(value) ? 'state' : 'array'}${names.size}`;
    }
    names.set(value, name);
    return name;
  };
  nameOf(after);
  return lines.length > 0 ? lines.join('\n') : `#${after.id}`;
}

/** Equal for what can stand for all members; other arrays keep a variable by itself. */
function sideName(value: Value, after: Value): string {
  if (value.size !== 1) return `#${value.id} for #${after.id}`;
  return value.isConstant ? `=${value.data}` : `#${value.id}`;
}

interface FlatMembers {
  readonly flat: Value;
  readonly members: readonly Value[];
}

/** Builds, for values of the same make, the one that computes them side by side. */
class Fusion {
  readonly #built = new Map<string, Value>();
  readonly #flats: readonly FlatMembers[];

  constructor(flats: readonly FlatMembers[]) {
    this.#flats = flats;
    for (const { flat, members } of flats) this.#built.set(keyOf(members), flat);
  }

  /** The variables as parts of the flat arrays. */
  views(): Map<Value, Value> {
    const views = new Map<Value, Value>();
    for (const { flat, members } of this.#flats) {
      const parts = split(
        flat,
        members.map(({ size }) => size),
        0,
      );
      members.forEach((member, index) => {
        views.set(member, reshape(parts[index] as Value, member.shape));
      });
    }
    return views;
  }

  build(values: readonly Value[]): Value {
    const key = keyOf(values);
    let built = this.#built.get(key);
    if (!built) {
      built = this.#join(values);
      this.#built.set(key, built);
    }
    return built;
  }

  #join(values: readonly Value[]): Value {
    const first = values[0] as Value;
    const total = values.reduce((sum, { size }) => sum + size, 0);
    if (!isInner(first)) return concat(values.map(flatten), 0);
    const { operator, attributes, inputs } = first.producer;
    const joined = inputs.map((input, index) => {
      if (!input) return null;
      if (isSide(input, first)) return reshape(input, []);
      return this.build(values.map(({ producer }) => producer?.inputs[index] as Value));
    });
    return addNode(operator, joined, [total], first.dtype, attributes);
  }
}

function keyOf(values: readonly Value[]): string {
  return values.map(({ id }) => id).join(' ');
}
