// What the gradients of all cells have in common.
import { add, gemm, multiply } from '../../graph/ops.ts';
import type { Value } from '../../graph/value.ts';
import type { Inputs } from '../lowering.ts';
import { upstreamName } from './recurrentCall.ts';
import { projectionGradients, rowsOf, swapTimeAndBatch, zeros } from './sequences.ts';

/** What is scanned for every cell besides its slopes. */
export interface CommonSequences {
  /** Gradients of what the steps answered, where the layer answers all of them. */
  readonly upstream: Value | undefined;
  /** 1 where a step was masked, else 0. */
  readonly passed: Value | undefined;
}

export class BackwardPass {
  readonly recurrentKernel: Value;
  readonly sequences: CommonSequences;
  readonly #inputs: Inputs;

  constructor(inputs: Inputs) {
    this.#inputs = inputs;
    this.recurrentKernel = this.kept('recurrentKernel');
    const upstream = inputs[upstreamName('sequences')];
    this.sequences = {
      upstream: upstream && swapTimeAndBatch(upstream),
      passed: inputs.passed,
    };
  }

  /** An input that is there. */
  kept(name: string): Value {
    return this.#inputs[name] as Value;
  }

  /** The gradient of a state behind the last step, where `slopes` [time, batch, ...] is kept. */
  upstream(state: string, slopes: Value): Value {
    const units = this.recurrentKernel.shape[0] as number;
    return this.#inputs[upstreamName(state)] ?? zeros([slopes.shape[1] as number, units]);
  }

  /** The gradient of what a step answered. */
  answer(after: Value, { upstream }: CommonSequences): Value {
    return upstream ? add(after, upstream) : after;
  }

  /**
   * The gradient of what was answered before a step.
   *
   * @param dz that of the sums that the recurrent kernel has a part in
   * @param more what else reaches the answer as the recurrent kernel sees it
   * @param dh the gradient of the step's own answer, which passes through where it is masked
   */
  previous(
    dz: Value,
    kernel: Value,
    more: Value | null,
    dh: Value,
    { passed }: CommonSequences,
  ): Value {
    const { recurrentMask } = this.#inputs;
    const passing = passed ? multiply(dh, passed) : null;
    if (recurrentMask) {
      const dropped = multiply(gemm(dz, kernel, false, true, more), recurrentMask);
      return passing ? add(dropped, passing) : dropped;
    }
    return gemm(dz, kernel, false, true, passing && more ? add(more, passing) : (passing ?? more));
  }

  /** What the body of the scan reads from outside. */
  captures(...kernels: readonly Value[]): (Value | undefined)[] {
    return [...kernels, this.#inputs.recurrentMask];
  }

  /** The outputs of the kernel, in their order, from the gradients of all gates' sums. */
  outputs(dz: Value, recurrentKernel: Value, states: readonly Value[]): Value[] {
    const { x, kernel, bias } = projectionGradients(dz, this.kept('rows'), this.kept('kernel'));
    return [x, kernel, recurrentKernel, bias, ...states];
  }
}

/** The gradient of a kernel between what it is multiplied with and the sums; both [time, batch, n]. */
export function kernelGradient(factors: Value, dz: Value): Value {
  return gemm(rowsOf(factors), rowsOf(dz), true);
}
