// What the backend tells a recording that is going on (see jit).
import type { Value } from '../graph/value.ts';

export interface Trace {
  /** An array is brought in from JavaScript; answers what is to stand for it in the recording. */
  onWrite(written: Value): Value;
}
