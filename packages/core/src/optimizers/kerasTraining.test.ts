import {
  buildKerasNet,
  describeShared,
  expectAllClose,
  goldenTensor,
  type KerasNet,
  type KerasOptimizer,
  kerasLoss,
  kerasOptimizers,
  readGolden,
} from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { optimizerOf } from './optimizerOf.ts';

await tf.setBackend('cpu');

describeShared('golden/keras-training.json', 'ten steps of training as in Keras', () => {
  const { cases } = readGolden<{ cases: KerasNet[] }>('keras-training');
  const rows = cases.flatMap((net) => {
    return Object.entries(net.optimizers).map(([name, losses]) => ({ net, name, losses }));
  });

  it('has 8 nets and 40 trainings', () => {
    expect([cases.length, rows.length]).toEqual([8, 40]);
  });

  it.each(cases.map((net) => [net.name, net] as const))('%s predicts the same', (_, net) => {
    const model = buildKerasNet(net);
    tf.tidy(() => {
      const predicted = (model.predict(goldenTensor(net.x)) as tf.Tensor).dataSync();
      expectAllClose(predicted, net.predict.values, { relative: 1e-5, absolute: 2e-6 });
    });
    model.dispose();
  });

  it.each(rows.map((row) => [row.net.name, row.name, row] as const))(
    '%s with %s has the same losses',
    async (_, __, { net, name, losses }) => {
      const model = buildKerasNet(net);
      const { optimizer: rule, options } = kerasOptimizers[name] as KerasOptimizer;
      const optimizer = optimizerOf(rule, options);
      model.compile({ optimizer, loss: kerasLoss(net) });
      const [x, y] = [goldenTensor(net.x), goldenTensor(net.y)];
      const measured: number[] = [];
      for (const _ of losses) measured.push((await model.trainOnBatch(x, y)) as number);
      expectAllClose(measured, losses, { relative: 1e-5 });
      tf.dispose([x, y]);
      model.dispose();
      optimizer.dispose();
    },
  );
});
