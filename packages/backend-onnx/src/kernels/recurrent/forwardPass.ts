// What the forward lowerings of all cells have in common.
import { multiply, where } from '../../graph/ops.ts';
import { scalar, type Value } from '../../graph/value.ts';
import {
  answerNames,
  keptNames,
  type RecurrentAttributes,
  type RecurrentInputs,
  type RecurrentKernel,
} from './recurrentCall.ts';
import type { Results } from './scan.ts';
import {
  inputRows,
  passing,
  project,
  shifted,
  swapTimeAndBatch,
  timeMajorMask,
  zeros,
} from './sequences.ts';

export class ForwardPass {
  readonly units: number;
  /** [time, batch, 1] */
  readonly mask: Value | undefined;
  /** The state before the first step where none is given; [batch, units]. */
  readonly zeroState: Value;
  readonly #inputs: RecurrentInputs;
  readonly #attrs: RecurrentAttributes;
  readonly #rows: Value;
  readonly #numColumns: number;

  constructor(inputs: RecurrentInputs, attrs: RecurrentAttributes) {
    this.#inputs = inputs;
    this.#attrs = attrs;
    const { recurrentKernel, x, mask } = inputs;
    [this.units, this.#numColumns] = recurrentKernel.shape as [number, number];
    this.mask = mask && timeMajorMask(mask);
    this.zeroState = zeros([x.shape[0] as number, this.units]);
    this.#rows = inputRows(x, this.#numColumns);
  }

  /** The inputs of all steps times a part of the kernel; [time, batch, columns of that part]. */
  project(kernel: Value, bias: Value | undefined): Value {
    const [batch, time] = this.#inputs.x.shape as [number, number];
    return project(this.#rows, kernel, bias, [time, batch], this.#numColumns);
  }

  /** The answer before, as the recurrent kernel sees it. */
  dropped(before: Value): Value {
    const { recurrentMask } = this.#inputs;
    return recurrentMask ? multiply(before, recurrentMask) : before;
  }

  /** The same for all steps, in the order of the inputs, from the answers in that order. */
  allDropped(byInput: Value): Value {
    return this.dropped(shifted(byInput, this.#inputs.h, this.#attrs.goBackwards));
  }

  /** Something else in place of numbers of masked steps. */
  unlessMasked(x: Value, otherwise: number): Value {
    return this.mask ? where(this.mask, x, scalar(otherwise)) : x;
  }

  /**
   * What a step answers. `answers` are in the order of the steps, as a layer returns them;
   * `byInput` and whatever else the way back needs in that of the inputs.
   */
  stepOutputs(answer: Value, forGradient: Results): Results {
    const { goBackwards, returnSequences } = this.#attrs;
    const isFor = this.#attrs.forGradient;
    const needsAnswers = returnSequences && (goBackwards || !isFor);
    return {
      ...(isFor && { byInput: answer, ...forGradient }),
      ...(needsAnswers && { answers: answer }),
    };
  }

  /** The outputs of the kernel, in their order. */
  outputs(kernel: RecurrentKernel, results: Results): Value[] {
    const answers = results.answers ?? results.byInput;
    const all: Results = {
      ...results,
      sequences: this.#attrs.returnSequences && answers ? swapTimeAndBatch(answers) : undefined,
      rows: this.#rows,
      passed: this.mask && passing(this.mask),
      recurrentMask: this.#inputs.recurrentMask,
    };
    const names = [...answerNames(kernel, this.#attrs), ...keptNames(kernel, this.#attrs)];
    return names.map((name) => all[name] as Value);
  }
}
