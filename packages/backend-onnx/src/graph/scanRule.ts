// What Scan asks of its body, and what its results must be.
import { typeText } from './print.ts';
import { isSubgraph } from './program.ts';
import { axisOf, type Fail, inputOf, integerOf, integersOf, type ShapeRule } from './shapeRule.ts';
import type { Value } from './value.ts';

/** States first, then what is scanned: as inputs, as inputs of the body, as outputs of both. */
export const scanRule: ShapeRule = (node, fail) => {
  const { body } = node.attributes;
  if (body === undefined || !isSubgraph(body)) return fail('it has no body');
  const { inputs, outputs } = body.graph;
  const numScanned = integerOf(node, 'num_scan_inputs', 0);
  const numStates = node.inputs.length - numScanned;
  if (numScanned < 1 || numStates < 0) {
    fail(`it has ${node.inputs.length} inputs, and num_scan_inputs is ${numScanned}`);
  }
  if (inputs.length !== node.inputs.length) {
    fail(`its body has ${inputs.length} inputs; expected ${node.inputs.length}`);
  }
  if (outputs.length < numStates) {
    fail(`its body has ${outputs.length} outputs; expected at least its ${numStates} states`);
  }
  const inputAxes = integersOf(node, 'scan_input_axes') ?? [];
  const outputAxes = integersOf(node, 'scan_output_axes') ?? [];
  let numSteps = 0;
  for (const [index, inner] of inputs.entries()) {
    const outer = inputOf(node, index, fail);
    if (index < numStates) {
      mustBe(inner, outer, `input ${index} of its body`, fail);
      continue;
    }
    const axis = axisOf(inputAxes[index - numStates] ?? 0, outer.shape.length, fail);
    const steps = outer.shape[axis] ?? 0;
    if (index > numStates && steps !== numSteps) fail(`it scans ${numSteps} and ${steps} steps`);
    numSteps = steps;
    const shape = outer.shape.filter((_, at) => at !== axis);
    mustBe(inner, { shape, dtype: outer.dtype }, `input ${index} of its body`, fail);
  }
  return outputs.map((inner, index) => {
    const state = inputs[index];
    if (index < numStates && state) {
      mustBe(inner, state, `output ${index} of its body`, fail);
      return inner;
    }
    const given = outputAxes[index - numStates] ?? 0;
    const axis = axisOf(given, inner.shape.length + 1, fail);
    return { shape: inner.shape.toSpliced(axis, 0, numSteps), dtype: inner.dtype };
  });
};

function mustBe(
  value: Value,
  wanted: Pick<Value, 'shape' | 'dtype'>,
  what: string,
  fail: Fail,
): void {
  if (typeText(value) !== typeText(wanted)) {
    fail(`${what} is ${typeText(value)}; expected ${typeText(wanted)}`);
  }
}
