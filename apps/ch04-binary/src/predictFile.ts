// Applies a trained run to new rows.
import { join } from 'node:path';
import { appBackends, type PredictContext, writePredictions } from '@dlqr/app-kit';
import { BinaryClassifier } from '@dlqr/binary-classification';
import { readCsv } from '@dlqr/datasets';

/** Adds the columns `prediction` and `probability_CLASS`, of the positive class, to a CSV file. */
export async function predictFile(context: PredictContext): Promise<void> {
  const { runDirectory, input, output, signal, terminal } = context;
  await appBackends().choose('auto');
  const classifier = await BinaryClassifier.load(join(runDirectory, 'model'));
  try {
    const table = await readCsv(input, { allowOneColumn: true });
    const { prediction, probability } = await classifier.predict(table, { signal });
    const name = `probability_${classifier.parts.classNames[1]}`;
    await writePredictions(table, { prediction, [name]: probability }, output, terminal);
  } finally {
    classifier.dispose();
  }
}
