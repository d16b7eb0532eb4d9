// Applies a trained run to new rows or new images.
import { join } from 'node:path';
import { appBackends, type PredictContext, writePredictions } from '@dlqr/app-kit';
import { type Table, tableOf } from '@dlqr/core';
import { listImages, readCsv, readImages } from '@dlqr/datasets';
import { type ClassPrediction, MulticlassClassifier } from '@dlqr/multiclass-classification';

/**
 * Adds the column `prediction` and a column `probability_…` for each class to the rows of a CSV file,
 * or to the paths of images: a file, or all below a folder.
 */
export async function predictFile(context: PredictContext): Promise<void> {
  const { runDirectory, output, terminal } = context;
  await appBackends().choose('auto');
  const classifier = await MulticlassClassifier.load(join(runDirectory, 'model'));
  try {
    const { table, prediction } = await predictInput(classifier, context);
    const { numRows, numClasses, values } = prediction.probabilities;
    const probabilities = classifier.parts.classNames.map((name, number) => {
      const column = Float64Array.from({ length: numRows }, (_, row) => {
        return values[row * numClasses + number] as number;
      });
      return [`probability_${name}`, column] as const;
    });
    const added = { prediction: prediction.labels, ...Object.fromEntries(probabilities) };
    await writePredictions(table, added, output, terminal);
  } finally {
    classifier.dispose();
  }
}

async function predictInput(
  classifier: MulticlassClassifier,
  { input, signal }: PredictContext,
): Promise<{ table: Table; prediction: ClassPrediction }> {
  const { preparation } = classifier.parts;
  if (preparation.kind === 'table') {
    const table = await readCsv(input, { allowOneColumn: true });
    return { table, prediction: await classifier.predict(table, { signal }) };
  }
  const [height = 1, width = 1, channels] = preparation.rowShape;
  const paths = await listImages(input);
  const images = await readImages(paths, {
    size: [height, width],
    channels: channels === 1 ? 1 : 3,
    resolveFrom: import.meta.filename,
  });
  const codes = Int32Array.from(paths, (_, index) => index);
  const table = tableOf([{ kind: 'category', name: 'file', codes, categories: paths }]);
  return { table, prediction: await classifier.predict(images, { signal }) };
}
