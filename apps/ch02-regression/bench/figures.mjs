// The figures of the chapter's README, from the run.json of one run; see `npm run parity`.

export function figuresOf({ metrics, baselines, details, timings }) {
  const grouped = details.groupedSplit;
  return {
    'net, test MAE': metrics.test.meanAbsoluteError,
    'net, test R²': metrics.test.r2,
    'linear, test MAE': baselines.linear.meanAbsoluteError,
    'median, test MAE': baselines.median.meanAbsoluteError,
    'net, standardised MAE': details.standardisedMeanAbsoluteError,
    'interval coverage': details.interval.coverage,
    'net, copies on one side': grouped?.metrics.test.meanAbsoluteError,
    'linear, copies on one side': grouped?.baselines.linear.meanAbsoluteError,
    'seconds of training': timings.train,
  };
}
