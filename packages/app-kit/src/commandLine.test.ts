import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './commandLine.ts';
import { fakeApp } from './testing/fakeApp.ts';

const app = fakeApp(async () => '');

describe('parseCommandLine', () => {
  it('gives every shared option its default', () => {
    expect(parseCommandLine(app, [])).toEqual({
      kind: 'run',
      options: {
        data: 'embedded',
        backend: 'auto',
        seed: 1,
        quick: false,
        out: 'runs',
        json: false,
      },
    });
  });

  it("reads numbers, names and the app's own options", () => {
    const args = '--data my.csv --target price --seed 7 --epochs 3 --batch-size 16 --quick --json';
    expect(parseCommandLine(app, args.split(' '))).toMatchObject({
      options: {
        data: 'my.csv',
        target: 'price',
        seed: 7,
        epochs: 3,
        batchSize: 16,
        quick: true,
        json: true,
      },
    });
  });

  it('prints help that names the question, each option and the examples', () => {
    const help = parseCommandLine(app, ['--help']);
    const text = help.kind === 'help' ? help.text : '';
    for (const part of ['Expect yes', '--target <column>', '--resume', 'ch99 --target price']) {
      expect(text).toContain(part);
    }
  });

  it.each([
    [['--nonsense'], /unknown option '--nonsense'/],
    [['--seed', '1.5'], /Expected a whole number of at least 0/],
    [['--epochs', '0'], /at least 1/],
    [['--batch-size', ''], /at least 1/],
    [['--backend', 'webgl'], /Allowed choices are auto, onnx, tensorflow, wasm, cpu/],
    [['--data'], /argument missing/],
    [['surplus'], /too many arguments/],
  ])('refuses %j with a usage error and a hint', (args, message) => {
    expect(() => parseCommandLine(app, args)).toThrow(
      expect.objectContaining({
        code: 'DLQR_USAGE',
        message: expect.stringMatching(message),
        hint: expect.stringContaining('--help'),
      }),
    );
  });
});
