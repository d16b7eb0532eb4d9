import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { expect, it, vi } from 'vitest';
import { EarlyStopping } from './earlyStopping.ts';
import { LearningRateScheduler } from './learningRateScheduler.ts';
import { ModelCheckpoint } from './modelCheckpoint.ts';
import { ReduceLROnPlateau } from './reduceLROnPlateau.ts';
import { fakeTraining, oneWeightModel } from './testing/fakeTraining.ts';

/** What is said in a training with these losses. */
async function said(
  make: (verbose: (message: string) => void) => Parameters<typeof fakeTraining>[0],
  losses: readonly number[],
): Promise<string[]> {
  const messages: string[] = [];
  const callback = make((message) => messages.push(message));
  await fakeTraining(callback, {
    model: oneWeightModel(),
    epochs: losses.map((loss) => ({ loss })),
  });
  return messages;
}

it('EarlyStopping says when it stops and what it restores', async () => {
  const make = (verbose: (message: string) => void) =>
    new EarlyStopping({ monitor: 'loss', restoreBestWeights: true, verbose });
  expect(await said(make, [3, 1, 2])).toEqual([
    'Epoch 3: early stopping',
    'Restoring the weights of the best epoch: 2',
  ]);
  expect(await said(make, [3, 2])).toEqual(['Restoring the weights of the best epoch: 2']);
});

it('ReduceLROnPlateau says what it reduces to', async () => {
  const make = (verbose: (message: string) => void) =>
    new ReduceLROnPlateau({ monitor: 'loss', patience: 1, factor: 0.5, verbose });
  expect(await said(make, [1, 1])).toEqual(['Epoch 2: learning rate reduced to 0.5']);
});

it('LearningRateScheduler says what it sets', async () => {
  const make = (verbose: (message: string) => void) =>
    new LearningRateScheduler((epoch) => 1 / (epoch + 1), { verbose });
  expect(await said(make, [1, 1])).toEqual([
    'Epoch 1: learning rate set to 1',
    'Epoch 2: learning rate set to 0.5',
  ]);
});

it('ModelCheckpoint says what it saves and what not', async () => {
  const path = join(await temporaryDirectory(), 'best');
  const make = (verbose: (message: string) => void) =>
    new ModelCheckpoint(path, { monitor: 'loss', saveBestOnly: true, verbose });
  expect(await said(make, [2, 3])).toEqual([
    'Epoch 1: loss is 2, the best so far',
    `Epoch 1: saved ${path}`,
    'Epoch 2: loss is 3, no improvement on 2',
  ]);
});

it('a line goes to stderr with verbose: true, and nothing without', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const training = { model: oneWeightModel(), epochs: [{}] };
    await fakeTraining(new LearningRateScheduler(() => 1), training);
    expect(write).not.toHaveBeenCalled();
    await fakeTraining(new LearningRateScheduler(() => 1, { verbose: true }), training);
    expect(write).toHaveBeenCalledOnce();
    expect(write.mock.calls[0]?.[0]).toContain('Epoch 1: learning rate set to 1');
  } finally {
    write.mockRestore();
  }
});
