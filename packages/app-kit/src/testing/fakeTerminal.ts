// A terminal that remembers what it was told.
import type { Terminal } from '../terminal.ts';

/** A terminal for tests: what was said, noted and emitted, in order. */
export function fakeTerminal(): Terminal & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    say: (line = '') => void lines.push(line),
    note: (line) => void lines.push(line),
    emit: (text) => void lines.push(text),
    progressStream: { write: () => true },
  };
}
