// The native call of onnxruntime-node that answers at once; the one file that knows its insides.
import { createRequire } from 'node:module';
import { UnavailableError } from '@dlqr/core/errors';
import type { Dtype, HostData } from '../graph/value.ts';

/** An array as the binding takes it; it reads these fields and nothing else. */
export interface NativeTensor {
  readonly type: Dtype;
  readonly dims: readonly number[];
  readonly location: 'cpu';
  data: HostData;
}

/** How sessions are made. */
export interface NativeSessionOptions {
  readonly graphOptimizationLevel?: 'disabled' | 'basic' | 'extended' | 'all';
  readonly intraOpNumThreads?: number;
  readonly executionProviders?: readonly (string | { readonly name: string })[];
  readonly executionMode?: 'sequential' | 'parallel';
  readonly enableProfiling?: boolean;
  readonly profileFilePrefix?: string;
  readonly logSeverityLevel?: number;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** `run` blocks until the results are there; a fetch that is not null is written in place. */
export interface NativeSession {
  loadModel(
    buffer: ArrayBufferLike,
    byteOffset: number,
    byteLength: number,
    options: NativeSessionOptions,
  ): void;
  run(
    feeds: Readonly<Record<string, NativeTensor>>,
    fetches: Readonly<Record<string, NativeTensor | null>>,
    options: object,
  ): Record<string, { readonly data: HostData }>;
  dispose(): void;
  endProfiling(): void;
}

interface NativeBinding {
  readonly InferenceSession: new () => NativeSession;
}

interface BindingModule {
  readonly binding: NativeBinding;
  initOrt(): void;
}

/** Loads a module by name; tests put another in its place. */
export type LoadModule = (name: string) => unknown;

const loadInstalled: LoadModule = createRequire(import.meta.url);

/**
 * The native part of onnxruntime-node.
 *
 * The public `run` of onnxruntime-node answers in a later tick, which `dataSync` cannot wait for.
 * The call beneath it is synchronous. Its place is that of version 1.30, to which this package is
 * pinned; `ortBinding.test.ts` fails where another version has moved it.
 *
 * @throws {UnavailableError} when it cannot be loaded on this machine
 */
export function nativeBinding(loadModule: LoadModule = loadInstalled): NativeBinding {
  let module: BindingModule;
  try {
    module = loadModule('onnxruntime-node/dist/binding.js') as BindingModule;
  } catch (cause) {
    const reason = String(cause instanceof Error ? cause.message : cause).split('\n')[0];
    throw new UnavailableError(
      `the native part of onnxruntime-node cannot be loaded on ${process.platform} ${process.arch}: ${reason}`,
      { cause, hint: PLATFORMS },
    );
  }
  module.initOrt();
  return module.binding;
}

const PLATFORMS =
  'It is made for Linux with glibc 2.28 or newer (x64, arm64), Windows (x64, arm64) and macOS on Apple silicon. Elsewhere use another backend, such as wasm; on one of these install onnxruntime-node again.';

/** The version of the installed onnxruntime-node. */
export function runtimeVersion(): string {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as {
    readonly version: string;
  };
  return version;
}
