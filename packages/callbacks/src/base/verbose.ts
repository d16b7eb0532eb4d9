// How callbacks say what they do, to those who ask.

/** Whether a callback says what it does: in lines to stderr, or to a function; default not at all. */
export type Verbose = boolean | ((message: string) => void);

const CLEAR_TO_END = '\x1b[K';

/** Where a callback says things. */
export function speakerOf(verbose: Verbose | undefined): (message: string) => void {
  if (typeof verbose === 'function') return verbose;
  return verbose ? writeLine : () => undefined;
}

/** A line of its own, also where a progress bar moves. */
function writeLine(message: string): void {
  const { stderr } = process;
  stderr.write(stderr.isTTY ? `\r${message}${CLEAR_TO_END}\n` : `${message}\n`);
}
