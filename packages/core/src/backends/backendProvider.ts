// What a backend package offers the registry.
import type { StepCompiler } from '../training/stepCompiler.ts';

/** What a backend says of itself once it is there. */
export interface BackendInfo {
  readonly device: 'cpu' | 'gpu';
  readonly version: string;
  /** One line for people: the package, the kind of acceleration. */
  readonly detail: string;
}

/** A backend that can be had. */
export interface BackendProvider {
  /** Its name in TensorFlow.js and on the command line. */
  readonly name: string;
  readonly packageName: string;
  /** The command that installs it. */
  readonly installLine: string;
  /**
   * Makes `tf.setBackend(name)` possible, without switching to it.
   *
   * @throws {UnavailableError} when this machine cannot have it
   */
  register(): Promise<BackendInfo>;
  /** What makes training steps fast on it, where it has such a thing. */
  stepCompiler?(): StepCompiler | null;
}
