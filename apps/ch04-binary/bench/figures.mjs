// The figures of this chapter's README, for `npm run parity`.

/**
 * @param {{ metrics: any, baselines: any, details: any, timings: any }} run the content of run.json
 * @returns {Record<string, number>}
 */
export function figuresOf({ metrics, details, timings }) {
  const { crossValidation } = details;
  const learners = Object.values(crossValidation?.learners ?? {});
  return {
    'net, test ROC-AUC': metrics.test.rocAuc,
    'net, test accuracy': metrics.test.accuracy,
    ...Object.fromEntries(
      learners.flatMap(({ title, rocAuc, accuracy, f1, logLoss }) => [
        [`${title}, ROC-AUC over folds`, rocAuc.mean],
        [`${title}, accuracy over folds`, accuracy.mean],
        [`${title}, F1 over folds`, f1.mean],
        [`${title}, log loss over folds`, logLoss.mean],
      ]),
    ),
    'seconds of training': timings.train,
    ...(timings.compare !== undefined && { 'seconds of comparison': timings.compare }),
  };
}
