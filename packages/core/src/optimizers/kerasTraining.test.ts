import { describeShared, expectAllClose, readGolden } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { adadelta } from './adadelta.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { adamW } from './adamW.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';
import { buildNet, type KerasNet, lossOf, tensorOf } from './testing/kerasNet.ts';

await tf.setBackend('cpu');

const OPTIMIZERS: Readonly<Record<string, () => tf.Optimizer>> = {
  sgd: () => sgd({ learningRate: 0.05 }),
  momentum: () => sgd({ learningRate: 0.02, momentum: 0.9 }),
  nesterov: () => sgd({ learningRate: 0.02, momentum: 0.9, nesterov: true }),
  rmsprop: () => rmsprop({ learningRate: 0.003 }),
  adam: () => adam({ learningRate: 0.01 }),
  adamw: () => adamW({ learningRate: 0.01, weightDecay: 0.02 }),
  adadelta: () => adadelta({ learningRate: 0.5 }),
  adagrad: () => adagrad({ learningRate: 0.05 }),
  adamax: () => adamax({ learningRate: 0.01 }),
  'adam-clipnorm': () => adam({ learningRate: 0.01, clipNorm: 0.1 }),
  'adam-global-clipnorm': () => adam({ learningRate: 0.01, globalClipNorm: 0.2 }),
};

describeShared('golden/keras-training.json', 'ten steps of training as in Keras', () => {
  const { cases } = readGolden<{ cases: KerasNet[] }>('keras-training');
  const rows = cases.flatMap((net) => {
    return Object.entries(net.optimizers).map(([name, losses]) => ({ net, name, losses }));
  });

  it('has 8 nets and 40 trainings', () => {
    expect([cases.length, rows.length]).toEqual([8, 40]);
  });

  it.each(cases.map((net) => [net.name, net] as const))('%s predicts the same', (_, net) => {
    const model = buildNet(net);
    tf.tidy(() => {
      const predicted = (model.predict(tensorOf(net.x)) as tf.Tensor).dataSync();
      expectAllClose(predicted, net.predict.values, { relative: 1e-5, absolute: 2e-6 });
    });
    model.dispose();
  });

  it.each(rows.map((row) => [row.net.name, row.name, row] as const))(
    '%s with %s has the same losses',
    async (_, __, { net, name, losses }) => {
      const model = buildNet(net);
      const optimizer = OPTIMIZERS[name]?.() as tf.Optimizer;
      model.compile({ optimizer, loss: lossOf(net) });
      const [x, y] = [tensorOf(net.x), tensorOf(net.y)];
      const measured: number[] = [];
      for (const _ of losses) measured.push((await model.trainOnBatch(x, y)) as number);
      expectAllClose(measured, losses, { relative: 1e-5 });
      tf.dispose([x, y]);
      model.dispose();
      optimizer.dispose();
    },
  );
});
