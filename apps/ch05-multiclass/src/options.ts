// The options of this chapter, beside those that all share.
import { type AppOption, shareBetween, wholeFrom } from '@dlqr/app-kit';

/** The options as they are read. */
export interface Options {
  readonly target?: string;
  readonly group?: string;
  readonly split: 'random' | 'grouped';
  readonly net: 'default' | 'plain' | 'dropout' | 'l2' | 'convolutional';
  readonly compare: boolean;
  readonly classWeight: string;
  readonly labelSmoothing?: number;
  readonly imageSize: number;
  readonly asInBook: boolean;
}

/** The options as they are described. */
export const OPTIONS: readonly AppOption[] = [
  { flags: '--target <column>', description: 'the column of classes; needed for your own CSV' },
  { flags: '--group <column>', description: 'rows with equal values here stay on one side' },
  {
    flags: '--split <kind>',
    description: 'grouped: rows with the same inputs stay on one side',
    choices: ['random', 'grouped'],
    default: 'random',
  },
  {
    flags: '--net <name>',
    description: "plain, dropout and l2 are the book's 512-256-128; convolutional is for images",
    choices: ['default', 'plain', 'dropout', 'l2', 'convolutional'],
    default: 'default',
  },
  { flags: '--no-compare', description: "train one net, without the book's other two beside it" },
  {
    flags: '--class-weight <weights>',
    description: 'none, balanced, or a weight by class: 7=5,1=0.5',
    default: 'none',
  },
  {
    flags: '--label-smoothing <share>',
    description: 'how much of each target is spread over all classes',
    parse: shareBetween(0, 1),
  },
  {
    flags: '--image-size <pixels>',
    description: 'height and width that the images of a folder are scaled to',
    parse: wholeFrom(4),
    default: 32,
  },
  {
    flags: '--as-in-book',
    description: "the book's own training: 50 epochs in batches of 30, a fixed learning rate",
    default: false,
  },
];
