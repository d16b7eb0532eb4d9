import { ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { MonitorCallback, type MonitorCallbackOptions } from './monitorCallback.ts';
import { fakeTraining, oneWeightModel, throughCheckpoint } from './testing/fakeTraining.ts';
import { LOOPS } from './testing/loops.ts';

class Noting extends MonitorCallback {
  readonly name = 'Noting';
  readonly seen: (readonly [epoch: number, value: number, isBest: boolean])[] = [];

  protected override onValue(epoch: number, value: number, isBest: boolean): void {
    this.seen.push([epoch, value, isBest]);
  }
}

/** Which epochs were the best so far. */
async function bestEpochs(
  losses: readonly number[],
  options: MonitorCallbackOptions = {},
): Promise<number[]> {
  const callback = new Noting({ monitor: 'loss', ...options });
  const epochs = losses.map((loss) => ({ loss }));
  await fakeTraining(callback, { model: oneWeightModel(), epochs });
  return callback.seen.filter(([, , isBest]) => isBest).map(([epoch]) => epoch);
}

describe('MonitorCallback', () => {
  it.each([
    ['smaller losses', [3, 2, 2.5, 1], {}, [0, 1, 3]],
    ['larger values', [3, 2, 2.5, 4], { mode: 'max' }, [0, 3]],
    ['steps larger than minDelta', [3, 2.5, 1.5], { minDelta: 1 }, [0, 2]],
    ['what beats the baseline', [3, 1.5, 2], { baseline: 2 }, [1]],
    ['never NaN', [Number.NaN, 3, Number.NaN, 2], {}, [1, 3]],
  ] as const)('counts %s as improvements', async (_, losses, options, expected) => {
    expect(await bestEpochs(losses, options)).toEqual(expected);
  });

  it('passes over epochs without the value and asks for a direction', async () => {
    const callback = new Noting({ mode: 'min' });
    const params = { metrics: ['loss', 'valLoss'] };
    const epochs = [{ loss: 1 }, { loss: 1, valLoss: 2 }];
    await fakeTraining(callback, { model: oneWeightModel(), epochs, params });
    expect(callback.seen).toEqual([[1, 2, true]]);
    const unknown = new Noting({ monitor: 'valAuc' });
    const training = fakeTraining(unknown, { model: oneWeightModel(), epochs: [] });
    await expect(training).rejects.toMatchObject({ hint: "Give mode: 'min' or mode: 'max'." });
  });

  it('keeps its best over a kill and resume, and begins anew otherwise', async () => {
    const first = new Noting({ monitor: 'loss', baseline: 9 });
    const model = oneWeightModel();
    await fakeTraining(first, { model, epochs: [{ loss: 1 }] });
    const second = new Noting({ monitor: 'loss', baseline: 9 });
    const state = throughCheckpoint(first.getState());
    await fakeTraining(second, { model, epochs: [{ loss: 2 }], state });
    expect([second.best, second.seen[0]?.[2]]).toEqual([1, false]);
    await fakeTraining(second, { model, epochs: [] });
    expect(second.best).toBe(9);
  });

  it.each(LOOPS)('follows the loss in %s', async (_, loop) => {
    const callback = new Noting({ monitor: 'loss' });
    const data = { x: [[1]], y: [[3]] };
    const options = { epochs: 2, batchSize: 1, callbacks: [callback] };
    const { loss } = await loop(oneWeightModel(), data, options);
    expect(callback.seen.map(([, value]) => value)).toEqual(loss);
  });

  it('refuses a baseline that is NaN', () => {
    expect(() => new Noting({ baseline: Number.NaN })).toThrow(ValueError);
  });
});
