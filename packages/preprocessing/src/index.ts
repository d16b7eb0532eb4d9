export type { DroppedColumn } from './table/columnPlan.ts';
export {
  type TableFeatures,
  TablePreprocessor,
  type TablePreprocessorOptions,
  type TablePreprocessorState,
} from './table/tablePreprocessor.ts';
