// The figures of the chapter's README, from the run.json of one run; see `npm run parity`.

export function figuresOf({ details, timings }) {
  return Object.fromEntries(
    Object.entries(details.nets).flatMap(([name, { metrics, findings }]) => [
      [`${name}, train MAE`, metrics.train.meanAbsoluteError],
      [`${name}, validation MAE`, metrics.validation.meanAbsoluteError],
      [`${name}, test MAE`, metrics.test.meanAbsoluteError],
      [`${name}, findings`, findings.length],
      [`${name}, copies found first`, Number(findings[0]?.kind === 'identicalUnits')],
      [`${name}, seconds`, timings[name]],
    ]),
  );
}
