import { describe, expect, it } from 'vitest';
import { attribute, cleanSvg, marksIn, plotSize, stretchesOf, textsIn } from '../testSupport.ts';
import { SERIES_COLOURS } from '../theme/palette.ts';
import { learningCurves } from './learningCurves.ts';

const history = {
  loss: [0.9, 0.5, 0.4, 0.3],
  valLoss: [0.8, 0.6, 0.65, 0.7],
  meanAbsoluteError: [4, 3, 2, 1],
  valMeanAbsoluteError: [4.5, 3.5, 3.25, 3.75],
};

describe('learningCurves of one run', () => {
  it('draws a panel a metric, training dashed and validation solid', async () => {
    const svg = await cleanSvg(learningCurves(history));
    const lines = marksIn(svg, 'line').map(({ tag }) => [
      attribute(tag, 'stroke'),
      attribute(tag, 'stroke-dasharray'),
    ]);
    const [training, validation] = SERIES_COLOURS;
    expect(lines).toEqual([
      [training, '6,4'],
      [validation, '1,0'],
      [training, '6,4'],
      [validation, '1,0'],
    ]);
    const texts = textsIn(svg);
    for (const text of ['loss', 'mean absolute error', 'training', 'validation']) {
      expect(texts.filter((found) => found === text)).toEqual([text]);
    }
    expect(texts).toContain('epoch');
  });

  it('marks the epoch of the lowest validation loss in every panel, and says it', async () => {
    const figure = learningCurves(history);
    expect(figure.title).toBe('Validation loss is lowest at epoch 2 of 4');
    const svg = await cleanSvg(figure);
    const { width } = plotSize(svg);
    for (const mark of [...marksIn(svg, 'symbol'), ...marksIn(svg, 'rule')]) {
      expect(mark.x).toBeCloseTo(width / 3, 0);
    }
    const dots = marksIn(svg, 'symbol');
    expect(dots.map(({ tag }) => attribute(tag, 'fill'))).toEqual([
      SERIES_COLOURS[1],
      SERIES_COLOURS[1],
    ]);
    const curve = stretchesOf(marksIn(svg, 'line')[1]?.tag ?? '').flat();
    expect(dots[0]?.y).toBeCloseTo(curve[1]?.[1] as number, 1);
    expect(textsIn(svg)).toEqual(expect.arrayContaining(['0.6 at epoch 2', '3.5 at epoch 2']));
  });

  it('follows a monitor, its direction and the number of the first epoch', () => {
    const monitored = (column: string, direction: 'min' | 'max', firstEpoch = 1) =>
      learningCurves(history, { monitor: { column, direction }, firstEpoch }).title;
    expect(monitored('valMeanAbsoluteError', 'min')).toBe(
      'Validation mean absolute error is lowest at epoch 3 of 4',
    );
    expect(monitored('loss', 'max')).toBe('Training loss is highest at epoch 1 of 4');
    expect(monitored('loss', 'min', 11)).toBe('Training loss is lowest at the last epoch, 14');
    expect(learningCurves(history, { monitor: null }).title).toBe('Learning curves');
  });

  it('reads the names of Keras, and falls back to the training loss', () => {
    expect(learningCurves({ loss: [3, 2, 1], val_loss: [3, 1, 2] }).title).toBe(
      'Validation loss is lowest at epoch 2 of 3',
    );
    expect(learningCurves({ loss: [3, 1, 2] }).title).toBe(
      'Training loss is lowest at epoch 2 of 3',
    );
    expect(learningCurves({ accuracy: [3, 1, 2] }).title).toBe('Learning curves');
  });

  it('shows a single epoch as dots', async () => {
    const figure = learningCurves({ loss: [0.9], valLoss: [0.8] });
    expect(figure.title).toBe('Validation loss is 0.8 after one epoch');
    expect(marksIn(await cleanSvg(figure), 'symbol')).toHaveLength(2 + 1); // and the mark of the best
  });

  it('shows a thousand epochs, gaps included', async () => {
    const loss = Array.from({ length: 1000 }, (_, epoch) => 1 / (epoch + 1));
    const valLoss = loss.map((value, epoch) => (epoch % 100 === 50 ? NaN : value * 1.1));
    const svg = await cleanSvg(learningCurves({ loss, valLoss }));
    const [training, validation] = marksIn(svg, 'line').map(({ tag }) => stretchesOf(tag));
    expect(training?.flat()).toHaveLength(1000);
    expect(validation?.flat()).toHaveLength(990);
    expect(validation).toHaveLength(11);
    expect(textsIn(svg)).toContain('1,000');
  });

  it('keeps the colours of training and validation in a panel that has one of them', async () => {
    const svg = await cleanSvg(
      learningCurves({ loss: [2, 1], valLoss: [2, 2], learningRate: [0.1, 0.01] }),
    );
    const strokes = marksIn(svg, 'line').map(({ tag }) => attribute(tag, 'stroke'));
    expect(strokes).toEqual([SERIES_COLOURS[0], SERIES_COLOURS[1], SERIES_COLOURS[0]]);
    const only = await cleanSvg(learningCurves({ loss: [2, 1] }));
    expect(textsIn(only)).not.toContain('training'); // no legend for one line
  });

  it('draws the metrics asked for, in that order, under the titles given', async () => {
    const svg = await cleanSvg(
      learningCurves(history, {
        metrics: ['meanAbsoluteError', 'loss'],
        metricTitles: { meanAbsoluteError: 'error (MPG)' },
        title: 'Mine',
        subtitle: 'cars',
      }),
    );
    const texts = textsIn(svg);
    expect(texts.indexOf('error (MPG)')).toBeLessThan(texts.indexOf('loss'));
    expect(texts).toEqual(expect.arrayContaining(['Mine', 'cars']));
  });

  it('leaves metrics without a usable value out, and says so', async () => {
    const svg = await cleanSvg(learningCurves({ loss: [2, 1], rocAuc: [NaN, NaN] }));
    expect(marksIn(svg, 'line')).toHaveLength(1);
    expect(textsIn(svg)).toContain('Without a finite value: roc auc');
  });

  it('says what a log axis hides', async () => {
    const svg = await cleanSvg(
      learningCurves({ loss: [2, 1, 0], r2: [-2, -1, 0] }, { yScale: 'log' }),
    );
    expect(marksIn(svg, 'line')).toHaveLength(1);
    expect(textsIn(svg).join(' ')).toContain(
      'Without a positive value: r2. Values that are not positive are missing on the log axis',
    );
    const fine = await cleanSvg(learningCurves({ loss: [2, 1] }, { yScale: 'log' }));
    expect(textsIn(fine).join(' ')).not.toContain('missing');
  });
});

describe('learningCurves of several runs', () => {
  const runs = [
    { name: 'slow', history: { loss: [3, 2, 1], valLoss: [3, 2.5, 2] } },
    { name: 'fast', history: { loss: [2, 1, 0.5, 0.2], valLoss: [2, 1.5, 1.8, 2.2] } },
    { name: 'broken', history: { loss: [5, NaN], valLoss: [NaN, NaN] } },
  ];

  it('gives each run a colour and marks its best epoch', async () => {
    const figure = learningCurves(runs);
    expect(figure.title).toBe('The lowest validation loss, 1.5, is reached by fast at epoch 2');
    const svg = await cleanSvg(figure);
    const dots = marksIn(svg, 'symbol').map(({ tag }) => attribute(tag, 'fill'));
    expect(dots).toEqual([SERIES_COLOURS[2], SERIES_COLOURS[0], SERIES_COLOURS[1]]); // a lone point first
    expect(marksIn(svg, 'rule')).toHaveLength(0);
    for (const name of ['slow', 'fast', 'broken', 'training', 'validation']) {
      expect(textsIn(svg).filter((text) => text === name)).toEqual([name]);
    }
    expect(textsIn(svg)).toContain('Dots mark the best epoch of each run by validation loss');
  });

  it('names the run with the highest value where high is good', () => {
    const monitor = { column: 'valLoss', direction: 'max' } as const;
    expect(learningCurves(runs, { monitor }).title).toBe(
      'The highest validation loss, 3, is reached by slow at epoch 1',
    );
  });

  it('treats a list with one run like that run', () => {
    expect(learningCurves([{ name: 'only', history }]).title).toBe(learningCurves(history).title);
  });
});

it('learningCurves refuses what it cannot draw', () => {
  const code = (name: string) => expect.objectContaining({ code: `DLQR_${name}` });
  expect(() => learningCurves({})).toThrow(/no metrics/);
  expect(() => learningCurves([])).toThrow(/no runs/);
  expect(() => learningCurves({ loss: [] })).toThrow(code('DATA'));
  expect(() => learningCurves({ loss: [NaN], valLoss: [NaN] })).toThrow(
    /no metric of the history has a finite value: loss/,
  );
  expect(() => learningCurves({ loss: [-1] }, { yScale: 'log' })).toThrow(/positive value/);
  expect(() => learningCurves(history, { metrics: ['valLoss'] })).toThrow(
    /no metric "valLoss"; it has loss, meanAbsoluteError/,
  );
  const monitor = { column: 'f1', direction: 'max' } as const;
  expect(() => learningCurves(history, { monitor })).toThrow(
    /no column "f1" to monitor; its columns are loss, valLoss/,
  );
  const run = { name: 'a', history };
  expect(() => learningCurves([run, run])).toThrow(/two runs are named "a"/);
});
