import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { useBackend } from '../testing/compareBackends.ts';
import { kernelTable } from './kernelTable.ts';

const namesOf = (backend: string): string[] =>
  tf.getKernelsForBackend(backend).map(({ kernelName }) => kernelName);

it('leaves only complex numbers, drawing and one operation on strings to other backends', async () => {
  await useBackend('wasm');
  const here = new Set(namesOf('wasm'));
  expect(
    namesOf('cpu')
      .filter((name) => !here.has(name))
      .sort(),
  ).toEqual(['Complex', 'ComplexAbs', 'Draw', 'FFT', 'IFFT', 'Imag', 'Real', 'StaticRegexReplace']);
});

it('stands in the README, kernel by kernel, with its reason', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  for (const [name, { reason, note }] of Object.entries(kernelTable)) {
    expect(readme).toContain(`| \`${name}\` | ${reason} | ${note} |`);
  }
});
