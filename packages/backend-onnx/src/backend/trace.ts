// What the backend tells a recording that is going on (see jit).
import type { Value } from '../graph/value.ts';

export interface Trace {
  /** An array was brought in from JavaScript. */
  onWrite(value: Value): void;
}
