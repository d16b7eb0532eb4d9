export { Run, type RunFindings, type RunStart } from './run.ts';
export {
  type MetricValues,
  type RunDataset,
  type RunFile,
  type RunStatus,
  readRunFile,
} from './runFile.ts';
