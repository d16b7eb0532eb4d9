// Reads the arguments of `doctor`.
import { parseArguments, wholeFrom } from '@dlqr/app-kit';
import { Command, Option } from 'commander';

/** What `doctor` is asked for. */
export type DoctorRequest =
  | { readonly kind: 'help'; readonly text: string }
  | {
      readonly kind: 'examine';
      readonly backends: readonly string[];
      readonly timeLimitMs: number;
      readonly json: boolean;
    };

const TIME_LIMIT_SECONDS = 8;

/**
 * @param names all backends, best first
 * @throws {UsageError} when arguments are unknown or cannot be used
 */
export function parseDoctor(args: readonly string[], names: readonly string[]): DoctorRequest {
  const command = new Command('npm start -- doctor')
    .description(
      'Examines this machine: versions, which backends load, whether they multiply two matrices\nrightly, on which device and how fast, and what to install to get more.',
    )
    .addOption(
      new Option('--backend <name>', 'examine this one only; installs tensorflow').choices(names),
    )
    .option('--timeout <seconds>', 'the longest it may take', wholeFrom(1), TIME_LIMIT_SECONDS)
    .option('--json', 'print what was found as JSON', false)
    .addHelpText('after', '\nExit status: 0 a backend works, 1 none does, 2 usage.');
  const help = parseArguments(command, args);
  if (help !== null) return { kind: 'help', text: help };
  const { backend, timeout, json } = command.opts<{
    backend?: string;
    timeout: number;
    json: boolean;
  }>();
  const backends = backend === undefined ? names : [backend];
  return { kind: 'examine', backends, timeLimitMs: timeout * 1000, json };
}
