import { expect, test } from 'vitest';
import { readCsv } from './csv/readCsv.ts';
test('x', async () => {
  const t = Date.now();
  const table = await readCsv('/tmp/ds-look/m.csv');
  console.log(table.numRows, Date.now() - t, process.memoryUsage().rss / 1e6, table.columns.map((c) => c.kind), table.warnings);
  const w = await readCsv('/work/shared/data/wine-quality/winequality-white.csv');
  console.log(w.numRows, w.columns.map((c) => c.kind + c.name));
  const b = await readCsv('/work/shared/data/bitcoin/Coinbase_BTCUSD_1h.csv', { skipLines: 1 });
  console.log(b.numRows, b.columns.map((c) => c.kind + c.name), b.warnings);
  await readCsv('/work/shared/data/bitcoin/Coinbase_BTCUSD_1h.csv').catch((e) => console.log(e.message, e.hint));
  await readCsv('/work/shared/data/seizure/seizure_binary_1150.csv').then((e) => console.log(e.numRows, e.columns.length));
  expect(1).toBe(1);
});
