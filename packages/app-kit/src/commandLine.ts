// Reads an app's command line.
import { UsageError } from '@dlqr/core/errors';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { ChapterApp, SharedOptions } from './chapterApp.ts';

const BACKENDS = ['auto', 'onnx', 'tensorflow', 'wasm', 'cpu'];

/** What a command line asks for: help that was printed, or a run with options. */
export type CommandLine<Options extends object> =
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'run'; readonly options: SharedOptions & Options };

/**
 * Reads the arguments of an app.
 *
 * @throws {UsageError} when an option is unknown or its value cannot be used
 */
export function parseCommandLine<Options extends object>(
  app: ChapterApp<Options>,
  args: readonly string[],
): CommandLine<Options> {
  const [chapter = app.name] = app.name.split('-');
  const command = new Command(`npm start -- ${chapter}`)
    .description(`${app.title}\n\n${app.question}`)
    .option('--data <set>', 'embedded, full, a data set by name, or a path to your own', 'embedded')
    .addOption(new Option('--backend <name>', 'what computes').choices(BACKENDS).default('auto'))
    .option('--seed <number>', 'the one source of randomness', wholeFrom(0), 1)
    .option('--epochs <number>', 'how many passes over the training rows', wholeFrom(1))
    .option('--batch-size <number>', 'training rows a step', wholeFrom(1))
    .option('--quick', 'a short training on real data, under a minute on two cores', false)
    .option('--out <dir>', 'where run directories go', 'runs')
    .option('--resume <dir>', 'go on with a run that was interrupted; its own options apply')
    .option('--json', 'print the finished run.json on standard output', false);
  for (const { flags, description, parse, choices, default: value } of app.options) {
    const option = new Option(flags, description);
    if (choices) option.choices([...choices]);
    if (parse) option.argParser(parse);
    if (value !== undefined) option.default(value);
    command.addOption(option);
  }
  command.addHelpText(
    'after',
    `\nExamples:\n${app.examples.map((e) => `  npm start -- ${e}`).join('\n')}`,
  );
  const help = parseArguments(command, args);
  if (help !== null) return { kind: 'help', text: help };
  return { kind: 'run', options: command.opts<SharedOptions & Options>() };
}

/**
 * Lets a command read its arguments, without a word to the terminal.
 *
 * @returns the help where that was asked for; null otherwise
 * @throws {UsageError} when the arguments do not fit; the hint names the command's help
 */
export function parseArguments(command: Command, args: readonly string[]): string | null {
  let help = '';
  command.exitOverride().configureOutput({
    writeOut: (text) => {
      help += text;
    },
    writeErr: () => {},
  });
  try {
    command.parse([...args], { from: 'user' });
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return help;
    throw new UsageError(error.message.replace(/^error: /, '').replaceAll('\n', ' '), {
      hint: `See ${command.name()} --help.`,
    });
  }
}

/** A parser of whole numbers of at least `least`, for options. */
export function wholeFrom(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`Expected a whole number of at least ${least}.`);
    }
    return value;
  };
}

/** A parser of numbers between two bounds, both excluded, for options. */
export function shareBetween(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !(value > low && value < high)) {
      throw new InvalidArgumentError(`Expected a number between ${low} and ${high}.`);
    }
    return value;
  };
}
