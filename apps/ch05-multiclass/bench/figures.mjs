// The figures of the chapter's README, from the run.json of one run; see `npm run parity`.

export function figuresOf({ metrics, baselines, details, timings }) {
  const nets = Object.entries(details.nets).flatMap(([name, net]) => [
    [`${name}, test accuracy, %`, 100 * net.test.accuracy],
    [`${name}, validation accuracy, %`, 100 * net.validation.accuracy],
    [`${name}, training accuracy, %`, 100 * net.train.accuracy],
    [`${name}, over-fit gap, points`, 100 * net.gap.accuracy],
    [`${name}, over-fit gap, loss`, net.gap.logLoss],
    [`${name}, test log loss`, net.test.logLoss],
  ]);
  const others = Object.entries(baselines).map(([name, { accuracy }]) => [
    `${name}, test accuracy, %`,
    100 * accuracy,
  ]);
  return {
    ...Object.fromEntries([...nets, ...others]),
    'calibration error, %': 100 * metrics.test.expectedCalibrationError,
    'before scaling, %': 100 * details.uncalibrated.expectedCalibrationError,
    'seconds of training': Object.values(timings).reduce((sum, seconds) => sum + seconds, 0),
  };
}
