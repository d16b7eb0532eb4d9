// Applies a trained run to new rows.
import { join } from 'node:path';
import { type PredictContext, writePredictions } from '@dlqr/app-kit';
import { readCsv } from '@dlqr/datasets';
import { Regressor } from '@dlqr/regression';

/** Adds the columns `prediction`, `lower` and `upper` to the rows of a CSV file. */
export async function predictFile(context: PredictContext): Promise<void> {
  const { runDirectory, input, output, signal, terminal } = context;
  const regressor = await Regressor.load(join(runDirectory, 'model'));
  const table = await readCsv(input, { allowOneColumn: true });
  const predicted = await regressor.predict(table, { signal });
  await writePredictions(table, { ...predicted }, output, terminal);
  regressor.dispose();
}
