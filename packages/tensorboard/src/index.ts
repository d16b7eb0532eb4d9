export { TensorBoard, type TensorBoardOptions } from './callback/tensorBoard.ts';
export { EventFileWriter, type EventFileWriterOptions } from './events/eventFileWriter.ts';
export { type RunEvent, readEvents, type ScalarEvent } from './events/readEvents.ts';
export { readScalars, type ScalarPoint } from './events/readScalars.ts';
export type { ScalarForm } from './events/scalarSummary.ts';
