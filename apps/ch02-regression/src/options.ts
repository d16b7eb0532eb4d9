// The options of this chapter, beside those that all share.
import { type AppOption, shareBetween } from '@dlqr/app-kit';

/** The options as they are read. */
export interface Options {
  readonly target?: string;
  readonly group?: string;
  readonly split: 'random' | 'grouped';
  readonly net: 'default' | 'shallow' | 'deep';
  readonly confidence: number;
  readonly asInBook: boolean;
}

/** The options as they are described. */
export const OPTIONS: readonly AppOption[] = [
  { flags: '--target <column>', description: 'the column to predict; needed for your own CSV' },
  { flags: '--group <column>', description: 'rows with equal values here stay on one side' },
  {
    flags: '--split <kind>',
    description: 'grouped: rows with the same inputs stay on one side',
    choices: ['random', 'grouped'],
    default: 'random',
  },
  {
    flags: '--net <name>',
    description: "shallow and deep are the book's: 32, and 32-32-32-32-16 units",
    choices: ['default', 'shallow', 'deep'],
    default: 'default',
  },
  {
    flags: '--confidence <share>',
    description: 'the share of new values that the intervals should cover',
    parse: shareBetween(0, 1),
    default: 0.9,
  },
  {
    flags: '--as-in-book',
    description: "the book's own script, which predicts alcohol from the first nine columns",
    default: false,
  },
];
