// The structure of pending work as a text: two graphs with the same text are the same program.
import { isSubgraph, nodesInOrder } from './program.ts';
import type { Attribute, Value } from './value.ts';

/** A graph cut off at the arrays that it reads. */
export interface Signature {
  readonly key: string;
  /** Arrays that are read and not part of the program, in the order of the key. */
  readonly leaves: readonly Value[];
}

/** Constants up to this size stand in the key; larger ones go by identity. */
const MAX_KEYED_CONSTANT = 64;

/** Describes what the outputs need. */
export function signatureOf(outputs: readonly Value[]): Signature {
  const names = new Map<Value, string>();
  const leaves: Value[] = [];
  const parts: string[] = [];
  const nameOf = (value: Value | null): string => {
    if (!value) return '';
    const known = names.get(value);
    if (known !== undefined) return known;
    let name: string;
    if (value.isConstant && value.size <= MAX_KEYED_CONSTANT) {
      name = `${value.dtype}[${value.shape}]=${dataText(value.data)}`;
    } else if (value.isConstant) {
      name = `c${value.id}`;
    } else {
      name = `i${leaves.length}:${value.dtype}[${value.shape}]`;
      leaves.push(value);
    }
    names.set(value, name);
    return name;
  };
  let numNodes = 0;
  let numBodies = 0;
  const write = (values: readonly Value[], boundary: ReadonlySet<Value>): void => {
    for (const node of nodesInOrder(values, boundary)) {
      let line = node.operator;
      for (const input of node.inputs) line += ` ${nameOf(input)}`;
      for (const [name, attribute] of Object.entries(node.attributes)) {
        if (isSubgraph(attribute)) {
          const { inputs, outputs: results } = attribute.graph;
          const body = numBodies;
          numBodies += 1;
          inputs.forEach((input, index) => {
            names.set(input, `s${body}_${index}:${input.dtype}[${input.shape}]`);
          });
          parts.push(`{${name}`);
          write(results, new Set(node.captures));
          parts.push(`${results.map(nameOf)}}`);
        } else {
          line += ` ${name}=${attributeText(attribute)}`;
        }
      }
      parts.push(line);
      for (const [index, output] of node.outputs.entries()) {
        names.set(output, `${numNodes}_${index}`);
      }
      numNodes += 1;
    }
  };
  write(outputs, new Set());
  parts.push(`> ${outputs.map(nameOf)}`);
  return { key: parts.join('\n'), leaves };
}

/** The numbers in a row; as they are written elsewhere -0 would look like 0. */
export function dataText(data: Value['data']): string {
  if (data instanceof Float32Array && data.some((x) => Object.is(x, -0))) {
    return Array.from(data, (x) => (Object.is(x, -0) ? '-0' : String(x))).join();
  }
  return String(data);
}

function attributeText(attribute: Attribute): string {
  if (typeof attribute === 'object' && 'float' in attribute) return `${attribute.float}f`;
  return String(attribute);
}
