// One finished session of the HParams dashboard at one go.
import type { HParamValue } from '../summaries/hparams.ts';
import { EventFileWriter, type HParamsOptions } from './eventFileWriter.ts';

/**
 * Writes a session that is over: its hyperparameters, what came out, and that it succeeded.
 *
 * For sessions that are no trainings with callbacks, such as the rows of a finished search. Each goes
 * into a folder of its own.
 *
 * @param metrics numbers by tag, written as scalars at step 0
 * @throws {ValueError} when a hyperparameter is no number, text or truth value
 * @throws {FileError} when the file cannot be written
 * @example
 * logHParams('logs/trial-1', { units: 32, dropout: 0.2 }, { accuracy: 0.98 });
 */
export function logHParams(
  logDir: string,
  hparams: Readonly<Record<string, HParamValue>>,
  metrics: Readonly<Record<string, number>>,
  options: HParamsOptions = {},
): void {
  const writer = new EventFileWriter(logDir, { scalarForm: 'tensor' });
  try {
    writer.hparams(hparams, options);
    for (const [tag, value] of Object.entries(metrics)) writer.scalar(tag, value, 0);
    writer.hparamsEnd('success');
  } finally {
    writer.close();
  }
}
