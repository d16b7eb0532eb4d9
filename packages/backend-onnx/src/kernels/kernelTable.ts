// Every kernel that the engine runs itself.
import { activation } from './arithmetic/activation.ts';
import { binaryArithmetic } from './arithmetic/binary.ts';
import { comparison } from './arithmetic/comparison.ts';
import { unaryFunctions } from './arithmetic/unary.ts';
import { gathering } from './array/gathering.ts';
import { joining } from './array/joining.ts';
import { making } from './array/making.ts';
import { scattering } from './array/scattering.ts';
import { slicing } from './array/slicing.ts';
import { convolution } from './convolution/convolution.ts';
import { image } from './image/image.ts';
import { linearAlgebra } from './linearAlgebra.ts';
import type { Lowerings } from './lowering.ts';
import { normalization } from './normalization/normalization.ts';
import { pooling } from './pooling/pooling.ts';
import { random } from './random.ts';
import { recurrent } from './recurrent/recurrent.ts';
import { reduction } from './reduction.ts';

export const kernelTable: Lowerings = {
  ...activation,
  ...binaryArithmetic,
  ...comparison,
  ...unaryFunctions,
  ...gathering,
  ...joining,
  ...making,
  ...scattering,
  ...slicing,
  ...convolution,
  ...image,
  ...linearAlgebra,
  ...normalization,
  ...pooling,
  ...random,
  ...recurrent,
  ...reduction,
};
