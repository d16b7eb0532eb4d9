// What a program may choose about the engine.
import { availableParallelism } from 'node:os';
import type { NativeSessionOptions } from '../runtime/ortBinding.ts';

/** The options of `registerOnnxBackend`. */
export interface OnnxBackendOptions {
  /** Threads within an operator; default: all cores. */
  readonly numThreads?: number;
  /** onnxruntime's providers, most wanted first; default `['cpu']`. */
  readonly executionProviders?: readonly (string | { readonly name: string })[];
  /** How many compiled graphs stay; the least recently used go. Default 512. */
  readonly maxSessions?: number;
  /** Hears the name of each kernel when it first runs on the cpu backend; default: a warning. */
  readonly onFallback?: (kernelName: string) => void;
}

export interface Settings {
  readonly session: NativeSessionOptions;
  readonly maxSessions: number;
}

export function settingsOf(options: OnnxBackendOptions = {}): Settings {
  return {
    maxSessions: options.maxSessions ?? 512,
    session: {
      graphOptimizationLevel: 'all',
      intraOpNumThreads: options.numThreads ?? availableParallelism(),
      executionProviders: options.executionProviders ?? ['cpu'],
      logSeverityLevel: 3,
    },
  };
}
