// The command `doctor`: examines this machine, tells what was found, and fails when nothing works.
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import {
  appBackends,
  cacheFacts,
  describeExamination,
  examine,
  findGraphicsCards,
  machineFacts,
  startProbe,
  type Terminal,
} from '@dlqr/app-kit';
import { UnavailableError } from '@dlqr/core/errors';
import * as tf from '@tensorflow/tfjs';
import { parseDoctor } from './parseDoctor.ts';

/** Beside this file, in the sources and in the bundle. */
const PROBE = join(import.meta.dirname, `probe${extname(import.meta.filename)}`);

/**
 * Examines the backends and says what was found.
 *
 * @throws {UsageError} when the arguments do not fit
 * @throws {UnavailableError} when none of the backends works
 * @throws {InterruptedError} when the signal is given
 */
export async function doctor(
  args: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const request = parseDoctor(args, appBackends().names);
  if (request.kind === 'help') return terminal.emit(request.text);
  const { backends, json, timeLimitMs } = request;
  if (!json) terminal.note(`Examining ${backends.join(', ')} …\n`);
  const examination = await examine({
    backends,
    timeLimitMs,
    signal,
    startProbe: (name) => startProbe(PROBE, [name]),
    versions: { dlqr: ownVersion(), node: process.versions.node, tfjs: tf.version.tfjs },
    machine: machineFacts(),
    findCards: findGraphicsCards,
    checkCache: cacheFacts,
  });
  if (json) terminal.emit(`${JSON.stringify(examination, null, 2)}\n`);
  else for (const line of describeExamination(examination, terminalForm())) terminal.say(line);
  if (examination.ok) return;
  const which =
    backends.length === 1 ? `the backend ${backends[0]} does not work` : 'no backend works';
  const late = examination.backends.some(({ status }) => status === 'unknown');
  throw new UnavailableError(late ? `${which} within the time` : `${which} on this machine`);
}

function ownVersion(): string {
  const manifest = createRequire(import.meta.url)('../package.json') as { version: string };
  return manifest.version;
}

function terminalForm(): { colour: boolean; width: number } {
  const { isTTY, columns = 100 } = process.stdout;
  return { colour: isTTY === true && !process.env.NO_COLOR, width: Math.min(columns, 120) };
}
