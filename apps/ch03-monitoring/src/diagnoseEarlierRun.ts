// Says what is wrong with a run that is there already, of whatever chapter.
import { join } from 'node:path';
import type { Terminal } from '@dlqr/app-kit';
import { diagnose, type ObservedEpoch } from '@dlqr/callbacks';
import { readRunFile, type Table } from '@dlqr/core';
import { DataError } from '@dlqr/core/errors';
import { readCsv } from '@dlqr/datasets';
import { sayFindings } from './report.ts';

/**
 * Reads the curves of a run and says what they show; layers are known only of runs of this chapter.
 *
 * @returns the directory
 * @throws {FileError | DataError} when there is no run, or no history in it
 */
export async function diagnoseEarlierRun(directory: string, terminal: Terminal): Promise<string> {
  const { app } = await readRunFile(directory);
  const path = join(directory, 'history.csv');
  const table = await readCsv(path, { allowOneColumn: true });
  const epochs = epochsOf(table, path);
  terminal.say(`${directory}, a run of ${app}: ${epochs.length} epochs`);
  sayFindings(terminal, diagnose(epochs));
  return directory;
}

function epochsOf(table: Table, path: string): ObservedEpoch[] {
  const numbers = table.columns.filter((column) => column.kind === 'number');
  const epochs = numbers.find(({ name }) => name === 'epoch');
  const curves = numbers.filter(({ name }) => name !== 'epoch');
  if (!epochs || !curves.some(({ name }) => name === 'loss')) {
    const names = table.columns.map(({ name }) => name).join(', ');
    throw new DataError(`${path} has the columns ${names}; expected at least epoch and loss`);
  }
  return Array.from(epochs.values, (epoch, row) => ({
    epoch,
    logs: Object.fromEntries(curves.map(({ name, values }) => [name, values[row] as number])),
    layers: [],
  }));
}
