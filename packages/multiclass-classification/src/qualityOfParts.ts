// Measures a classifier on training, validation and test rows.
import { type ClassificationQuality, classificationQuality } from './classificationQuality.ts';
import type { ClassifierData, Part } from './classifierData.ts';
import type { MulticlassClassifier } from './multiclassClassifier.ts';
import { scaleTemperature } from './temperatureScaling.ts';

/**
 * The quality of a classifier's calibrated probabilities on each part of its data.
 *
 * @throws {InterruptedError} when `signal` stops it
 */
export async function qualityOfParts(
  classifier: MulticlassClassifier,
  data: Pick<ClassifierData, Part>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Record<Part, ClassificationQuality>> {
  const qualityOf = async (part: Part): Promise<ClassificationQuality> => {
    const { x, labels } = data[part];
    const raw = await classifier.predictInputs(x, options);
    return classificationQuality(labels, scaleTemperature(raw, classifier.parts.temperature));
  };
  return {
    train: await qualityOf('train'),
    validation: await qualityOf('validation'),
    test: await qualityOf('test'),
  };
}
