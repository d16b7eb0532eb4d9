// The state of TensorFlow.js's own optimizers, whose fields it keeps to itself (tfjs-core 4.x).
import * as tf from '@tensorflow/tfjs';
import { ShapeError, ValueError } from '../errors/index.ts';
import { type OptimizerStateAccess, takeFrom } from './statefulOptimizer.ts';

/** Where one class keeps its state. */
interface StockLayout {
  /** Fields that hold a list of `{originalName, variable}`, and the suffix of their names. */
  readonly slots: Readonly<Record<string, string>>;
  /** Fields that hold a scalar variable. */
  readonly scalars: readonly string[];
  /** Fields that hold a tensor which the class forgets to dispose. */
  readonly forgotten?: readonly string[];
}

const LAYOUTS: Readonly<Record<string, StockLayout>> = {
  SGD: { slots: {}, scalars: [] },
  Momentum: { slots: { accumulations: 'momentum' }, scalars: [], forgotten: ['c'] },
  Adam: {
    slots: { accumulatedFirstMoment: 'm', accumulatedSecondMoment: 'v' },
    scalars: ['accBeta1', 'accBeta2'],
  },
  Adamax: {
    slots: { accumulatedFirstMoment: 'm', accumulatedWeightedInfNorm: 'v' },
    scalars: ['iteration', 'accBeta1'],
  },
  RMSProp: {
    slots: { accumulatedMeanSquares: 'rms', accumulatedMoments: 'momentum' },
    scalars: [],
  },
  Adagrad: { slots: { accumulatedGrads: 'accumulator' }, scalars: [] },
  Adadelta: {
    slots: { accumulatedGrads: 'accum_grad', accumulatedUpdates: 'accum_var' },
    scalars: [],
  },
};

/** An entry of the lists in which the classes keep their slots. */
interface StockSlot {
  originalName: string;
  variable: tf.Variable;
}

/** The names of the classes whose state is known. */
export const STOCK_CLASS_NAMES: readonly string[] = Object.keys(LAYOUTS);

/** Access to the state of a stock optimizer; null for any other. */
export function stockStateOf(optimizer: tf.Optimizer): OptimizerStateAccess | null {
  const layout = layoutOf(optimizer);
  return layout && new StockState(optimizer, layout);
}

/** Disposes an optimizer, and what those of `tf.train` forget. */
export function disposeOptimizer(optimizer: tf.Optimizer): void {
  optimizer.dispose();
  for (const field of layoutOf(optimizer)?.forgotten ?? []) {
    (Reflect.get(optimizer, field) as tf.Tensor).dispose();
  }
}

/** Sets the count of steps, which only the host keeps. */
export function setStockIterations(optimizer: tf.Optimizer, iterations: number): void {
  Reflect.set(optimizer, 'iterations_', iterations);
}

/** The state of a stock optimizer; bit for bit, unlike its own `setWeights`. */
class StockState implements OptimizerStateAccess {
  readonly #optimizer: tf.Optimizer;
  readonly #layout: StockLayout;

  constructor(optimizer: tf.Optimizer, layout: StockLayout) {
    this.#optimizer = optimizer;
    this.#layout = layout;
  }

  build(variables: readonly tf.Variable[]): void {
    for (const [field, suffix] of Object.entries(this.#layout.slots)) {
      const list = this.#list(field);
      for (const [index, { name, shape }] of variables.entries()) {
        list[index] ??= {
          originalName: `${name}/${suffix}`,
          variable: tf.tidy(() => tf.variable(tf.fill(shape, this.#initial()), false)),
        };
      }
    }
  }

  stateVariables(): Map<string, tf.Variable> {
    const named = new Map<string, tf.Variable>();
    for (const field of this.#layout.scalars) named.set(field, this.#scalar(field));
    for (const field of Object.keys(this.#layout.slots)) {
      for (const { originalName, variable } of this.#list(field)) named.set(originalName, variable);
    }
    return named;
  }

  loadState(
    tensors: ReadonlyMap<string, tf.Tensor>,
    variables: readonly tf.Variable[] | null,
  ): void {
    const rest = new Map(tensors);
    const scalars = this.#layout.scalars.map((field) => [field, takeFrom(rest, field)] as const);
    const lists = this.#sorted(rest, variables);
    for (const [field, tensor] of scalars) this.#scalar(field).assign(tensor);
    for (const [field, slots] of lists) {
      for (const { variable } of this.#list(field)) variable.dispose();
      const loaded = slots.map(([originalName, tensor]): StockSlot => {
        return { originalName, variable: tf.variable(tensor, false) };
      });
      Reflect.set(this.#optimizer, field, loaded);
    }
  }

  /** The slots of each field in the order of the variables, all of them accounted for. */
  #sorted(
    tensors: ReadonlyMap<string, tf.Tensor>,
    variables: readonly tf.Variable[] | null,
  ): Map<string, [string, tf.Tensor][]> {
    const left = new Set(tensors.keys());
    const sorted = new Map<string, [string, tf.Tensor][]>();
    for (const [field, suffix] of Object.entries(this.#layout.slots)) {
      const found = [...tensors].filter(([name]) => name.endsWith(`/${suffix}`));
      for (const [name] of found) left.delete(name);
      sorted.set(field, variables ? this.#matched(found, suffix, variables) : found);
    }
    if (left.size > 0) {
      throw new ValueError(
        `the state has ${[...left].join(', ')}, which ${this.#optimizer.getClassName()} has not`,
        { hint: 'Load the state of an optimizer of the same class with the same options.' },
      );
    }
    return sorted;
  }

  /** Slots named after the variables: matched by name where all are known, else by position. */
  #matched(
    found: readonly [string, tf.Tensor][],
    suffix: string,
    variables: readonly tf.Variable[],
  ): [string, tf.Tensor][] {
    if (found.length === 0) return [];
    if (found.length !== variables.length) {
      throw new ValueError(
        `the state has ${found.length} slots "${suffix}"; there are ${variables.length} variables`,
        { hint: 'Load the state of the same model, with the same layers trainable.' },
      );
    }
    const byName = new Map(found);
    const names = variables.map(({ name }) => `${name}/${suffix}`);
    const isNamed = names.every((name) => byName.has(name));
    return names.map((name, index) => {
      const tensor = isNamed ? byName.get(name) : found[index]?.[1];
      const shape = variables[index]?.shape ?? [];
      if (!tensor || !tf.util.arraysEqual(tensor.shape, shape)) {
        throw new ShapeError(
          `the state ${name} has the shape [${tensor?.shape}]; expected [${shape}]`,
        );
      }
      return [name, tensor];
    });
  }

  #list(field: string): StockSlot[] {
    return Reflect.get(this.#optimizer, field) as StockSlot[];
  }

  #scalar(field: string): tf.Variable {
    return Reflect.get(this.#optimizer, field) as tf.Variable;
  }

  /** What slots start as: only Adagrad's start above 0. */
  #initial(): number {
    return (Reflect.get(this.#optimizer, 'initialAccumulatorValue') as number | undefined) ?? 0;
  }
}

function layoutOf(optimizer: tf.Optimizer): StockLayout | null {
  const layout = LAYOUTS[optimizer.getClassName()];
  if (!layout) return null;
  if (Reflect.get(optimizer, 'centered') !== true) return layout;
  return { ...layout, slots: { ...layout.slots, accumulatedMeanGrads: 'mg' } };
}
