// Runs a program in a folder and gives what it printed.
import { exec } from 'node:child_process';

/** How a program ended. */
export interface Outcome {
  readonly status: number;
  readonly output: string;
}

/** Runs a command line; its status is no error. It can be found where npm and pnpm find theirs. */
export function runProgram(commandLine: string, folder: string): Promise<Outcome> {
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip', NO_COLOR: '1' };
  return new Promise((done) => {
    const options = { cwd: folder, env, maxBuffer: 64 * 2 ** 20 };
    exec(commandLine, options, (error, stdout, stderr) => {
      const status = typeof error?.code === 'number' ? error.code : error ? 1 : 0;
      done({ status, output: status === 0 ? stdout : `${stdout}${stderr}` });
    });
  });
}
