// Where a program speaks to its user: results on standard output, progress on standard error.

/** The streams of a program. */
export interface Terminal {
  /** Results: standard output, or nothing where standard output carries JSON. */
  say(line?: string): void;
  /** Remarks on the way: standard error. */
  note(line: string): void;
  /** Data for other programs: standard output, unchanged. */
  emit(text: string): void;
  /** Where a progress bar may draw. */
  readonly progressStream: {
    write(text: string): unknown;
    readonly isTTY?: boolean;
    readonly columns?: number;
  };
}

/**
 * The terminal of this process.
 *
 * @param json whether standard output is for JSON alone; what is said then goes to standard error
 */
export function processTerminal(json: boolean): Terminal {
  const { stdout, stderr } = process;
  return {
    say: (line = '') => void (json ? stderr : stdout).write(`${line}\n`),
    note: (line) => void stderr.write(`${line}\n`),
    emit: (text) => void stdout.write(text),
    progressStream: stderr,
  };
}
