import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it, vi } from 'vitest';
import { runStep, StepError } from './runStep.mjs';

/**
 * Runs a line of JavaScript as a step.
 *
 * @param {string} code
 * @returns {Promise<{ error: unknown, shown: string }>}
 */
async function runCode(code, options = {}) {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const cwd = await temporaryDirectory();
  const error = await runStep(process.execPath, ['-e', code], { cwd, ...options }).catch((e) => e);
  const shown = write.mock.calls.map(([text]) => String(text)).join('');
  write.mockRestore();
  return { error, shown };
}

describe('runStep', () => {
  it('shows nothing of what goes well', async () => {
    const { error, shown } = await runCode('console.log("chatter"); console.error("more")');
    expect(error).toBeUndefined();
    expect(shown).toBe('');
  });

  it('shows all of what fails', async () => {
    const { error, shown } = await runCode('console.log("chatter"); process.exitCode = 3');
    expect(error).toBeInstanceOf(StepError);
    expect(String(error)).toContain('ended with 3');
    expect(shown).toBe('chatter\n');
  });

  it.skipIf(process.platform === 'win32')(
    'names the signal that ended a step, or why it could not start',
    async () => {
      const { error } = await runCode('process.kill(process.pid, "SIGKILL")');
      expect(String(error)).toContain('ended with SIGKILL');
      await expect(runStep('no-such-program-of-dlqr', [], { cwd: '.' })).rejects.toThrow('ENOENT');
    },
  );

  it('gives the step its environment and no input to wait for', async () => {
    const code =
      'process.stdin.on("end", () => process.exit(process.env.A === "b" ? 0 : 1)).resume()';
    expect((await runCode(code, { env: { A: 'b' } })).error).toBeUndefined();
  });

  it('leaves no signal handlers behind', async () => {
    const before = process.listenerCount('SIGINT');
    await runCode('');
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
