// Every kernel that the engine runs itself.
import { arithmetic } from './arithmetic.ts';
import { array } from './array.ts';
import { convolution } from './convolution.ts';
import { image } from './image.ts';
import { linearAlgebra } from './linearAlgebra.ts';
import type { Lowerings } from './lowering.ts';
import { normalization } from './normalization.ts';
import { pooling } from './pooling.ts';
import { random } from './random.ts';
import { recurrent } from './recurrent.ts';
import { reduction } from './reduction.ts';

export const kernelTable: Lowerings = {
  ...arithmetic,
  ...array,
  ...convolution,
  ...image,
  ...linearAlgebra,
  ...normalization,
  ...pooling,
  ...random,
  ...recurrent,
  ...reduction,
};
