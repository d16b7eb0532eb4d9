// The UCI epileptic seizure set: binary classification of short EEG recordings.
import {
  type CategoryColumn,
  columnOf,
  type NumberColumn,
  type Table,
  tableOf,
} from '@dlqr/core/table';
import { numberColumnOf } from '../columns/numberColumnOf.ts';
import { readSample, sampleRows } from '../csv/csvSample.ts';
import { readCsv } from '../csv/readCsv.ts';
import { requireFile } from '../files/fileKind.ts';
import { type Dataset, defineDataset } from './dataset.ts';
import type { TableData } from './datasetData.ts';
import { singleHopSensors } from './singleHopSensors.ts';

const NUM_SAMPLES = 178;
const FEATURES = Array.from({ length: NUM_SAMPLES }, (_, index) => `X${index + 1}`);

/** The first column of the published file has no name; a cell is such as "X21.V1.791". */
const PUBLISHED_NAMES = ['chunk', ...FEATURES, 'y'];

const ADDRESS = 'archive.ics.uci.edu/ml/machine-learning-databases/00388/data.csv';

/**
 * Whether one second of EEG, 178 samples, shows an epileptic seizure. The published file has 11,500
 * rows, 23 of each recording, and five classes, of which the first is the seizure; `y` is 1 for it
 * and 0 for the others. The rows of a recording are alike: split by `recording`, where it is known.
 */
export const seizure: Dataset<TableData> = defineDataset({
  name: 'seizure',
  title: 'Epileptic seizure recognition',
  task: 'binary-classification',
  licence: 'not stated',
  citation:
    'R. G. Andrzejak, K. Lehnertz, F. Mormann, C. Rieke, P. David and C. E. Elger: Indications of nonlinear deterministic and finite-dimensional structures in time series of brain electrical activity. Physical Review E 64:061907, 2001; rearranged by Q. Wu and E. Fokoue, UCI Machine Learning Repository, 2017.',
  homepage: 'https://archive.ics.uci.edu/dataset/388/epileptic+seizure+recognition',
  files: [
    {
      name: 'data.csv',
      alsoNamed: ['Epileptic Seizure Recognition.csv', 'seizure_binary_1150.csv'],
      // UCI has withdrawn the file since; the second address is the Internet Archive's copy of the first.
      urls: [
        `https://${ADDRESS}`,
        `https://web.archive.org/web/20200318000445id_/http://${ADDRESS}`,
      ],
      sha256: 'not-published',
      maxBytes: 16_000_000,
    },
  ],
  embedded: singleHopSensors,
  async read([path = '']) {
    const table = await readSegments(path);
    const features = FEATURES.map((name) => numberColumnOf(table, name));
    const recording = recordingsOf(table);
    return {
      kind: 'table',
      table: tableOf([...recording, ...features, seizureOrNot(numberColumnOf(table, 'y'))]),
      target: 'y',
      features: FEATURES,
      ...(recording.length > 0 && { groupBy: 'recording' }),
    };
  },
});

/** Reads the published file, or one of the same columns without the first. */
async function readSegments(path: string): Promise<Table> {
  await requireFile(path, 'CSV file');
  const [header = []] = sampleRows(await readSample(path, 'utf-8', 0), ',', '"');
  return header.length === PUBLISHED_NAMES.length
    ? readCsv(path, { header: PUBLISHED_NAMES, skipLines: 1, columns: { chunk: 'category' } })
    : readCsv(path);
}

/** 1 for a seizure; files that tell five classes apart give it the number 1 too. */
function seizureOrNot(column: NumberColumn): NumberColumn {
  return { ...column, values: column.values.map((value) => (value === 1 ? 1 : 0)) };
}

/** The recording that each row is a part of, where the file says so: "X21.V1.791" is of "V1.791". */
function recordingsOf(table: Table): CategoryColumn[] {
  if (!table.columns.some(({ name }) => name === 'chunk')) return [];
  const chunk = columnOf(table, 'chunk') as CategoryColumn;
  const recordings = chunk.categories.map((name) => name.slice(name.indexOf('.') + 1));
  const categories = [...new Set(recordings)];
  const codeOf = new Map(categories.map((name, code) => [name, code]));
  const codes = chunk.codes.map((code) => codeOf.get(recordings[code] ?? '') ?? -1);
  return [{ kind: 'category', name: 'recording', codes, categories }];
}
