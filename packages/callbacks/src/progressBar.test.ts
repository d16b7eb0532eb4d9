import { ValueError } from '@dlqr/core/errors';
import { expectNoLeaks } from '@dlqr/test-kit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProgressBar, type ProgressBarOptions } from './progressBar.ts';
import { metricText } from './progressText.ts';
import { type FakeTraining, fakeTraining, oneWeightModel } from './testing/fakeTraining.ts';
import { tinyFit } from './testing/tinyFit.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A stream that keeps what is written. */
class Screen {
  readonly writes: string[] = [];
  readonly isTTY: boolean;
  readonly columns: number;

  constructor(isTTY = false, columns = 200) {
    this.isTTY = isTTY;
    this.columns = columns;
  }

  write(text: string): void {
    this.writes.push(text);
  }

  get text(): string {
    return this.writes.join('');
  }

  /** The lines as they stand in the end, as a terminal shows them. */
  get lines(): string[] {
    const lines = this.text.split('\n').map((line) => {
      const shown = line.split('\r').at(-1) ?? '';
      return shown.slice(0, shown.includes('\x1b[K') ? shown.indexOf('\x1b[K') : undefined);
    });
    return lines.slice(0, -1);
  }
}

/** Time goes on by this many milliseconds at every look at the clock. */
function clock(step: number): () => number {
  let time = 0;
  return () => {
    time += step;
    return time;
  };
}

async function shown(
  screen: Screen,
  training: Omit<FakeTraining, 'model'>,
  options: ProgressBarOptions = {},
): Promise<Screen> {
  const bar = new ProgressBar({ stream: screen, now: clock(1000), ...options });
  await fakeTraining(bar, { model: oneWeightModel(), ...training });
  return screen;
}

const EPOCHS = [{ loss: 0.5 }, { loss: 0.25, val_loss: 1 }];
const BATCHES = [{ loss: 3, batch: 0, size: 8 }, { loss: 2 }];

describe('ProgressBar', () => {
  it('writes one plain line an epoch without a terminal', async () => {
    const { text } = await shown(new Screen(), { epochs: EPOCHS, batches: BATCHES });
    expect(text).toBe(
      [
        'Epoch 1/2  1.0s  loss 0.5000  (2.0s left)',
        'Epoch 2/2  1.0s  loss 0.2500  valLoss 1.0000',
        '',
      ].join('\n'),
    );
  });

  it('tells the remaining time of a resumed training by the epochs seen', async () => {
    const params = { initialEpoch: 8, epochs: 12 };
    const { lines } = await shown(new Screen(), { epochs: [{}, {}], params });
    expect(lines).toEqual(['Epoch  9/12  1.0s    (6.0s left)', 'Epoch 10/12  1.0s    (4.0s left)']);
  });

  it('leaves out lines of long trainings, never the first and the last', async () => {
    const epochs = Array.from({ length: 100 }, () => ({}));
    const { lines } = await shown(new Screen(), { epochs }, { maxLines: 6 });
    const numbers = lines.map((line) => Number(/Epoch +(\d+)/.exec(line)?.[1]));
    expect(numbers).toEqual([1, 25, 50, 75, 100]);
    expect((await shown(new Screen(), { epochs })).lines).toHaveLength(100);
  });

  it('keeps to the number of lines', async () => {
    for (const [length, maxLines] of [
      [101, 100],
      [7, 3],
      [1000, 10],
      [23, 5],
    ] as const) {
      const epochs = Array.from({ length }, () => ({}));
      const { lines } = await shown(new Screen(), { epochs }, { maxLines });
      expect(lines.length).toBeLessThanOrEqual(maxLines);
      expect(lines.at(-1)).toContain(`Epoch ${length}/${length}`);
    }
  });

  it.each([true, false])('writes the last line of a training that ends early', async (isTTY) => {
    const epochs = Array.from({ length: 3 }, (_, index) => ({ loss: index }));
    const params = { epochs: 1000 };
    const { lines } = await shown(new Screen(isTTY), { epochs, params }, { interactive: isTTY });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('Epoch    3/1000');
    expect(lines[1]).toContain('loss 2.0000');
  });

  it('begins anew in every training', async () => {
    const screen = new Screen();
    const bar = new ProgressBar({ stream: screen, now: clock(1000) });
    const model = oneWeightModel();
    const params = { initialEpoch: 3, epochs: 1000 };
    await fakeTraining(bar, { model, epochs: [{}], params: { epochs: 1000 } });
    await fakeTraining(bar, { model, epochs: [{}, {}], params });
    expect(screen.lines.map((line) => line.slice(0, 15))).toEqual([
      'Epoch    1/1000',
      'Epoch    4/1000',
      'Epoch    5/1000',
    ]);
    bar.setModel(model);
    await bar.onTrainBegin();
    await bar.onEpochBegin(0);
    await bar.onEpochEnd(1, {}); // held back; the training then fails
    await fakeTraining(bar, { model, epochs: [] });
    expect(screen.lines).toHaveLength(3);
  });

  it('moves a bar with the steps on a terminal', async () => {
    const screen = await shown(
      new Screen(true),
      { epochs: EPOCHS.slice(0, 1), batches: BATCHES },
      { interactive: true, color: false },
    );
    expect(screen.writes).toEqual([
      '\rEpoch 1/1 ━━━━━━━━━━━━──────────── 1/2  1.0s left  loss 3.0000\x1b[K',
      '\rEpoch 1/1 ━━━━━━━━━━━━━━━━━━━━━━━━ 2/2  0.0s left  loss 2.0000\x1b[K',
      '\rEpoch 1/1  3.0s  loss 0.5000\x1b[K\n',
    ]);
  });

  it('tells the speed of an epoch that is resumed in its midst by the steps seen', async () => {
    const screen = new Screen(true);
    const bar = new ProgressBar({
      stream: screen,
      now: clock(1000),
      interactive: true,
      color: false,
    });
    bar.setParams({ epochs: 1, steps: 20 });
    await bar.onEpochBegin(0);
    await bar.onBatchEnd(15, {});
    expect(screen.text).toContain('16/20  4.0s left');
  });

  it('counts steps where their number is not known', async () => {
    const screen = new Screen(true);
    const params = { steps: null };
    const training = { epochs: [{}], batches: BATCHES.slice(0, 1), params };
    await shown(screen, training, { interactive: true });
    expect(screen.writes[0]).toBe('\rEpoch 1/1  1  1.0s  loss 3.0000\x1b[K');
  });

  it('draws no more than ten times a second', async () => {
    const batches = Array.from({ length: 100 }, () => ({}));
    const screen = await shown(
      new Screen(true),
      { epochs: [{}], batches },
      { interactive: true, now: clock(20) },
    );
    expect(screen.writes).toHaveLength(20 + 1);
  });

  it('cuts the moving line to the terminal, where it could not be drawn over', async () => {
    for (const columns of [5, 20, 40, 60]) {
      const screen = new Screen(true, columns);
      const training = { epochs: [{}], batches: [{ aVeryLongNameOfAMetric: 1, another: 2 }] };
      await shown(screen, training, { interactive: true, color: false });
      const [first = ''] = screen.writes;
      expect(first.slice('\r'.length, first.indexOf('\x1b[K'))).toHaveLength(columns - 1);
    }
  });

  it('colours the bar alone, and begins a new line when the training breaks off', async () => {
    const screen = new Screen(true);
    const training = { epochs: [], breaksOff: true };
    const bar = new ProgressBar({
      stream: screen,
      interactive: true,
      now: clock(1000),
      color: true,
    });
    bar.setParams({ epochs: 1, steps: 2 });
    await bar.onEpochBegin(0);
    await bar.onBatchEnd(0, {});
    expect(screen.text).toContain('Epoch 1/1 \x1b[32m━━━━━━━━━━━━\x1b[90m────────────\x1b[39m 1/2');
    await fakeTraining(bar, { model: oneWeightModel(), ...training });
    expect(screen.text.endsWith('\n')).toBe(true);
  });

  it('writes the line it held back when the training breaks off', async () => {
    const params = { epochs: 1000 };
    const epochs = [{}, { loss: 7 }];
    const { lines } = await shown(new Screen(), { epochs, params, breaksOff: true });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('loss 7.0000');
  });

  it.each([
    ['a terminal', true, {}, true, true],
    ['no terminal', false, {}, false, false],
    ['a terminal in CI', true, { CI: 'true' }, false, false],
    ['a dumb terminal', true, { TERM: 'dumb' }, false, false],
    ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, true, false],
  ])('finds out by itself on %s', async (_, isTTY, environment, moves, isColored) => {
    const all = { CI: '', NO_COLOR: '', TERM: 'xterm', ...environment };
    for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
    const { text } = await shown(new Screen(isTTY), { epochs: EPOCHS, batches: BATCHES });
    expect(text.includes('\r')).toBe(moves);
    expect(text.includes('\x1b[32m')).toBe(isColored);
  });

  it('asks for the logs of steps only when a bar moves', () => {
    const still = new ProgressBar({ interactive: false });
    const moving = new ProgressBar({ interactive: true });
    expect([Object.hasOwn(still, 'onBatchEnd'), Object.hasOwn(moving, 'onBatchEnd')]).toEqual([
      false,
      true,
    ]);
  });

  it('shows a real model.fit with its steps, which that does not count itself', async () => {
    await expectNoLeaks(async () => {
      const { fit, dispose } = tinyFit();
      const screen = new Screen(true);
      const bar = new ProgressBar({ stream: screen, now: clock(1000), interactive: true });
      const { history } = await fit({ epochs: 2, validationSplit: 0.25, callbacks: [bar] });
      expect(screen.text).toContain('2/2');
      expect(screen.lines[1]).toContain(`valLoss ${metricText(history.val_loss?.[1] as number)}`);
      dispose();
    });
  });

  it.each([2, 0, 3.5, Number.NaN])('refuses %d lines', (maxLines) => {
    expect(() => new ProgressBar({ maxLines })).toThrow(ValueError);
  });
});
