// What a program may choose about the engine.
import { availableParallelism } from 'node:os';
import { ValueError } from '@dlqr/core/errors';
import * as tf from '@tensorflow/tfjs';
import { chooseProvider, type ExecutionProvider } from '../runtime/chooseProvider.ts';
import type { NativeSessionOptions } from '../runtime/ortBinding.ts';

/** The options of `registerOnnxBackend`. */
export interface OnnxBackendOptions {
  /** Threads within an operator, 1 to 1024; default: all cores. */
  readonly numThreads?: number;
  /**
   * onnxruntime's providers, most wanted first: `cpu`, `webgpu`, `cuda`, `dml`, `coreml`; default
   * `['cpu']`. The first that this machine has is used; one that it has not is warned of.
   */
  readonly executionProviders?: readonly ExecutionProvider[];
  /**
   * Whether threads that wait for work keep their core busy; default true, the fastest on a machine
   * of one's own. Where other programs use the same cores, false is faster.
   */
  readonly spinning?: boolean;
  /** How many compiled graphs stay, at least 1; the least recently used go. Default 512. */
  readonly maxSessions?: number;
  /** Hears the name of each kernel when it first runs on the cpu backend; default: a warning. */
  readonly onFallback?: (kernelName: string) => void;
}

/** The options, checked and with their defaults. */
export interface Settings {
  readonly session: NativeSessionOptions;
  readonly maxSessions: number;
}

/**
 * Checks the options.
 *
 * @throws {ValueError} when a number is out of its range
 * @throws {UnavailableError} when this machine has none of the execution providers
 */
export function settingsOf(options: OnnxBackendOptions = {}): Settings {
  const { numThreads = availableParallelism(), maxSessions = 512 } = options;
  expectWhole('numThreads', numThreads, 1024);
  expectWhole('maxSessions', maxSessions, Number.MAX_SAFE_INTEGER);
  const { providers, refused } = chooseProvider(options.executionProviders ?? ['cpu']);
  for (const { name, reason } of refused) {
    tf.backend_util.warn(`onnx: the execution provider ${name} cannot be had: ${reason}`);
  }
  return {
    maxSessions,
    session: {
      graphOptimizationLevel: 'all',
      intraOpNumThreads: numThreads,
      executionProviders: providers,
      logSeverityLevel: 3,
      ...(options.spinning === false && { extra: WITHOUT_SPINNING }),
    },
  };
}

const WITHOUT_SPINNING = { session: { intra_op: { allow_spinning: '0' } } };

function expectWhole(name: string, value: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= 1 && value <= most) return;
  throw new ValueError(`${name} is ${value}; expected a whole number from 1 to ${most}`);
}
