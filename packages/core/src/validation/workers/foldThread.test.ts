import { typescriptInWorkers } from '@dlqr/test-kit';
import { expect, it } from 'vitest';
import { plane } from '../../training/testing/plane.ts';
import { checkedFoldData } from '../foldData.ts';
import { everyKth } from '../testing/folds.ts';
import { FoldThread } from './foldThread.ts';

typescriptInWorkers();

it('fails each fold that it is given after its end, and says why it ended', async () => {
  const thread = new FoldThread({
    module: new URL('../testing/netModule.ts', import.meta.url).href,
    export: 'crashing',
    data: checkedFoldData(plane(12)),
    fit: {},
    trainScores: false,
    parameters: 2,
    backend: 'cpu',
  });
  const [rows] = everyKth(12, 2);
  const run = (index: number) =>
    thread.run({ ...(rows ?? expect.fail()), index, seed: index, signal: undefined });
  expect((await run(0)).test.shape).toEqual([6, 1]);
  const end = 'its worker ended with exit status 3 before the fold was done';
  await expect(run(1)).rejects.toThrow(`fold 1: ${end}`);
  await expect(run(2)).rejects.toThrow(`fold 2: ${end}`);
  await thread.close();
});
