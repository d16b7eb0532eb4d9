// An app that does what a test tells it to.
import type { AppContext, ChapterApp } from '../chapterApp.ts';

/** An app with the one option `--target`. */
export function fakeApp(
  run: (context: AppContext<{ target?: string }>) => Promise<string>,
): ChapterApp<{ target?: string }> {
  return {
    name: 'ch99-fake',
    title: 'A fake chapter',
    question: 'Does it run? Expect yes.',
    options: [{ flags: '--target <column>', description: 'the column to predict' }],
    examples: ['ch99 --target price'],
    run,
    predict: async () => {},
  };
}
