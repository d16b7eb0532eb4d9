export { appBackends, lazyBackend } from './backends.ts';
export type {
  AppContext,
  AppOption,
  ChapterApp,
  PredictContext,
  SharedOptions,
} from './chapterApp.ts';
export {
  type CommandLine,
  parseArguments,
  parseCommandLine,
  shareBetween,
  wholeFrom,
} from './commandLine.ts';
export { answerProbe } from './doctor/answerProbe.ts';
export { cacheFacts } from './doctor/cacheFacts.ts';
export { describeExamination } from './doctor/describeExamination.ts';
export type { Examination } from './doctor/examination.ts';
export { examine } from './doctor/examine.ts';
export { findGraphicsCards } from './doctor/findGraphicsCards.ts';
export { machineFacts } from './doctor/machineFacts.ts';
export { startProbe } from './doctor/probeProcess.ts';
export { probeSteps } from './doctor/probeSteps.ts';
export {
  type ImagePart,
  type ImageRequest,
  type LoadedImages,
  loadImages,
  meansImages,
} from './loadImages.ts';
export { type LoadedTable, loadTable, type TableRequest } from './loadTable.ts';
export { parseClassWeight } from './parseClassWeight.ts';
export {
  type ReportContent,
  type ReportFigure,
  type ReportSection,
  type ReportTable,
  reportPage,
  writeReport,
} from './report.ts';
export { EXIT_STATUS, exitStatusOf, runApp } from './runApp.ts';
export { captioned, type NamedFigure, saveFigures } from './saveFigures.ts';
export { type Outcome, sayOutcome } from './sayOutcome.ts';
export { textTable } from './table.ts';
export { processTerminal, type Terminal } from './terminal.ts';
export { withRun } from './withRun.ts';
export { writePredictions } from './writePredictions.ts';
