// Reads the arguments of `predict`.
import { UsageError } from '@dlqr/core/errors';
import { Command, CommanderError } from 'commander';

/** What `predict` is asked for. */
export type PredictRequest =
  | { readonly kind: 'help'; readonly text: string }
  | {
      readonly kind: 'predict';
      readonly runDirectory: string;
      readonly input: string;
      readonly output: string | null;
    };

/** @throws {UsageError} when arguments are missing or unknown */
export function parsePredict(args: readonly string[]): PredictRequest {
  let help = '';
  const command = new Command('npm start -- predict')
    .description('Applies a trained run to new data: the rows of the input with predictions added.')
    .argument('<run-dir>', 'a folder that a run made: runs/<app>/<time>-<seed>')
    .argument('<input>', 'new data of the same form as the training data')
    .option('--out <file>', 'where the result goes (default: standard output)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        help += text;
      },
      writeErr: () => {},
    });
  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'help', text: help };
    throw new UsageError(error.message.replace(/^error: /, '').replaceAll('\n', ' '), {
      hint: 'See npm start -- predict --help.',
    });
  }
  const [runDirectory = '', input = ''] = command.args;
  return {
    kind: 'predict',
    runDirectory,
    input,
    output: command.opts<{ out?: string }>().out ?? null,
  };
}
