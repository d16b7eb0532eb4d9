// The dlqr command line: list, doctor, predict, and every chapter app by its name.
import type { ChapterApp, Terminal } from '@dlqr/app-kit';
import { exitStatusOf, processTerminal, runApp } from '@dlqr/app-kit';
import { readRunFile } from '@dlqr/core';
import { findApp, listApps, loadApp } from './apps.ts';
import { doctor } from './doctor.ts';
import { HELP } from './help.ts';
import { parsePredict } from './parsePredict.ts';

const DEFAULT_APP = 'ch02';

await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  const terminal = processTerminal(args.includes('--json'));
  const [first = DEFAULT_APP, ...rest] = args;
  if (first === '--help' || first === '-h' || first === 'help') terminal.emit(HELP);
  else if (first === 'list') await exitStatusOf(terminal, () => list(terminal, rest));
  else if (first === 'doctor')
    await exitStatusOf(terminal, (_, signal) => doctor(rest, terminal, signal));
  else if (first === 'predict')
    await exitStatusOf(terminal, (_, signal) => predict(rest, terminal, signal));
  else if (first.startsWith('-')) await runChapter(DEFAULT_APP, args, terminal);
  else await runChapter(first, rest, terminal);
}

async function runChapter(
  name: string,
  args: readonly string[],
  terminal: Terminal,
): Promise<void> {
  let app: ChapterApp | undefined;
  await exitStatusOf(terminal, async () => {
    app = await loadApp(await findApp(name));
  });
  if (app) await runApp(app, args);
}

async function list(terminal: Terminal, args: readonly string[]): Promise<void> {
  const apps = await listApps();
  if (args.includes('--json')) terminal.emit(`${JSON.stringify(apps, null, 2)}\n`);
  else {
    const width = Math.max(...apps.map(({ name }) => name.length));
    for (const { name, title } of apps) terminal.say(`${name.padEnd(width)}  ${title}`);
    terminal.say(
      '\nRun one with: npm start -- NAME [options]; its options: npm start -- NAME --help',
    );
  }
}

async function predict(
  args: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const request = parsePredict(args);
  if (request.kind === 'help') return terminal.emit(request.text);
  const { app: name } = await readRunFile(request.runDirectory);
  const app = await loadApp(await findApp(name));
  await app.predict({ ...request, signal, terminal });
}
