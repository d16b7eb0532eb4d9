// Fuel consumption of cars: the embedded set for regression.
import { type Column, columnOf, type Table, tableOf, withoutColumns } from '@dlqr/core/table';
import { completeRows } from '../columns/completeRows.ts';
import { readRecords } from '../records/readRecords.ts';
import { type Dataset, defineDataset } from './dataset.ts';
import type { TableData } from './datasetData.ts';
import { npmFileUrls } from './npmFile.ts';
import { VEGA_DATASETS } from './vegaDatasets.ts';

/** Miles per gallon of 392 cars of the years 1970 to 1982, from seven of their properties. */
export const cars: Dataset<TableData> = defineDataset({
  name: 'cars',
  title: 'Automobile fuel consumption',
  task: 'regression',
  licence: 'distributed in 1982 for educational and scientific purposes',
  citation:
    'E. Ramos and D. Donoho: Cars. ASA Data Exposition 1983, StatLib Datasets Archive; as in vega-datasets.',
  homepage: 'http://lib.stat.cmu.edu/datasets/cars.desc',
  files: [
    {
      name: 'cars.json',
      urls: npmFileUrls(VEGA_DATASETS.name, VEGA_DATASETS.version, 'data/cars.json'),
      sha256: 'f686a53678b21f4231e2f6a5ba7ce5761d9d39204fccdea1caa29fb8c460e319',
      maxBytes: 100_492,
    },
  ],
  embedded: { ...VEGA_DATASETS, files: ['data/cars.json'] },
  async read([path = '']) {
    const records = await readRecords(path);
    const complete = completeRows(withYearNumbers(records));
    return {
      kind: 'table',
      table: withoutColumns(complete, ['Name']),
      target: 'Miles_per_Gallon',
      features: [
        'Cylinders',
        'Displacement',
        'Horsepower',
        'Weight_in_lbs',
        'Acceleration',
        'Year',
        'Origin',
      ],
    };
  },
});

/** The file gives a model year as its first of January. */
function withYearNumbers(table: Table): Table {
  const year = columnOf(table, 'Year');
  if (year.kind !== 'date') return table;
  const values = year.values.map((time) => new Date(time).getUTCFullYear());
  const asNumbers: Column = { kind: 'number', name: 'Year', values };
  return tableOf(table.columns.map((column) => (column === year ? asNumbers : column)));
}
