export { readCsv } from './csv/readCsv.ts';
