// What a chapter's app is to the command line.
import type { ChosenBackend } from '@dlqr/core';
import type { Terminal } from './terminal.ts';

/** An option of one app, beside those that all share. */
export interface AppOption {
  /** As in `--help`: `--target <column>`. */
  readonly flags: string;
  readonly description: string;
  readonly parse?: (text: string) => unknown;
  readonly choices?: readonly string[];
  readonly default?: string | number | boolean;
}

/** The options that every app understands. */
export interface SharedOptions {
  /** `embedded`, `full`, a data set's name, or a path. */
  readonly data: string;
  readonly backend: string;
  readonly seed: number;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly quick: boolean;
  /** Where run directories go. */
  readonly out: string;
  /** A run directory to go on with. */
  readonly resume?: string;
  readonly json: boolean;
}

/** What an app is handed when it runs. */
export interface AppContext<Options extends object = object> {
  readonly options: SharedOptions & Options;
  readonly backend: ChosenBackend;
  /** Aborted by SIGINT and SIGTERM: save, then throw InterruptedError. */
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/** What an app is handed to apply a trained run to new data. */
export interface PredictContext {
  readonly runDirectory: string;
  readonly input: string;
  /** Where the result goes; null: standard output. */
  readonly output: string | null;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/** A chapter's app. */
export interface ChapterApp<Options extends object = object> {
  /** Its folder and its name in run directories: `ch02-regression`. */
  readonly name: string;
  readonly title: string;
  /** What the chapter asks, with the number to expect. */
  readonly question: string;
  readonly options: readonly AppOption[];
  /** Command lines for `--help`, without `npm start --`. */
  readonly examples: readonly string[];
  /** Trains and reports; returns the run directory. */
  run(context: AppContext<Options>): Promise<string>;
  predict(context: PredictContext): Promise<void>;
}
