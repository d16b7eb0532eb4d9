// What TensorBoard's HParams dashboard is told of an experiment and of its sessions.

/** The value of a hyperparameter. */
export type HParamValue = number | string | boolean;

/** A hyperparameter of an experiment. */
export interface HParam {
  readonly name: string;
  readonly displayName?: string;
  /** Markdown. */
  readonly description?: string;
  /** The values that it may have: an interval (both ends belong to it), or each of them, of one type. */
  readonly domain?: { readonly min: number; readonly max: number } | readonly HParamValue[];
  /** What its values are; default what the domain says. */
  readonly type?: 'number' | 'string' | 'boolean';
}

/** A metric by which the sessions of an experiment are compared. */
export interface HParamsMetric {
  /** The tag of its scalars: `epoch_loss`. */
  readonly tag: string;
  /** The folder below the session's that has the scalars: `validation`. Default the session's own. */
  readonly group?: string;
  readonly displayName?: string;
  /** Markdown. */
  readonly description?: string;
  readonly dataset?: 'training' | 'validation';
}

/** What the sessions of an experiment have in common; written into the folder above theirs. */
export interface HParamsExperiment {
  readonly hparams: readonly HParam[];
  readonly metrics: readonly HParamsMetric[];
  readonly name?: string;
  /** Markdown. */
  readonly description?: string;
  readonly user?: string;
  /** Seconds since 1970-01-01 UTC; default now. */
  readonly timeCreated?: number;
}

/** The start of a session: one training with one set of values. */
export interface HParamsSessionStart {
  readonly hparams: Readonly<Record<string, HParamValue>>;
  /** Sessions of the same name are repetitions, and shown as one. */
  readonly groupName: string;
  /** Seconds since 1970-01-01 UTC. */
  readonly startTime: number;
  readonly modelUri?: string;
  readonly monitorUrl?: string;
}

/** How a session ended, or that it has not. */
export type SessionStatus = 'unknown' | 'success' | 'failure' | 'running';

/** The end of a session. */
export interface HParamsSessionEnd {
  readonly status: SessionStatus;
  /** Seconds since 1970-01-01 UTC. */
  readonly endTime: number;
}

/** What a record of the HParams dashboard says, by `part`. */
export type HParamsContent =
  | { readonly part: 'experiment'; readonly experiment: HParamsExperiment }
  | { readonly part: 'sessionStart'; readonly session: HParamsSessionStart }
  | { readonly part: 'sessionEnd'; readonly end: HParamsSessionEnd };
