// A program as stable text, for messages, tests and whoever writes a pass.
import { isSubgraph, nodesInOrder, type Program } from './program.ts';
import type { Attribute, Node, Subgraph, Value } from './value.ts';

/** How many elements of a constant are shown. */
const SHOWN_ELEMENTS = 6;

/**
 * The nodes that the outputs need, a line each, numbered in the order in which they can run.
 *
 * Constants stand where they are used: `1` is a float32 of rank 0, `[2, 3]` int64 of rank 1, every
 * other one begins with its type. A node with several results numbers them `%3.0`, `%3.1`; bodies
 * stand indented below their node.
 *
 * @example
 * print({ inputs: [x], outputs: [add(x, scalar(1))] });
 * // inputs %i0: float32[2,3]
 * // %0: float32[2,3] = Add(%i0, 1)
 * // outputs %0
 */
export function print(program: Program): string {
  const printer = new Printer();
  const names = program.inputs.map((_, index) => `%i${index}`);
  printer.graph('inputs', program, names, new Set(), '');
  return printer.lines.join('\n');
}

/** `float32[2,3]` */
export function typeText({ dtype, shape }: Pick<Value, 'dtype' | 'shape'>): string {
  return `${dtype}[${shape}]`;
}

class Printer {
  readonly lines: string[] = [];
  readonly #names = new Map<Value, string>();
  #numNodes = 0;

  graph(
    title: string,
    { inputs, outputs }: Subgraph,
    inputNames: readonly string[],
    boundary: ReadonlySet<Value>,
    indent: string,
  ): void {
    inputs.forEach((input, index) => {
      this.#names.set(input, inputNames[index] as string);
    });
    const declared = inputs.map((input) => `${this.#nameOf(input)}: ${typeText(input)}`);
    this.lines.push(`${indent}${title} ${declared.join(', ')}`.trimEnd());
    for (const node of nodesInOrder(outputs, boundary)) this.#node(node, indent);
    this.lines.push(`${indent}outputs ${outputs.map((output) => this.#nameOf(output)).join(', ')}`);
  }

  #node(node: Node, indent: string): void {
    const number = this.#numNodes;
    this.#numNodes += 1;
    node.outputs.forEach((output, index) => {
      this.#names.set(output, node.outputs.length === 1 ? `%${number}` : `%${number}.${index}`);
    });
    const attributes = Object.entries(node.attributes);
    const results = node.outputs.map((output) => `${this.#nameOf(output)}: ${typeText(output)}`);
    const operands = [
      ...node.inputs.map((input) => (input ? this.#nameOf(input) : '_')),
      ...attributes.flatMap(([name, value]) =>
        isSubgraph(value) ? [] : [`${name}=${attributeText(value)}`],
      ),
    ];
    this.lines.push(`${indent}${results.join(', ')} = ${node.operator}(${operands.join(', ')})`);
    for (const [name, value] of attributes) {
      if (!isSubgraph(value)) continue;
      const names = value.graph.inputs.map((_, index) => `%${number}.${name}${index}`);
      this.graph(name, value.graph, names, new Set(node.captures), `${indent}  `);
    }
  }

  #nameOf(value: Value): string {
    const known = this.#names.get(value);
    if (known !== undefined) return known;
    if (value.data === null) return `unknown ${typeText(value)}`;
    return value.isConstant ? constantText(value) : `known ${typeText(value)}`;
  }
}

function attributeText(attribute: Exclude<Attribute, { readonly graph: Subgraph }>): string {
  if (typeof attribute === 'string') return `"${attribute}"`;
  if (typeof attribute === 'number') return `${attribute}`;
  return 'float' in attribute ? `${attribute.float}f` : `[${attribute.join(', ')}]`;
}

function constantText(value: Value): string {
  const { shape, dtype, data } = value;
  if (data === null) return typeText(value);
  const shown = Array.from(data.subarray(0, SHOWN_ELEMENTS), numberText);
  if (data.length > SHOWN_ELEMENTS) shown.push('…');
  if (shape.length === 0) return dtype === 'float32' ? `${shown}` : `${dtype} ${shown}`;
  if (shape.length > 1) return `${typeText(value)} {${shown.join(', ')}}`;
  const list = `[${shown.join(', ')}]`;
  if (data.length > SHOWN_ELEMENTS) return `${typeText(value)} {${shown.join(', ')}}`;
  return dtype === 'int64' ? list : `${dtype} ${list}`;
}

function numberText(value: number | bigint): string {
  if (typeof value === 'bigint') return `${value}`;
  return Object.is(value, -0) ? '-0' : `${Number(value.toPrecision(7))}`;
}
