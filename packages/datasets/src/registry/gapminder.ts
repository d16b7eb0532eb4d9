// Life expectancy by country and year: the embedded set for regression with groups.
import { readRecords } from '../records/readRecords.ts';
import { type Dataset, defineDataset } from './dataset.ts';
import type { TableData } from './datasetData.ts';
import { npmFileUrls } from './npmFile.ts';
import { VEGA_DATASETS } from './vegaDatasets.ts';

/**
 * Life expectancy in 62 countries, every fifth year from 1955 to 2005. The rows of a country are much
 * alike: split by `country`.
 */
export const gapminder: Dataset<TableData> = defineDataset({
  name: 'gapminder',
  title: 'Life expectancy, population and fertility by country',
  task: 'regression',
  licence: 'CC BY 4.0',
  citation: 'Free material from Gapminder.org, CC BY 4.0; as in vega-datasets.',
  homepage: 'https://www.gapminder.org/data/',
  files: [
    {
      name: 'gapminder.json',
      urls: npmFileUrls(VEGA_DATASETS.name, VEGA_DATASETS.version, 'data/gapminder.json'),
      sha256: '70630efd862153116c1518a098a5a3bc4ca8c9f037306f86fba282a2720909b9',
      maxBytes: 75_201,
    },
  ],
  embedded: { ...VEGA_DATASETS, files: ['data/gapminder.json'] },
  async read([path = '']) {
    return {
      kind: 'table',
      table: await readRecords(path, { columns: { cluster: 'category' } }), // a region, not an amount
      target: 'life_expect',
      features: ['year', 'cluster', 'pop', 'fertility'],
      groupBy: 'country',
    };
  },
});
