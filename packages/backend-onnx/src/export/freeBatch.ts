// Makes one program for any batch size out of recordings at several batch sizes.
import { UnsupportedKernelError } from '../errors.ts';
import { isSubgraph, nodesInOrder, type Program } from '../graph/program.ts';
import {
  type Attribute,
  type Attributes,
  integers,
  multiNode,
  type Node,
  placeholder,
  type Subgraph,
  underKernel,
  type Value,
} from '../graph/value.ts';
import type { Dim } from '../runtime/serialize.ts';
import { type Affine, dimOf, fitAffine } from './affine.ts';
import { BatchIntegers } from './batchIntegers.ts';
import { affineNumbers, areSame, type Fail, freeArray, transposed } from './freeArray.ts';

/** A program, and what its shapes are in terms of the batch size. */
export interface FreeProgram {
  readonly program: Program;
  shapeOf(value: Value): readonly Dim[];
}

/**
 * Compares recordings of the same function node by node, and computes from the shape of the first
 * input whatever differs among them and lies on a line over the batch sizes.
 *
 * @param recordings the first axis of their first input is the batch axis
 * @param batches their batch sizes, at least three different ones; where all are equal, a difference
 *   shows that the function does not do the same at each call
 * @throws {UnsupportedKernelError} that names the kernel whose nodes differ in any other way
 */
export function freeBatch(recordings: readonly Program[], batches: readonly number[]): FreeProgram {
  return new Matcher(batches).program(recordings);
}

class Matcher {
  readonly #batches: readonly number[];
  /** What became of the values of the first recording, and what they are in all recordings. */
  readonly #results = new Map<Value, { readonly all: readonly Value[]; readonly result: Value }>();
  readonly #dims = new Map<Value, readonly Affine[]>();
  /** Values computed from the batch size: they stand outside of all bodies. */
  readonly #computed = new Set<Value>();
  /** For each body that is being matched, what it reads of them. */
  readonly #readInBodies: Set<Value>[] = [];
  #integers: BatchIntegers | null = null;

  constructor(batches: readonly number[]) {
    this.#batches = batches;
  }

  program(recordings: readonly Program[]): FreeProgram {
    const fail = this.#failure('the inputs');
    const inputs = this.#placeholders(recordings, fail);
    if (inputs[0]) this.#integers = new BatchIntegers(inputs[0]);
    const outputs = this.#graph(
      recordings,
      recordings.map(() => []),
    );
    return {
      program: { inputs, outputs },
      shapeOf: (value) => this.#dims.get(value)?.map(dimOf) ?? value.shape,
    };
  }

  #graph(graphs: readonly Subgraph[], captures: readonly (readonly Value[])[]): Value[] {
    if (graphs.some(({ outputs }) => outputs.length !== graphs[0]?.outputs.length)) {
      this.#failure('the model')('the recordings have different numbers of results');
    }
    const orders = graphs.map(({ outputs }, index) =>
      nodesInOrder(outputs, new Set(captures[index])),
    );
    const length = Math.max(...orders.map((order) => order.length));
    let fail = this.#failure('the model');
    for (let index = 0; index < length; index += 1) {
      const nodes = orders.map((order) => order[index]).filter((node) => node !== undefined);
      const [first] = nodes;
      fail = this.#failure(first?.kernel || (first?.operator ?? 'the model'));
      if (nodes.length < orders.length) fail('the recordings have different numbers of nodes');
      this.#node(nodes, fail);
    }
    const outputs = transposed(graphs.map((graph) => graph.outputs));
    return outputs.map((all) => this.#source(all, fail));
  }

  #node(nodes: readonly Node[], fail: Fail): void {
    const [first] = nodes;
    if (!first) return;
    const { operator, kernel } = first;
    const forms = nodes.map(formOf);
    if (forms.some((form) => form !== forms[0])) fail(`the recordings use ${forms.join(', ')}`);
    const read = new Set<Value>();
    const attributes: Record<string, Attribute> = {};
    for (const [name, attribute] of Object.entries(first.attributes)) {
      const all = nodes.map((node) => node.attributes[name]);
      attributes[name] = isSubgraph(attribute)
        ? this.#body(name, nodes, read, fail)
        : this.#attribute(name, attribute, all, fail);
    }
    const sources = transposed(nodes.map((node) => node.inputs));
    const inputs = sources.map((all, index) =>
      operator === 'Reshape' && index === 1
        ? this.#target(all, fail)
        : this.#optionalSource(all, fail),
    );
    const captures = [
      ...transposed(nodes.map((node) => node.captures)).map((all) => this.#source(all, fail)),
      ...read,
    ];
    const results = underKernel(kernel, () =>
      multiNode(operator, inputs, first.outputs, attributes as Attributes, captures),
    );
    transposed(nodes.map((node) => node.outputs)).forEach((all, index) => {
      this.#pair(all, results[index] as Value, fail);
    });
  }

  #body(name: string, nodes: readonly Node[], read: Set<Value>, fail: Fail): Attribute {
    const graphs = nodes.map(({ attributes }) => {
      const attribute = attributes[name];
      return attribute && isSubgraph(attribute) ? attribute.graph : fail(`${name} is missing`);
    });
    const inputs = this.#placeholders(graphs, fail);
    this.#readInBodies.push(read);
    const outputs = this.#graph(
      graphs,
      nodes.map(({ captures }) => captures),
    );
    this.#readInBodies.pop();
    return { graph: { inputs, outputs } };
  }

  #attribute(
    name: string,
    first: Attribute,
    all: readonly (Attribute | undefined)[],
    fail: Fail,
  ): Attribute {
    const texts = all.map((attribute) => attributeText(attribute));
    return texts.every((text) => text === texts[0])
      ? first
      : fail(`its attribute ${name} is ${texts.join(', ')}`);
  }

  #placeholders(graphs: readonly Subgraph[], fail: Fail): Value[] {
    if (graphs.some(({ inputs }) => inputs.length !== graphs[0]?.inputs.length)) {
      fail('the recordings have different numbers of inputs');
    }
    return transposed(graphs.map(({ inputs }) => inputs)).map((all) => {
      const first = all[0] as Value;
      const result = placeholder(first.shape, first.dtype);
      this.#pair(all, result, fail);
      return result;
    });
  }

  /** Notes what became of a value, and its shape. */
  #pair(all: readonly Value[], result: Value, fail: Fail): void {
    const [first] = all;
    if (!first) return;
    this.#dims.set(result, this.#affineShape(all, fail));
    this.#results.set(first, { all, result });
  }

  #affineShape(all: readonly Value[], fail: Fail): Affine[] {
    const texts = all.map(({ dtype, shape }) => `${dtype}[${shape}]`);
    const shapes = all.map(({ shape }) => shape);
    const sameKind = all.every(
      ({ dtype, shape }) => dtype === all[0]?.dtype && shape.length === shapes[0]?.length,
    );
    if (!sameKind) fail(`one of its arrays is ${texts.join(', ')}`);
    return transposed(shapes).map(
      (dims) => fitAffine(this.#batches, dims) ?? fail(`one of its arrays is ${texts.join(', ')}`),
    );
  }

  #optionalSource(all: readonly (Value | null)[], fail: Fail): Value | null {
    const present = all.filter((value) => value !== null);
    if (present.length === 0) return null;
    return present.length === all.length ? this.#source(present, fail) : fail('an input is absent');
  }

  /** What stands for a value that is read. */
  #source(all: readonly Value[], fail: Fail): Value {
    const first = all[0] as Value;
    const known = this.#results.get(first);
    if (known?.all.some((value, index) => value !== all[index])) {
      fail('the recordings read different values');
    }
    const result = known?.result ?? this.#leaf(all, fail);
    if (!known) this.#pair(all, result, fail);
    if (this.#computed.has(result)) for (const read of this.#readInBodies) read.add(result);
    return result;
  }

  /** An array that is known: the same in all recordings, or computed from the batch size. */
  #leaf(all: readonly Value[], fail: Fail): Value {
    const first = all[0] as Value;
    if (all.some(({ data }) => data === null)) fail('it reads what belongs to another recording');
    const dims = this.#affineShape(all, fail);
    if (areSame(all)) return first;
    const integers = this.#integers ?? fail('there is no input to take the batch size from');
    const result = freeArray(all, dims, this.#batches, integers, fail);
    this.#computed.add(result);
    return result;
  }

  /** The shape that a Reshape reads: a single size that varies follows from the others. */
  #target(all: readonly (Value | null)[], fail: Fail): Value | null {
    const targets = all.map((value) => (value?.isConstant ? value.data : null));
    if (targets.some((target) => !target || target.length !== targets[0]?.length)) {
      return this.#optionalSource(all, fail);
    }
    const dims = affineNumbers(all as readonly Value[], this.#batches, fail);
    const varying = dims.filter(({ factor }) => factor !== 0);
    if (varying.length !== 1) return this.#optionalSource(all, fail);
    return integers(dims.map(({ factor, offset }) => (factor === 0 ? offset : -1)));
  }

  #failure(kernel: string): Fail {
    const free = new Set(this.#batches).size > 1;
    return (what) => {
      const where = free
        ? `with the batch sizes ${this.#batches.join(', ')}`
        : `at each of ${this.#batches.length} calls`;
      throw new UnsupportedKernelError(`${kernel} cannot be exported: ${where} ${what}`, {
        hint: free
          ? 'Give batchSize, for a file that takes batches of that size only.'
          : 'Export a model that computes the same at each call, without random numbers.',
      });
    };
  }
}

/** What must be the same of nodes before they can be compared part by part. */
function formOf({ operator, inputs, outputs, captures, attributes }: Node): string {
  const counts = [inputs.length, outputs.length, captures.length];
  return `${operator}(${[...counts, ...Object.keys(attributes)]})`;
}

function attributeText(attribute: Attribute | undefined): string {
  return typeof attribute === 'object' && 'float' in attribute
    ? `${attribute.float}`
    : `${attribute}`;
}
