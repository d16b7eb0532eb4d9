import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { datasets } from '@dlqr/datasets';
import { sharedPath, temporaryDirectory } from '@dlqr/test-kit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadTable, type TableRequest } from './loadTable.ts';
import { fakeTerminal } from './testing/fakeTerminal.ts';
import { writePredictions } from './writePredictions.ts';

afterEach(() => vi.unstubAllEnvs());

async function load(request: Partial<TableRequest>) {
  vi.stubEnv('DLQR_CACHE_DIR', await temporaryDirectory());
  return loadTable({
    data: 'embedded',
    embedded: datasets.cars,
    full: datasets['wine-quality'],
    resolveFrom: import.meta.filename,
    terminal: fakeTerminal(),
    signal: new AbortController().signal,
    ...request,
  });
}

async function csvFile(content: string): Promise<string> {
  const path = join(await temporaryDirectory(), 'my.csv');
  await writeFile(path, content);
  return path;
}

describe('loadTable', () => {
  it('loads the embedded set with its target, and says where it is from', async () => {
    const { table, target, dataset, group } = await load({});
    expect([table.numRows, target, group]).toEqual([392, 'Miles_per_Gallon', undefined]);
    expect(dataset).toMatchObject({ name: 'cars', rows: 392 });
    expect(dataset.source).toMatch(/^embedded \(vega-datasets@/);
  });

  it('loads a set by name, with the group that its rows belong to', async () => {
    const { dataset, group } = await load({ data: 'gapminder' });
    expect([dataset.name, group]).toEqual(['gapminder', 'country']);
  });

  it.skipIf(!sharedPath('data', 'wine-quality'))(
    'takes the full set from the data folder, by `full` and by name (needs ../shared/data)',
    async () => {
      vi.stubEnv('DLQR_DATA_DIR', sharedPath('data') ?? '');
      for (const data of ['full', 'wine-quality']) {
        expect((await load({ data })).dataset).toMatchObject({ name: 'wine-quality', rows: 4898 });
      }
    },
  );

  it('never trains on a stand-in for a set that was named', async () => {
    vi.stubEnv('DLQR_DATA_DIR', await temporaryDirectory());
    const signal = AbortSignal.abort(); // the download that follows must not begin
    await expect(load({ data: 'wine-quality', signal })).rejects.toMatchObject({
      code: 'DLQR_INTERRUPTED',
    });
  });

  it('loads a file of the own, with what was noticed about it', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i},${i === 3 ? 'n.a.?' : i * 2}`);
    const data = await csvFile(`a,price\n${rows.join('\n')}\n`);
    const { table, warnings, dataset } = await load({ data, target: 'a' });
    expect([table.numRows, dataset.licence]).toEqual([30, 'your own']);
    expect(warnings.join()).toMatch(/"price".*1 of 30 cells are not numbers/);
  });

  it('asks for the target of an own file, and lists its columns', async () => {
    const data = await csvFile('a,b\n1,2\n3,4\n');
    await expect(load({ data })).rejects.toMatchObject({
      code: 'DLQR_USAGE',
      hint: 'The columns are: a, b.',
    });
  });

  it('says that a folder is not a file', async () => {
    const data = join(await temporaryDirectory(), 'x.csv');
    await mkdir(data);
    await expect(load({ data, target: 'a' })).rejects.toThrow(/is a folder; expected a CSV file/);
  });
});

describe('writePredictions', () => {
  it('adds columns behind the rows, under free names; an endless interval is empty', async () => {
    const terminal = fakeTerminal();
    const table = {
      numRows: 2,
      columns: [
        { kind: 'number' as const, name: 'prediction', values: Float64Array.of(7, Number.NaN) },
      ],
    };
    const added = {
      prediction: Float64Array.of(1.5, 2),
      upper: Float64Array.of(Number.POSITIVE_INFINITY, 3),
    };
    await writePredictions(table, added, null, terminal);
    expect(terminal.lines).toEqual(['prediction,prediction_2,upper\n7,1.5,\n,2,3\n']);
  });
});
