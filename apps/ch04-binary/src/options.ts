// The options of this chapter, beside those that all share.
import { type AppOption, wholeFrom } from '@dlqr/app-kit';

/** The options as they are read. */
export interface Options {
  readonly target?: string;
  readonly positive?: string;
  readonly group?: string;
  readonly split: 'random' | 'grouped';
  readonly signal: string;
  readonly net: 'default' | 'table' | 'signal' | 'book';
  readonly classWeight: string;
  readonly goal?: string;
  readonly threshold?: string;
  readonly calibration?: 'platt' | 'isotonic' | 'temperature' | 'none';
  readonly folds?: number;
  readonly asInBook: boolean;
}

/** The options as they are described. */
export const OPTIONS: readonly AppOption[] = [
  { flags: '--target <column>', description: 'the column to predict; needed for your own CSV' },
  {
    flags: '--positive <class>',
    description: 'the class that is looked for; default: yes before no, 1 before 0, else the rarer',
  },
  {
    flags: '--group <column>',
    description: 'rows with equal values here (a patient, a sensor) stay on one side',
  },
  {
    flags: '--split <kind>',
    description: 'grouped: rows with the same inputs stay on one side',
    choices: ['random', 'grouped'],
    default: 'random',
  },
  {
    flags: '--signal <columns>',
    description: 'columns that are samples of one signal: auto, none, or X for X1, X2, …',
    default: 'auto',
  },
  {
    flags: '--net <name>',
    description: "table: dense layers; signal: convolutions; book: the book's 128-64-64-32-16",
    choices: ['default', 'table', 'signal', 'book'],
    default: 'default',
  },
  {
    flags: '--class-weight <weights>',
    description: 'none, balanced, or a weight by class: yes=5,no=1',
    default: 'none',
  },
  {
    flags: '--goal <goal>',
    description:
      'what the threshold is chosen for: youden (default), f1, accuracy, recall:0.95, ' +
      'precision:0.9, or cost:1:5 (a false alarm costs 1, a miss 5)',
  },
  { flags: '--threshold <p>', description: 'a threshold of your own instead, between 0 and 1' },
  {
    flags: '--calibration <kind>',
    description: 'how probabilities are set right: platt (default), isotonic, temperature, none',
    choices: ['platt', 'isotonic', 'temperature', 'none'],
  },
  {
    flags: '--folds <number>',
    description: 'folds that all learners are compared on; 0: none; default 5, with --quick 3',
    parse: wholeFrom(0),
  },
  {
    flags: '--as-in-book',
    description: "the book's script: its net, a random split, threshold 0.5, no calibration",
    default: false,
  },
];
