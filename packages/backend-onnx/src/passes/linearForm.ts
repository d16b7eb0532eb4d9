// Sums of large arrays with small factors: the algebra behind `combineLinear`.
import { add, multiply, negate, reshape, subtract } from '../graph/ops.ts';
import { scalar, type Value } from '../graph/value.ts';

/** A factor that broadcasts; null stands for one. */
export interface Factor {
  readonly value: Value | null;
  readonly isNegative: boolean;
}

/** `Σ factor · base + offset`, with small factors and offset. */
export interface LinearForm {
  readonly terms: ReadonlyMap<Value, Factor>;
  readonly offset: Factor | null;
}

export const ONE: Factor = { value: null, isNegative: false };

export function formOfBase(base: Value): LinearForm {
  return { terms: new Map([[base, ONE]]), offset: null };
}

/** The one term of a form without offset; null for any other. */
export function onlyTerm({ terms, offset }: LinearForm): readonly [Value, Factor] | null {
  if (terms.size !== 1 || offset) return null;
  return [...terms][0] as [Value, Factor];
}

export function negateForm({ terms, offset }: LinearForm): LinearForm {
  return {
    terms: new Map([...terms].map(([base, factor]) => [base, negateFactor(factor)])),
    offset: offset && negateFactor(offset),
  };
}

export function scaleForm({ terms, offset }: LinearForm, by: Factor): LinearForm {
  return {
    terms: new Map([...terms].map(([base, factor]) => [base, multiplyFactors(factor, by)])),
    offset: offset && multiplyFactors(offset, by),
  };
}

export function addForms(a: LinearForm, b: LinearForm): LinearForm {
  const terms = new Map(a.terms);
  for (const [base, factor] of b.terms) {
    const present = terms.get(base);
    terms.set(base, present ? addFactors(present, factor) : factor);
  }
  const offset = a.offset && b.offset ? addFactors(a.offset, b.offset) : (a.offset ?? b.offset);
  return { terms, offset };
}

export function multiplyFactors(a: Factor, b: Factor): Factor {
  const value = a.value && b.value ? multiply(a.value, b.value) : (a.value ?? b.value);
  return { value, isNegative: a.isNegative !== b.isNegative };
}

/** The same number for every element that a factor without axes would give. */
export function withoutAxes(factor: Factor, axes: readonly number[], rank: number): Factor {
  const { value } = factor;
  if (!value || value.shape.length === 0) return factor;
  const missing = rank - value.shape.length;
  const kept = value.shape.filter((_, axis) => !axes.includes(axis + missing));
  return { ...factor, value: reshape(value, kept) };
}

/** Adds up a form in as few operators as it takes. */
export function evaluate({ terms, offset }: LinearForm): Value {
  const parts = [...terms].map(([base, factor]) => ({
    value: factor.value ? multiply(base, factor.value) : base,
    isNegative: factor.isNegative,
  }));
  if (offset) parts.push({ value: factorValue(offset), isNegative: offset.isNegative });
  // Something positive first, so that the rest can be added or subtracted.
  const lead = parts.findIndex(({ isNegative }) => !isNegative);
  const [first] = parts.splice(Math.max(lead, 0), 1);
  let sum = first?.isNegative ? negate(first.value) : (first?.value as Value);
  for (const { value, isNegative } of parts) {
    sum = isNegative ? subtract(sum, value) : add(sum, value);
  }
  return sum;
}

function negateFactor(factor: Factor): Factor {
  return { ...factor, isNegative: !factor.isNegative };
}

function addFactors(a: Factor, b: Factor): Factor {
  const [left, right] = [factorValue(a), factorValue(b)];
  if (a.isNegative === b.isNegative) return { value: add(left, right), isNegative: a.isNegative };
  return a.isNegative
    ? { value: subtract(right, left), isNegative: false }
    : { value: subtract(left, right), isNegative: false };
}

/** A factor's size as an array, its sign aside. */
export function factorValue({ value }: Factor): Value {
  return value ?? scalar(1);
}
