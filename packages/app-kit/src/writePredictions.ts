// Gives predictions back beside the rows that they belong to.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Column, type Table, tableOf } from '@dlqr/core';
import { writeCsv } from '@dlqr/datasets';
import type { Terminal } from './terminal.ts';

/**
 * Writes a table with columns of predictions behind its own, as CSV: to a file, or to standard
 * output where `output` is null. A name that is taken gets a number: `prediction_2`.
 *
 * @param added numbers or texts by name, [rows] each
 * @throws {FileError} when the file cannot be written; an old one is then still there
 */
export async function writePredictions(
  table: Table,
  added: Readonly<Record<string, Float64Array | readonly string[]>>,
  output: string | null,
  terminal: Terminal,
): Promise<void> {
  const taken = new Set(table.columns.map(({ name }) => name));
  const columns = Object.entries(added).map(([name, values]): Column => {
    return columnOf(freeName(name, taken), values);
  });
  const result = tableOf([...table.columns, ...columns]);
  if (output !== null) {
    await writeCsv(result, output);
    terminal.say(`${table.numRows} predictions in ${output}`);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'dlqr-'));
  try {
    const path = join(folder, 'predictions.csv');
    await writeCsv(result, path);
    terminal.emit(await readFile(path, 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function columnOf(name: string, values: Float64Array | readonly string[]): Column {
  if (values instanceof Float64Array) {
    return { kind: 'number', name, values: finiteOrMissing(values) };
  }
  const categories = [...new Set(values)];
  const codeOf = new Map(categories.map((category, code) => [category, code]));
  const codes = Int32Array.from(values, (value) => codeOf.get(value) as number);
  return { kind: 'category', name, codes, categories };
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}_${number}`;
  taken.add(name);
  return name;
}

/** An interval without an end is an empty cell: CSV has no infinity that readers agree on. */
function finiteOrMissing(values: Float64Array): Float64Array {
  return values.map((value) => (Number.isFinite(value) ? value : Number.NaN));
}
