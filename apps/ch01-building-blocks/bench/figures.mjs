// The figures of the chapter's README, from the run.json of one run; see `npm run parity`.

export function figuresOf({ details, warnings, timings }) {
  const { depth, xor, propagation, descent, optimizers, diagnosis, drift } = details;
  const of = (list, wanted) =>
    list.find((each) => Object.entries(wanted).every(([key, value]) => each[key] === value));
  const net = (activation, initializer) => of(depth.nets, { activation, initializer });
  const meanOf = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const largest = (key) => Math.max(...optimizers.walks.map((walk) => walk[key] ?? 0));
  const millionths = (value) => 1e6 * value; // what is printed has three decimals
  const alarm = (part) => Number(drift.splits.find(({ name }) => name.includes(part))?.drifts);
  return {
    'statements that do not hold': warnings.length,
    'sigmoid: gradient of layer 2 over layer 20, in millionths of millionths': millionths(
      millionths(net('sigmoid', 'glorotUniform').firstToLast),
    ),
    'tanh: the same': net('tanh', 'glorotUniform').firstToLast,
    'ReLU: the same': net('ReLU', 'heUniform').firstToLast,
    'sigmoid: cost after training': meanOf(net('sigmoid', 'heUniform').finalCosts),
    'ReLU: cost after training': meanOf(net('ReLU', 'heUniform').finalCosts),
    'XOR: cost of linear layers': meanOf(of(xor.nets, { activation: 'linear' }).finalCosts),
    'XOR: cost of ReLU layers, in millionths': millionths(
      meanOf(of(xor.nets, { activation: 'ReLU' }).finalCosts),
    ),
    'gradient by hand: to automatic, in millionths': millionths(
      propagation.differences.toAutomatic,
    ),
    'gradient by hand: to finite differences, in millionths': millionths(
      propagation.differences.toFiniteDifferences,
    ),
    'batch: cost above the least': descent.descents[0].costAfterLast,
    'mini-batch: cost above the least, in millionths': millionths(
      descent.descents[1].costAfterLast,
    ),
    'stochastic: cost above the least': descent.descents[2].costAfterLast,
    'optimizers: to float32 formulas, in millionths': millionths(largest('toFloat32')),
    'optimizers: to float64 formulas, in millionths': millionths(largest('toFloat64')),
    'optimizers: to closed forms, in millionths': millionths(largest('toClosedForm')),
    'line: train error': diagnosis.nets[0].train.mean,
    'line: error on unseen rows': diagnosis.nets[0].validation.mean,
    'widest net: train error': diagnosis.nets.at(-1).train.mean,
    'widest net: error on unseen rows': diagnosis.nets.at(-1).validation.mean,
    'regularised: train error': diagnosis.regularised.train.mean,
    'regularised: error on unseen rows': diagnosis.regularised.validation.mean,
    'alarm: random split': alarm('random'),
    'alarm: order of the file': alarm('order'),
    'alarm: sorted': alarm('sorted'),
    'alarm: group held out': alarm('held out'),
    'random splits with an alarm': drift.falseAlarms.share,
    'seconds of computing': Object.values(timings).reduce((sum, value) => sum + value, 0),
  };
}
