// Finds and reads the typeface that comes with this package.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type AdvanceWidths, readAdvanceWidths } from './advanceWidths.ts';

/** The two weights that figures use. */
export interface Fonts {
  readonly files: readonly string[];
  readonly regular: AdvanceWidths;
  readonly bold: AdvanceWidths;
}

/** Reads both weights, about 0.6 MB. */
export async function readFonts(): Promise<Fonts> {
  const { resolve } = createRequire(import.meta.url);
  const files = ['400Regular/Arimo_400Regular.ttf', '700Bold/Arimo_700Bold.ttf'].map((file) =>
    resolve(`@expo-google-fonts/arimo/${file}`),
  );
  const [regular, bold] = await Promise.all(
    files.map(async (file) => readAdvanceWidths(await readFile(file))),
  );
  return { files, regular: regular as AdvanceWidths, bold: bold as AdvanceWidths };
}
