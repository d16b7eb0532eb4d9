// Reads the arguments of `predict`.
import { parseArguments } from '@dlqr/app-kit';
import { Command } from 'commander';

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
  const command = new Command('npm start -- predict')
    .description('Applies a trained run to new data: the rows of the input with predictions added.')
    .argument('<run-dir>', 'a folder that a run made: runs/<app>/<time>-<seed>')
    .argument('<input>', 'new data of the same form as the training data')
    .option('--out <file>', 'where the result goes (default: standard output)');
  const help = parseArguments(command, args);
  if (help !== null) return { kind: 'help', text: help };
  const [runDirectory = '', input = ''] = command.args;
  const output = command.opts<{ out?: string }>().out ?? null;
  return { kind: 'predict', runDirectory, input, output };
}
