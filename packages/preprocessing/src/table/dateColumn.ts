// Columns of dates.

import { DataError } from '@dlqr/core/errors';
import type { Column, DateColumn } from '@dlqr/core/table';
import type { DateCycle, DatePlan, DroppedColumn, FeatureBlock } from './columnPlan.ts';
import { momentsOf } from './moments.ts';
import { expectFinite } from './numberColumn.ts';

const CYCLES: Readonly<Record<DateCycle, { readonly length: number; at(date: Date): number }>> = {
  month: { length: 12, at: (date) => date.getUTCMonth() },
  weekday: { length: 7, at: (date) => date.getUTCDay() },
  hour: { length: 24, at: (date) => date.getUTCHours() + date.getUTCMinutes() / 60 },
};

/** The plan of a column of dates: elapsed time, and each cycle in which the dates differ. */
export function planDate({ name, values }: DateColumn): DatePlan | DroppedColumn {
  expectFinite(name, values);
  const { numKnown, mean, scale, median, isConstant } = momentsOf(values);
  const hasMissing = numKnown < values.length;
  if (numKnown === 0) return { column: name, reason: 'it has no values' };
  if (isConstant && !hasMissing) {
    return { column: name, reason: `it is ${new Date(median).toISOString()} in every row` };
  }
  const cycles = (Object.keys(CYCLES) as DateCycle[]).filter((cycle) => differsIn(values, cycle));
  return { kind: 'date', column: name, median, mean, scale, cycles, hasMissing };
}

/** The features' names: `sold`, `sold month sin`, `sold month cos`, … */
export function namesOfDate({ column, cycles, hasMissing }: DatePlan): string[] {
  return [
    column,
    ...cycles.flatMap((cycle) => [`${column} ${cycle} sin`, `${column} ${cycle} cos`]),
    ...(hasMissing ? [`${column} missing`] : []),
  ];
}

/** Writes the features of a column. */
export function writeDate(plan: DatePlan, column: Column, block: FeatureBlock): void {
  const dates = datesOf(column);
  for (let row = 0; row < block.numRows; row++) {
    const given = dates[row] as number;
    const isMissing = Number.isNaN(given);
    const time = isMissing ? plan.median : given;
    const date = new Date(time);
    let position = row * block.width + block.offset;
    block.values[position++] = (time - plan.mean) / plan.scale;
    for (const cycle of plan.cycles) {
      const angle = (2 * Math.PI * CYCLES[cycle].at(date)) / CYCLES[cycle].length;
      block.values[position++] = Math.sin(angle);
      block.values[position++] = Math.cos(angle);
    }
    if (plan.hasMissing) block.values[position] = isMissing ? 1 : 0;
  }
}

function differsIn(values: Float64Array, cycle: DateCycle): boolean {
  let first: number | null = null;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const position = CYCLES[cycle].at(new Date(value));
    first ??= position;
    if (position !== first) return true;
  }
  return false;
}

function datesOf(column: Column): Float64Array {
  if (column.kind === 'date') {
    expectFinite(column.name, column.values);
    return column.values;
  }
  if (column.kind === 'number' && column.values.every(Number.isNaN)) return column.values;
  const isMissing = column.kind === 'category' && column.codes.every((code) => code < 0);
  if (isMissing) return new Float64Array(column.codes.length).fill(Number.NaN);
  const what = column.kind === 'category' ? 'texts' : 'numbers';
  throw new DataError(`column "${column.name}" held dates in training; now it holds ${what}`, {
    hint: 'Write dates as in the training data.',
  });
}
