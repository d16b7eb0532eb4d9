// The options of this chapter, beside those that all share.
import { type AppOption, shareBetween } from '@dlqr/app-kit';
import { NET_NAMES, type NetName, netsOf } from './nets.ts';

/** The options as they are read. */
export interface Options {
  readonly target?: string;
  readonly group?: string;
  readonly nets: readonly NetName[];
  readonly learningRate?: number;
  readonly diagnose?: string;
}

/** The options as they are described. */
export const OPTIONS: readonly AppOption[] = [
  { flags: '--target <column>', description: 'the column to predict; needed for your own CSV' },
  { flags: '--group <column>', description: 'rows with equal values here stay on one side' },
  {
    flags: '--nets <names>',
    description: `which nets, divided by commas (default: ${NET_NAMES.join(',')})`,
    parse: netsOf,
  },
  {
    flags: '--learning-rate <rate>',
    description: 'another learning rate for all nets: try 0.3, and 0.00001',
    parse: shareBetween(0, 100),
  },
  {
    flags: '--diagnose <run-dir>',
    description:
      'trains nothing: says what is wrong with a run of any chapter, from its history.csv',
  },
];
