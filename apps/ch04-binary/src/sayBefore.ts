// What is said before the training.
import type { Terminal } from '@dlqr/app-kit';
import { type BinaryData, type BinaryRecipe, goalText } from '@dlqr/binary-classification';
import type { ChosenBackend, Run } from '@dlqr/core';
import { type Config, goalOf } from './config.ts';

/** What it is said of. */
export interface Plan {
  readonly run: Run;
  readonly backend: ChosenBackend;
  readonly config: Config;
  readonly data: BinaryData;
  readonly recipe: BinaryRecipe;
  /** Where the data came from. */
  readonly source: string;
}

/** Says what is going to be done, with which data. */
export function sayBefore(terminal: Terminal, plan: Plan): void {
  const { backend, data, recipe, source, run, config } = plan;
  const { train, validation, test } = data.rows;
  const numPositives = data.y.reduce((sum, value) => sum + value, 0);
  const percent = ((100 * numPositives) / data.y.length).toFixed(1);
  const steps = Math.ceil(train.length / recipe.batchSize);
  const held = data.group === null ? '' : `, no ${data.group} on two sides`;
  const rows: [string, string][] = [
    ['data', `${data.y.length} rows: ${source}`],
    [
      'target',
      `${data.target}: ${data.classNames[1]} (positive, ${percent} %) or ${data.classNames[0]}`,
    ],
    ['inputs', inputsText(data)],
    [
      'split',
      `${train.length} train, ${validation.length} validation, ${test.length} test rows${held}`,
    ],
    ['net', `${netText(recipe)}, ${recipe.epochs} epochs of ${steps} steps`],
    ['goal', goalText(goalOf(config))],
    ['backend', `${backend.name} (${backend.why})`],
    ['run', run.directory],
  ];
  for (const [name, text] of rows) terminal.say(`${name.padEnd(8)} ${text}`);
}

function inputsText({ signal, inputs }: BinaryData): string {
  if (signal) return `a signal of ${signal.length} samples, ${signal[0]} to ${signal.at(-1)}`;
  const names = inputs.columns.map(({ name }) => name);
  const shown = names.slice(0, 6).join(', ') + (names.length > 6 ? ', …' : '');
  return `${names.length} columns: ${shown}`;
}

function netText({ net }: BinaryRecipe): string {
  if (net.kind === 'dense') return [...net.hiddenUnits, 1].join('-');
  const layers = net.filters.map((filters, index) => `${filters}x${net.kernelSizes[index]}`);
  return `convolutions ${layers.join(', ')}`;
}
