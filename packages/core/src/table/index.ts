export {
  type CategoryColumn,
  type Column,
  columnOf,
  type DateColumn,
  type NumberColumn,
  type Table,
  tableOf,
  takeRows,
  withoutColumns,
} from './table.ts';
