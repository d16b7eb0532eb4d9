// What the doctor finds out: the content of `npm start -- doctor --json`, whose names stay as they are.
import type { Speed } from './measureSpeed.ts';
import type { ProviderCheck } from './tryExecutionProviders.ts';

/** Everything that was found out. */
export interface Examination {
  readonly schemaVersion: 1;
  /** Whether at least one of the backends that were asked for works. */
  readonly ok: boolean;
  /** How long it took. */
  readonly seconds: number;
  readonly versions: { readonly dlqr: string; readonly node: string; readonly tfjs: string };
  readonly machine: MachineFacts;
  readonly graphics: GraphicsFacts;
  readonly backends: readonly BackendCheck[];
  readonly auto: AutoCheck;
  /** Those of onnxruntime; empty where `onnx` does not work. */
  readonly executionProviders: readonly ProviderCheck[];
  readonly cache: CacheFacts;
  /** What to do, most urgent first. */
  readonly advice: readonly Advice[];
}

/**
 * One backend: `works` (its product is right), `unavailable` (this machine lacks it), `broken`
 * (wrong, crashed or failed), `unknown` (gave no answer in time).
 */
export interface BackendCheck {
  readonly name: string;
  readonly status: 'works' | 'unavailable' | 'broken' | 'unknown';
  readonly device: 'cpu' | 'gpu' | null;
  readonly version: string | null;
  readonly detail: string | null;
  /** What it computed of a 2x3 and a 3x2 matrix; right is [[22, 28], [49, 64]]. */
  readonly product: readonly (readonly number[])[] | null;
  /** A quick measure; null where it does not work or time ran out. */
  readonly speed: Speed | null;
  readonly problem: string | null;
  readonly hint: string | null;
}

/** What `--backend auto` takes here. */
export interface AutoCheck {
  readonly name: string | null;
  readonly why: string | null;
  readonly problem: string | null;
}

/** The machine, as this process sees it. */
export interface MachineFacts {
  /** `linux`, `darwin`, `win32`, … */
  readonly platform: string;
  readonly architecture: string;
  readonly system: string;
  readonly processor: string;
  /** Hardware threads that the process may use. */
  readonly threads: number;
  /** Processors' worth of time that a container grants; null without such a limit. */
  readonly processorLimit: number | null;
  /** Processes that wanted a processor, mean of the last minute; 0 on Windows, which does not count. */
  readonly loadAverage: number;
  /** Of the machine, or the container's limit where that is less. */
  readonly memoryBytes: number;
  readonly availableMemoryBytes: number;
}

/** A graphics card that could compute. */
export interface GraphicsCard {
  readonly vendor: 'nvidia' | 'amd' | 'intel' | 'apple';
  readonly name: string;
  /** The version of its driver, where that was found. */
  readonly driver: string | null;
  readonly memoryBytes: number | null;
}

/** The graphics cards, and whether one is used. */
export interface GraphicsFacts {
  readonly cards: readonly GraphicsCard[];
  /** The backend that computes on one; null: none does. */
  readonly usedBy: string | null;
  /** By which backend, or why by none. */
  readonly why: string;
}

/** The folder of downloaded data sets. */
export interface CacheFacts {
  readonly directory: string;
  readonly writable: boolean;
  readonly freeBytes: number | null;
  readonly problem: string | null;
}

/** Something to do. */
export interface Advice {
  readonly text: string;
  /** The command that does it. */
  readonly command: string | null;
}
