import { expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import type { SectionContext } from './section.ts';
import { SECTIONS } from './sections.ts';
import { SMALL_EFFORT, smallChapterData } from './testing/smallChapter.ts';

await tf.setBackend('cpu');

const CONTEXT: SectionContext = {
  seed: 1,
  data: smallChapterData(),
  effort: SMALL_EFFORT,
  signal: new AbortController().signal,
};

/** Without what a clock measured. */
function withoutSeconds(details: unknown): string {
  return JSON.stringify(details, (key, value) => (key.startsWith('seconds') ? undefined : value));
}

describe.each(SECTIONS)('$name', (section) => {
  it('computes what the chapter says, gives back every tensor, and is the same twice', async () => {
    const result = await expectNoLeaks(() => section.run(CONTEXT));
    expect(result.checks).not.toHaveLength(0);
    for (const { claim, measured, limit } of result.checks) {
      expect(measured, claim).toBeLessThanOrEqual(limit);
    }
    expect(result.finding).toMatch(/\d/);
    expect(result.finding).not.toMatch(/NaN|undefined|Infinity/);
    expect(JSON.stringify(result.tables)).not.toMatch(/NaN|undefined|Infinity/);
    for (const { header, rows } of result.tables) {
      for (const row of rows) expect(row).toHaveLength(header.length);
    }
    for (const { caption } of Object.values(result.figures)) expect(caption).toMatch(/\.$/);
    const again = await section.run(CONTEXT);
    expect(withoutSeconds(again.details)).toBe(withoutSeconds(result.details));
  });
});

it('stops where it is when it is told to', async () => {
  const stopped = { ...CONTEXT, signal: AbortSignal.abort() };
  const training = SECTIONS.filter(({ name }) =>
    ['depth', 'xor', 'propagation', 'descent', 'diagnosis'].includes(name),
  );
  for (const section of training) {
    await expectNoLeaks(() =>
      expect(section.run(stopped)).rejects.toMatchObject({ code: 'DLQR_INTERRUPTED' }),
    );
  }
});
