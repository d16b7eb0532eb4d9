// The parent's side of a probe: a child process that may crash, hang or be killed without harm.
import { type ChildProcess, fork } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import type { ProbeReply } from './answerProbe.ts';
import type { ProbeResults, ProbeStep } from './probeSteps.ts';

/** What became of a step. */
export type ProbeAnswer<T> =
  | { readonly kind: 'done'; readonly value: T }
  | ProbeRefusal
  | { readonly kind: 'crashed' | 'late'; readonly problem: string; readonly hint: string | null };

/** The step ran and failed in good order. */
export interface ProbeRefusal {
  readonly kind: 'refused';
  readonly problem: string;
  readonly hint: string | null;
  /** Whether it is a dlqr error: something that a machine may lack, no defect. */
  readonly expected: boolean;
}

/** Something that does the steps of one backend. */
export interface Probe {
  /** Has a step done, one at a time; never rejects. */
  ask<Step extends ProbeStep>(
    step: Step,
    timeoutMs: number,
  ): Promise<ProbeAnswer<ProbeResults[Step]>>;
  /** Ends it, whatever it is doing. */
  end(): void;
}

/** How much of what the child writes to standard error is kept to explain its end. */
const KEPT_OUTPUT = 4000;

/** Processors without the instructions that a binary was compiled for stop the program with SIGILL. */
const HINTS: Readonly<Record<string, string>> = {
  SIGILL: 'Its binary uses processor instructions that this machine lacks.',
  SIGKILL: 'The system ended it; a common reason is too little memory.',
};

/**
 * Starts a probe.
 *
 * @param program a module that calls `answerProbe`
 * @param args its arguments, such as the backend's name
 */
export function startProbe(program: string, args: readonly string[]): Probe {
  const child = fork(program, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced', // JSON has no NaN
  });
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-KEPT_OUTPUT);
  });
  const crashed = endOf(child).then(({ how, signal }) => {
    const problem = [how, tellingLine(output)].filter(Boolean).join(': ');
    return { kind: 'crashed', problem, hint: HINTS[signal ?? ''] ?? null } as const;
  });
  return {
    ask: async <Step extends ProbeStep>(step: Step, timeoutMs: number) => {
      const { late, cancel } = lateAfter(timeoutMs, step);
      return Promise.race([reply<Step>(child, step), crashed, late]).finally(cancel);
    },
    end: () => void child.kill('SIGKILL'),
  };
}

/** How the process ended, once it has. */
function endOf(child: ChildProcess): Promise<{ how: string; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => {
    child.on('error', (error) =>
      resolve({ how: `its process failed (${error.message})`, signal: null }),
    );
    // `close` comes when its last words have been read, `exit` may come before.
    child.on('close', (status, signal) => {
      const how = signal ? `was stopped by ${signal}` : `ended by itself with status ${status}`;
      resolve({ how: `its process ${how}`, signal });
    });
  });
}

function reply<Step extends ProbeStep>(
  child: ChildProcess,
  step: Step,
): Promise<ProbeAnswer<ProbeResults[Step]>> {
  return new Promise((resolve) => {
    const listen = (message: unknown): void => {
      const answer = message as ProbeReply;
      if (answer.step !== step) return; // of a step that was given up
      child.off('message', listen);
      if ('value' in answer) {
        resolve({ kind: 'done', value: answer.value as ProbeResults[Step] });
      } else {
        const { error: problem, hint, expected } = answer;
        resolve({ kind: 'refused', problem, hint, expected });
      }
    };
    child.on('message', listen);
    // A child that has ended is told of by `crashed`.
    if (child.connected) child.send(step, () => {});
  });
}

function lateAfter(
  timeoutMs: number,
  step: ProbeStep,
): { late: Promise<ProbeAnswer<never>>; cancel: () => void } {
  const problem = `gave no answer within ${(timeoutMs / 1000).toPrecision(2)} seconds (step "${step}")`;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ProbeAnswer<never>>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'late', problem, hint: null }), timeoutMs);
  });
  return { late, cancel: () => clearTimeout(timer) };
}

/** The line that names an error, or else the last one, without colours. */
function tellingLine(output: string): string {
  const lines = output.split('\n').map((line) => stripVTControlCharacters(line).trim());
  const isError = (line: string): boolean => /error|what\(\)|illegal|abort/i.test(line);
  return lines.find(isError) ?? lines.findLast((line) => line !== '') ?? '';
}
