// The white wines of the UCI wine quality set: regression on a table.
import { readCsv } from '../csv/readCsv.ts';
import { cars } from './cars.ts';
import { type Dataset, defineDataset } from './dataset.ts';
import type { TableData } from './datasetData.ts';

/**
 * The quality of 4,898 white wines, graded 0 to 10, from eleven chemical measurements. 937 rows are
 * exact copies of others, which leak across a random split.
 */
export const wineQuality: Dataset<TableData> = defineDataset({
  name: 'wine-quality',
  title: 'Wine quality (white vinho verde)',
  task: 'regression',
  licence: 'CC BY 4.0',
  citation:
    'P. Cortez, A. Cerdeira, F. Almeida, T. Matos and J. Reis: Modeling wine preferences by data mining from physicochemical properties. Decision Support Systems 47(4):547-553, 2009. doi:10.24432/C56S3T',
  homepage: 'https://archive.ics.uci.edu/dataset/186/wine+quality',
  files: [
    {
      name: 'winequality-white.csv',
      urls: [
        'https://archive.ics.uci.edu/ml/machine-learning-databases/wine-quality/winequality-white.csv',
      ],
      sha256: '76c3f809815c17c07212622f776311faeb31e87610d52c26d87d6e361b169836',
      maxBytes: 264_426,
    },
  ],
  embedded: cars,
  async read([path = '']) {
    const table = await readCsv(path);
    const names = table.columns.map(({ name }) => name);
    return {
      kind: 'table',
      table,
      target: 'quality',
      features: names.filter((name) => name !== 'quality'),
    };
  },
});
