// What is said before the training.
import type { Terminal } from '@dlqr/app-kit';
import type { ChosenBackend, Run } from '@dlqr/core';
import type { ClassifierRecipe } from '@dlqr/multiclass-classification';
import type { Loaded } from './loadData.ts';

/** Says what is about to be trained, on what, and where to find it. */
export function sayBefore(
  terminal: Terminal,
  about: {
    readonly run: Run;
    readonly backend: ChosenBackend;
    readonly loaded: Loaded;
    readonly recipe: ClassifierRecipe;
    readonly others: readonly ClassifierRecipe[];
  },
): void {
  const { backend, loaded, recipe, others, run } = about;
  const { data, source } = loaded;
  const { train, validation, test, classNames } = data;
  const steps = Math.ceil(train.labels.length / recipe.batchSize);
  const beside =
    others.length > 0 ? `; beside it ${others.map(({ name }) => name).join(', ')}` : '';
  const rows: [string, string][] = [
    ['data', `${data.numRows} rows: ${source}`],
    ['classes', namesOf(classNames)],
    [
      'split',
      `${train.labels.length} train, ${validation.labels.length} validation, ${test.labels.length} test`,
    ],
    ['net', `${recipe.name}: ${netOf(recipe, train.x.shape.slice(1), classNames.length)}`],
    ['', `${recipe.epochs} epochs of ${steps} steps${beside}`],
    ['backend', `${backend.name} (${backend.why})`],
    ['run', run.directory],
  ];
  for (const [name, text] of rows) terminal.say(`${name.padEnd(8)} ${text}`);
}

function namesOf(classNames: readonly string[]): string {
  const shown = classNames.slice(0, 12).join(', ');
  const more = classNames.length - 12;
  return `${classNames.length}: ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The sizes of the layers: "784-512-256-128-10". */
function netOf(
  { filters, hiddenUnits }: ClassifierRecipe,
  rowShape: readonly number[],
  numClasses: number,
): string {
  const numInputs = rowShape.reduce((product, length) => product * length, 1);
  const dense = [...hiddenUnits, numClasses].join('-');
  if (filters.length === 0) return `${numInputs}-${dense}`;
  return `${rowShape.join('x')}, convolutions of ${filters.join(' and ')} filters, ${dense}`;
}
