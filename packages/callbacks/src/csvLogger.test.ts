import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError, ValueError } from '@dlqr/core/errors';
import { expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import { beforeEach, describe, expect, it } from 'vitest';
import { CSVLogger } from './csvLogger.ts';
import { fakeTraining, oneWeightModel, throughCheckpoint } from './testing/fakeTraining.ts';
import { tinyFit } from './testing/tinyFit.ts';

let path = '';
beforeEach(async () => {
  path = join(await temporaryDirectory(), 'runs', 'history.csv');
});

const text = (): Promise<string> => readFile(path, 'utf8');
const model = oneWeightModel();
const metrics = ['loss', 'valLoss'];

describe('CSVLogger', () => {
  it('writes one row an epoch, with columns for values that come later', async () => {
    const epochs = [{ loss: 1 }, { loss: 0.5, valLoss: 2, learningRate: 0.1 }, { loss: 0.25 }];
    await fakeTraining(new CSVLogger(path), {
      model,
      epochs: epochs.slice(0, 1),
      params: { metrics },
    });
    expect(await text()).toBe('epoch,loss,valLoss\n0,1,\n');
    await fakeTraining(new CSVLogger(path), { model, epochs, params: { metrics } });
    expect(await text()).toBe('epoch,loss,valLoss,learningRate\n0,1,,\n1,0.5,2,0.1\n2,0.25,,\n');
  });

  it('has each row in the file when its epoch ends', async () => {
    const logger = new CSVLogger(path);
    const seen: string[] = [];
    const files = new Set<number>();
    const afterEpoch = async () => {
      seen.push(await text());
      files.add((await stat(path)).ino);
    };
    await fakeTraining(logger, {
      model,
      epochs: [{ loss: 1 }, { loss: 2 }, { loss: 3 }],
      afterEpoch,
    });
    expect(seen).toEqual([
      'epoch,loss\n0,1\n',
      'epoch,loss\n0,1\n1,2\n',
      'epoch,loss\n0,1\n1,2\n2,3\n',
    ]);
    expect(files.size).toBe(1); // appended to, not written anew
  });

  it('writes numbers that read back exactly', async () => {
    const values = [0.1 + 0.2, 1e-300, -0.30000001192092896, 2 ** 53, 1e21, Number.NaN, -Infinity];
    const epochs = values.map((loss) => ({ loss }));
    await fakeTraining(new CSVLogger(path), { model, epochs });
    const rows = (await text()).trim().split('\n').slice(1);
    expect(rows.map((row) => Number(row.split(',')[1]))).toEqual(values);
  });

  it('begins a new file in a new training', async () => {
    const logger = new CSVLogger(path, { separator: ';' });
    await fakeTraining(logger, { model, epochs: [{ loss: 1 }, { loss: 2 }] });
    await fakeTraining(logger, { model, epochs: [{ acc: 3 }] });
    expect(await text()).toBe('epoch;acc\n0;3\n');
    await fakeTraining(logger, { model, epochs: [{ acc: 4 }] });
    expect(await text()).toBe('epoch;acc\n0;4\n');
    await fakeTraining(logger, { model, epochs: [] });
    await expect(text()).rejects.toThrow('ENOENT');
  });

  it.each([0, 1, 2, 3])(
    'makes the file of a run that was killed in epoch 3 and resumed at %i that of a whole run',
    async (cut) => {
      const epochs = [{ loss: 4 }, { loss: 3, valLoss: 0.5 }, { loss: 2 }, { loss: 1, valLoss: 1 }];
      await fakeTraining(new CSVLogger(path), { model, epochs, params: { metrics } });
      const whole = await text();
      const rest = { model, epochs: epochs.slice(cut), params: { metrics, initialEpoch: cut } };

      await writeFile(path, whole.slice(0, -4)); // killed while the last row was written
      await fakeTraining(new CSVLogger(path, { append: true }), rest);
      expect(await text()).toBe(whole);

      await writeFile(path, whole.slice(0, -1));
      const state = throughCheckpoint(new CSVLogger(path).getState());
      await fakeTraining(new CSVLogger(path), { ...rest, state });
      expect(await text()).toBe(whole);
    },
  );

  it('drops the rows to repeat also when an instance is used again', async () => {
    const logger = new CSVLogger(path);
    await fakeTraining(logger, { model, epochs: [{ loss: 1 }, { loss: 2 }, { loss: 3 }] });
    const state = logger.getState();
    const params = { initialEpoch: 1 };
    await fakeTraining(logger, { model, epochs: [{ loss: 4 }], state, params });
    expect(await text()).toBe('epoch,loss\n0,1\n1,4\n');
  });

  it('appends to no file, and keeps the columns of the one there is', async () => {
    const logger = () => new CSVLogger(path, { append: true });
    await fakeTraining(logger(), { model, epochs: [{ loss: 1 }] });
    expect(await text()).toBe('epoch,loss\n0,1\n');
    await writeFile(path, 'epoch,acc,loss\r\n0,5,6\r\n1,7,8\r\n');
    const params = { initialEpoch: 1 };
    await fakeTraining(logger(), { model, epochs: [{ loss: 1, mae: 2 }, { acc: 3 }], params });
    expect(await text()).toBe('epoch,acc,loss,mae\n0,5,6,\n1,,1,2\n2,3,,\n');
  });

  it('does not go on in a file that is no such log', async () => {
    await fakeTraining(new CSVLogger(path, { separator: ';' }), { model, epochs: [{ loss: 1 }] });
    const training = fakeTraining(new CSVLogger(path, { append: true }), {
      model,
      epochs: [{ loss: 1 }],
    });
    await expect(training).rejects.toThrow(FileError);
    expect(await text()).toBe('epoch;loss\n0;1\n');
  });

  it('makes a file that cannot be written an error', async () => {
    await mkdir(path, { recursive: true });
    const logger = new CSVLogger(path, { append: true });
    await expect(fakeTraining(logger, { model, epochs: [{}] })).rejects.toThrow(FileError);
  });

  it('makes a file that vanishes into a folder between two epochs an error', async () => {
    const logger = new CSVLogger(join(path, '..', '..', 'gone.csv'));
    logger.setParams({});
    logger.setModel(model);
    await logger.onTrainBegin();
    await logger.onEpochEnd(0, { loss: 1 });
    await logger.onTrainBegin(); // removes the file
    await mkdir(join(path, '..', '..', 'gone.csv'));
    await expect(logger.onEpochEnd(0, { loss: 1 })).rejects.toThrow(FileError);
  });

  it('refuses a value whose name would break the columns', async () => {
    const training = fakeTraining(new CSVLogger(path), { model, epochs: [{ 'a,b': 1 }] });
    await expect(training).rejects.toThrow('the name "a,b" cannot be the head of a CSV column');
  });

  it.each(['', ',,', '1', '.', '-', '\n', '"', 'x'])('refuses the separator %j', (separator) => {
    expect(() => new CSVLogger(path, { separator })).toThrow(ValueError);
    expect(() => new CSVLogger('')).toThrow(ValueError);
  });

  it('logs a real model.fit, resumed with initialEpoch', async () => {
    await expectNoLeaks(async () => {
      const { fit, dispose } = tinyFit();
      const { history } = await fit({
        epochs: 2,
        validationSplit: 0.25,
        callbacks: [new CSVLogger(path)],
      });
      const callbacks = [new CSVLogger(path, { append: true })];
      const more = await fit({ epochs: 3, initialEpoch: 2, validationSplit: 0.25, callbacks });
      const rows = (await text()).trim().split('\n');
      expect(rows[0]).toBe('epoch,loss,mae,valLoss,valMae');
      const expected = [history, more.history].flatMap(
        ({ loss = [], mae = [], val_loss, val_mae }) =>
          loss.map((value, index) => [value, mae[index], val_loss?.[index], val_mae?.[index]]),
      );
      expect(rows.slice(1).map((row) => row.split(',').map(Number))).toEqual(
        expected.map((values, epoch) => [epoch, ...values]),
      );
      dispose();
    });
  });
});
