// The messages of event files, field by field, as TensorFlow's event.proto numbers them. What is not
// listed here is passed over in reading.
import { MessageType } from '@dlqr/core/protobuf';
import { type Summary, summaryType } from './summary.ts';

export interface LogMessage {
  readonly level?: number;
  readonly message?: string;
}

const logMessageType = new MessageType<LogMessage>({
  level: { number: 1, kind: 'int32' },
  message: { number: 2, kind: 'string' },
});

export interface SessionLog {
  /** See SESSION_START. */
  readonly status?: number;
  readonly checkpointPath?: string;
  readonly msg?: string;
}

const sessionLogType = new MessageType<SessionLog>({
  status: { number: 1, kind: 'int32' },
  checkpointPath: { number: 2, kind: 'string' },
  msg: { number: 3, kind: 'string' },
});

/** `status` that tells TensorBoard to forget what earlier files have from this step on. */
export const SESSION_START = 1;

export interface TaggedRunMetadata {
  readonly tag?: string;
  readonly runMetadata?: Uint8Array;
}

const taggedRunMetadataType = new MessageType<TaggedRunMetadata>({
  tag: { number: 1, kind: 'string' },
  runMetadata: { number: 2, kind: 'bytes' },
});

/** One record of an event file. */
export interface Event {
  /** Seconds since 1970-01-01 UTC. */
  readonly wallTime?: number;
  readonly step?: number;
  readonly fileVersion?: string;
  /** A GraphDef of its own. */
  readonly graphDef?: Uint8Array;
  readonly summary?: Summary;
  readonly logMessage?: LogMessage;
  readonly sessionLog?: SessionLog;
  readonly taggedRunMetadata?: TaggedRunMetadata;
  readonly metaGraphDef?: Uint8Array;
}

export const eventType: MessageType<Event> = new MessageType<Event>({
  wallTime: { number: 1, kind: 'double' },
  step: { number: 2, kind: 'int64' },
  fileVersion: { number: 3, kind: 'string' },
  graphDef: { number: 4, kind: 'bytes' },
  summary: { number: 5, kind: summaryType },
  logMessage: { number: 6, kind: logMessageType },
  sessionLog: { number: 7, kind: sessionLogType },
  taggedRunMetadata: { number: 8, kind: taggedRunMetadataType },
  metaGraphDef: { number: 9, kind: 'bytes' },
});
