// Gets the table that `--data` means: embedded, full, a data set by name, or a file of the user's own.
import { stat } from 'node:fs/promises';
import type { RunDataset, Table } from '@dlqr/core';
import { DataError, UsageError } from '@dlqr/core/errors';
import {
  type Dataset,
  type DownloadProgress,
  datasetNamed,
  describeSource,
  isDatasetName,
  type Provenance,
  readCsv,
  type TableData,
} from '@dlqr/datasets';
import type { Terminal } from './terminal.ts';

/** A table, what is to be predicted, and where it came from. */
export interface LoadedTable {
  /** The features, the target and, where there is one, the group; nothing else. */
  readonly table: Table;
  readonly target: string;
  /** A column whose equal values belong on one side of a split. */
  readonly group?: string;
  readonly dataset: RunDataset;
  /** Where the data came from, in one sentence. */
  readonly source: string;
  readonly warnings: readonly string[];
}

/** Which tables an app offers, and what the user asked for. */
export interface TableRequest {
  /** What `--data` says. */
  readonly data: string;
  /** What `--target` says; needed for a file of one's own. */
  readonly target?: string;
  /** What `--group` says. */
  readonly group?: string;
  /** The app's data sets. */
  readonly embedded: Dataset<TableData>;
  readonly full: Dataset<TableData>;
  /** A file of the app, whose dependencies hold the embedded data. */
  readonly resolveFrom: string;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/**
 * Loads a table.
 *
 * @throws {UsageError} when a file of one's own comes without `--target`
 * @throws {DataError | FileError | DownloadError | UnavailableError} when the data cannot be had
 */
export async function loadTable(request: TableRequest): Promise<LoadedTable> {
  const { data, embedded, full } = request;
  if (data === 'embedded') return loadDataset(embedded, 'embedded', request);
  if (data === 'full') return loadDataset(full, 'full', request);
  if (!isDatasetName(data)) return loadFile(request);
  const dataset = datasetNamed(data) as Dataset<TableData>;
  const loaded = await loadDataset(dataset, 'auto', request);
  // Who names a data set wants that one, not what stands in for it.
  return loaded.dataset.name === data ? loaded : loadDataset(dataset, 'full', request);
}

async function loadDataset(
  dataset: Dataset<TableData>,
  source: string,
  request: TableRequest,
): Promise<LoadedTable> {
  const { terminal, signal, resolveFrom } = request;
  const loaded = await dataset.load({
    source,
    signal,
    resolveFrom,
    onProgress: progressNotes(terminal),
  });
  const { data, info } = loaded;
  if (data.kind !== 'table') {
    throw new UsageError(`${info.name} holds ${data.kind}; this chapter needs a table`);
  }
  const group = request.group ?? data.groupBy;
  const target = request.target ?? data.target;
  const kept = new Set([...data.features, data.target, target, ...(group ? [group] : [])]);
  const columns = data.table.columns.filter(({ name }) => kept.has(name));
  const where = describeSource(loaded);
  return {
    table: { columns, numRows: data.table.numRows },
    target,
    ...(group && { group }),
    dataset: {
      name: info.name,
      source: placeOf(loaded),
      licence: info.licence,
      citation: info.citation,
      rows: data.table.numRows,
    },
    source: where,
    warnings: [],
  };
}

async function loadFile(request: TableRequest): Promise<LoadedTable> {
  const { data: path, target, group } = request;
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (isFolder) {
    throw new DataError(`${path} is a folder; expected a CSV file`, {
      hint: 'Give the file itself: --data folder/file.csv.',
    });
  }
  const table = await readCsv(path);
  if (target === undefined) {
    const names = table.columns.map(({ name }) => name).join(', ');
    throw new UsageError('your own data needs --target: the column to predict', {
      hint: `The columns are: ${names}.`,
    });
  }
  return {
    table,
    target,
    ...(group && { group }),
    dataset: {
      name: path,
      source: `the file ${path}`,
      licence: 'your own',
      citation: '',
      rows: table.numRows,
    },
    source: `${path}, ${table.columns.length} columns`,
    warnings: table.warnings.map(({ message }) => `${message}.`),
  };
}

function placeOf({ provenance }: { readonly provenance: Provenance }): string {
  const { kind, files } = provenance;
  return `${kind} (${provenance.package ?? files.join(', ')})`;
}

function progressNotes(terminal: Terminal): (progress: DownloadProgress) => void {
  let noted = false;
  return () => {
    if (!noted) terminal.note('downloading the full data set (once)');
    noted = true;
  };
}
