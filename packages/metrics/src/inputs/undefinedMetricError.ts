import { ValueError } from '@dlqr/core/errors';

/**
 * A metric is not defined on this data, though the data is sound: a class does not occur in it.
 *
 * Streaming metrics answer NaN instead, so that a small validation set cannot end a training.
 */
export class UndefinedMetricError extends ValueError {}
