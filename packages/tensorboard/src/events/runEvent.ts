// What event files hold, as readEvents gives it.
import type { JsonValue } from '@dlqr/core';
import type { GraphNode } from '../graphs/graph.ts';
import type { CustomCategory } from '../summaries/customScalarsSummary.ts';
import type { HistogramBucket } from '../summaries/histogramBuckets.ts';
import type { HistogramStatistics } from '../summaries/histogramSummary.ts';
import type { HParamsContent } from '../summaries/hparams.ts';
import type { ImageContent } from '../summaries/imageSummary.ts';
import type { PrCurve } from '../summaries/prCurveSummary.ts';
import type { TextContent } from '../summaries/textSummary.ts';
import type { TensorData } from '../tensors/readTensor.ts';

/** Every event has these. */
interface Stamped {
  readonly step: number;
  /** Seconds since 1970-01-01 UTC. */
  readonly wallTime: number;
}

/** An event that belongs to a tag: a curve, a row of pictures … */
interface Tagged extends Stamped {
  readonly tag: string;
}

/** One number of the curve of a tag. */
export interface ScalarEvent extends Tagged {
  readonly kind: 'scalar';
  readonly value: number;
}

/** The distribution of many numbers. */
export interface HistogramEvent extends Tagged {
  readonly kind: 'histogram';
  readonly buckets: readonly HistogramBucket[];
  /** What the form of TensorFlow 1 says besides. */
  readonly statistics?: HistogramStatistics;
}

/** Pictures, as whole files. */
export interface ImageEvent extends Tagged, ImageContent {
  readonly kind: 'image';
}

/** Sounds, as whole files. */
export interface AudioEvent extends Tagged {
  readonly kind: 'audio';
  readonly clips: readonly Uint8Array[];
}

/** Texts, in Markdown. */
export interface TextEvent extends Tagged, TextContent {
  readonly kind: 'text';
}

/** The precision-recall curve of a binary classifier. */
export interface PrCurveEvent extends Tagged, PrCurve {
  readonly kind: 'prCurve';
}

/** Hyperparameters: of the experiment, at the start of a session, or that it ended. */
export type HParamsEvent = Tagged & { readonly kind: 'hparams' } & HParamsContent;

/** Which curves are drawn into one chart. */
export interface CustomScalarsEvent extends Tagged {
  readonly kind: 'customScalars';
  readonly categories: readonly CustomCategory[];
}

/** The JSON of a Keras model. */
export interface KerasModelEvent extends Tagged {
  readonly kind: 'kerasModel';
  readonly config: JsonValue;
}

/**
 * A tensor of a plugin that is not known here, or one that is not what its plugin writes. Its plugin
 * is empty where no plugin is named.
 */
export interface TensorEvent extends Tagged {
  readonly kind: 'tensor';
  readonly plugin: string;
  /** What the plugin says of itself; empty where it says nothing. */
  readonly pluginContent: Uint8Array;
  readonly tensor: TensorData;
}

/** A tag at a step, and nothing of a kind that is known. */
export interface EmptyEvent extends Tagged {
  readonly kind: 'empty';
}

/** A graph of operations. */
export interface GraphEvent extends Stamped {
  readonly kind: 'graph';
  readonly nodes: readonly GraphNode[];
  /** The whole of it as TensorFlow's GraphDef, with functions and versions. */
  readonly graphDef: Uint8Array;
}

/** TensorFlow's MetaGraphDef, as its bytes. */
export interface MetaGraphEvent extends Stamped {
  readonly kind: 'metaGraph';
  readonly metaGraphDef: Uint8Array;
}

/** TensorFlow's RunMetadata (times and sizes of operations), as its bytes. */
export interface RunMetadataEvent extends Tagged {
  readonly kind: 'runMetadata';
  readonly runMetadata: Uint8Array;
}

/** That a run started (what earlier files have from this step on is void), stopped, or was saved. */
export interface SessionLogEvent extends Stamped {
  readonly kind: 'sessionLog';
  readonly status: 'unspecified' | 'start' | 'stop' | 'checkpoint';
  readonly checkpointPath: string;
  readonly message: string;
}

/** A line of a log. */
export interface LogMessageEvent extends Stamped {
  readonly kind: 'logMessage';
  /** 10 debugging, 20 information, 30 warning, 40 error, 50 fatal, 0 not said. */
  readonly level: number;
  readonly message: string;
}

/** What event files hold, by `kind`. */
export type RunEvent =
  | ScalarEvent
  | HistogramEvent
  | ImageEvent
  | AudioEvent
  | TextEvent
  | PrCurveEvent
  | HParamsEvent
  | CustomScalarsEvent
  | KerasModelEvent
  | TensorEvent
  | EmptyEvent
  | GraphEvent
  | MetaGraphEvent
  | RunMetadataEvent
  | SessionLogEvent
  | LogMessageEvent;
