// The native call of onnxruntime-node that answers at once; the one file that knows its insides.
import { createRequire } from 'node:module';
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

/**
 * The public `run` of onnxruntime-node answers in a later tick, which `dataSync` cannot wait for.
 * The call beneath it is synchronous. Its place is that of version 1.30, to which this package is
 * pinned; `ortBinding.test.ts` fails where another version has moved it.
 */
export function nativeBinding(): NativeBinding {
  const module = createRequire(import.meta.url)(
    'onnxruntime-node/dist/binding.js',
  ) as BindingModule;
  module.initOrt();
  return module.binding;
}

/** The version of the installed onnxruntime-node. */
export function runtimeVersion(): string {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as {
    readonly version: string;
  };
  return version;
}
