// The options of this chapter, beside those that all share.
import type { AppOption } from '@dlqr/app-kit';
import { SECTIONS } from './sections.ts';

/** The options as they are read. */
export interface Options {
  readonly target?: string;
  readonly group?: string;
  /** Names of sections; all where it is not given. */
  readonly only?: readonly string[];
}

/** The options as they are described. */
export const OPTIONS: readonly AppOption[] = [
  {
    flags: '--only <section...>',
    description: 'compute these sections alone',
    choices: SECTIONS.map(({ name }) => name),
  },
  { flags: '--target <column>', description: 'the column to predict; needed for your own CSV' },
  { flags: '--group <column>', description: 'rows with equal values here stay on one side' },
];
