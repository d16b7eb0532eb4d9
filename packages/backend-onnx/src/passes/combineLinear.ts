// Writes sums of large arrays with small factors in as few passes over memory as they need. What
// automatic differentiation makes of a batch normalization is some twenty large operators; as a
// sum of two arrays with a factor for each channel it is four.
import { multiply, reduce, sameShape, unary } from '../graph/ops.ts';
import { nodesInOrder, type Program } from '../graph/program.ts';
import { type Node, scalar, type Value } from '../graph/value.ts';
import {
  addForms,
  evaluate,
  type Factor,
  factorValue,
  formOfBase,
  type LinearForm,
  multiplyFactors,
  negateForm,
  ONE,
  onlyTerm,
  scaleForm,
  withoutAxes,
} from './linearForm.ts';
import { reducedAxes } from './reducedAxes.ts';
import { rebuilt } from './rewrite.ts';

/** Smaller arrays are not worth it. */
const MIN_LARGE = 4096;
/** A factor must be so many times smaller than what it is a factor of. */
const MIN_RATIO = 8;

export function combineLinear(program: Program): Program {
  return new Combiner(program).run();
}

class Combiner {
  readonly #program: Program;
  readonly #nodes: readonly Node[];
  /** The old values that others need as arrays of their own. */
  readonly #arrays: ReadonlySet<Value>;
  /** What stands for the old values. */
  readonly #values = new Map<Value, Value>();
  /** The forms of those old values that nobody has needed as an array yet, over new values. */
  readonly #forms = new Map<Value, LinearForm>();
  readonly #products = new Map<string, Value>();

  constructor(program: Program) {
    this.#program = program;
    this.#nodes = nodesInOrder(program.outputs);
    this.#arrays = arraysOf(program, this.#nodes);
  }

  run(): Program {
    for (const node of this.#nodes) this.#visit(node);
    const { inputs, outputs } = this.#program;
    return { inputs, outputs: outputs.map((output) => this.#array(output)) };
  }

  #visit(node: Node): void {
    const result = node.outputs[0] as Value;
    const form = isLinear(node) ? this.#linear(node) : null;
    if (form) {
      if (this.#arrays.has(result)) this.#values.set(result, evaluate(form));
      else this.#forms.set(result, form);
      return;
    }
    const reduced = this.#reduced(node);
    if (reduced) {
      this.#values.set(result, reduced);
      return;
    }
    for (const input of [...node.inputs, ...node.captures]) if (input) this.#array(input);
    const present = rebuilt(node, this.#values);
    if (present === node) return;
    node.outputs.forEach((output, index) => {
      this.#values.set(output, present.outputs[index] as Value);
    });
  }

  /** The new value of an old one. */
  #array(old: Value): Value {
    const form = this.#forms.get(old);
    if (form) {
      this.#forms.delete(old);
      this.#values.set(old, evaluate(form));
    }
    return this.#values.get(old) ?? old;
  }

  #form(old: Value): LinearForm {
    return this.#forms.get(old) ?? formOfBase(this.#array(old));
  }

  #linear(node: Node): LinearForm {
    const result = node.outputs[0] as Value;
    const [a, b] = node.inputs as readonly [Value, Value];
    if (node.operator === 'Neg') return negateForm(this.#form(a));
    const [left, right] = [isFull(a, result), isFull(b, result)];
    switch (node.operator) {
      case 'Add':
        return addForms(this.#operand(a, left), this.#operand(b, right));
      case 'Sub':
        return addForms(this.#operand(a, left), negateForm(this.#operand(b, right)));
      case 'Div':
        return scaleForm(this.#form(a), factorOf(unary('Reciprocal', this.#array(b))));
      default:
        if (left && right) return this.#product(a, b);
        return left
          ? scaleForm(this.#form(a), factorOf(this.#array(b)))
          : scaleForm(this.#form(b), factorOf(this.#array(a)));
    }
  }

  #operand(old: Value, isLarge: boolean): LinearForm {
    if (isLarge) return this.#form(old);
    return { terms: new Map(), offset: factorOf(this.#array(old)) };
  }

  /** `(f · x) · (g · y)` is `f g · (x y)`. */
  #product(a: Value, b: Value): LinearForm {
    const [x, f] = this.#monomial(a);
    const [y, g] = this.#monomial(b);
    const key = x.id < y.id ? `${x.id} ${y.id}` : `${y.id} ${x.id}`;
    let product = this.#products.get(key);
    if (!product) {
      product = multiply(x, y);
      this.#products.set(key, product);
    }
    return { terms: new Map([[product, multiplyFactors(f, g)]]), offset: null };
  }

  #monomial(old: Value): readonly [Value, Factor] {
    return onlyTerm(this.#form(old)) ?? [this.#array(old), ONE];
  }

  /** The sum or mean of a form, from those of its terms; null where that cannot be done. */
  #reduced(node: Node): Value | null {
    if (node.operator !== 'ReduceSum' && node.operator !== 'ReduceMean') return null;
    const old = node.inputs[0] as Value;
    const form = this.#forms.get(old);
    const axes = reducedAxes(node);
    if (!form || !axes) return null;
    const rank = old.shape.length;
    const factors = [...form.terms.values(), ...(form.offset ? [form.offset] : [])];
    if (!factors.every((factor) => isConstantAlong(factor, axes, rank))) return null;
    const keepDims = node.attributes.keepdims !== 0;
    const lower = (factor: Factor): Factor => (keepDims ? factor : withoutAxes(factor, axes, rank));
    const terms = new Map(
      [...form.terms].map(([base, factor]) => [
        reduce(node.operator, base, axes, keepDims),
        lower(factor),
      ]),
    );
    const count = node.operator === 'ReduceSum' ? old.size / (node.outputs[0] as Value).size : 1;
    const offset = form.offset && multiplyFactors(lower(form.offset), factorOf(scalar(count)));
    return evaluate({ terms, offset });
  }
}

function factorOf(value: Value): Factor {
  return { value, isNegative: false };
}

function isFull(operand: Value, result: Value): boolean {
  return sameShape(operand.shape, result.shape);
}

const LINEAR: ReadonlySet<string> = new Set(['Add', 'Sub', 'Mul', 'Div', 'Neg']);

/** Whether a node makes a sum, a difference or a product of large arrays and small factors. */
function isLinear(node: Node): boolean {
  const result = node.outputs[0] as Value;
  if (!LINEAR.has(node.operator) || result.dtype !== 'float32') return false;
  if (result.size < MIN_LARGE) return false;
  const isSmall = ({ size }: Value): boolean => size * MIN_RATIO <= result.size;
  const [a, b] = node.inputs as readonly [Value, Value | undefined];
  if (!b) return true;
  if (node.operator === 'Div') return isFull(a, result) && isSmall(b);
  const kinds = [a, b].map((operand) => (isFull(operand, result) ? 'full' : isSmall(operand)));
  return kinds.includes('full') && !kinds.includes(false);
}

/** What is left of a value when its factors are taken off. */
function coreOf(value: Value): Value {
  const node = value.producer;
  if (!node || !isLinear(node) || node.operator === 'Add' || node.operator === 'Sub') return value;
  const full = node.inputs.filter((input): input is Value => !!input && isFull(input, value));
  return full.length === 1 ? coreOf(full[0] as Value) : value;
}

/** The values that must be arrays of their own: what others than linear nodes read. */
function arraysOf({ outputs }: Program, nodes: readonly Node[]): Set<Value> {
  const arrays = new Set(outputs);
  for (const node of nodes) {
    if (node.operator === 'ReduceSum' || node.operator === 'ReduceMean') continue;
    const result = node.outputs[0] as Value;
    const full = isLinear(node)
      ? node.inputs.filter((input): input is Value => !!input && isFull(input, result))
      : [];
    const isProduct = node.operator === 'Mul' && full.length === 2;
    for (const input of [...node.inputs, ...node.captures]) {
      if (!input) continue;
      if (!full.includes(input)) arrays.add(input);
      else if (isProduct && isSum(coreOf(input))) arrays.add(coreOf(input));
    }
  }
  return arrays;
}

function isSum({ producer }: Value): boolean {
  return producer?.operator === 'Add' || producer?.operator === 'Sub';
}

function isConstantAlong(factor: Factor, axes: readonly number[], rank: number): boolean {
  const { shape } = factorValue(factor);
  const missing = rank - shape.length;
  return axes.every((axis) => axis < missing || shape[axis - missing] === 1);
}
