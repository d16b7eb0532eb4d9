// Figures of a run: as files, and for its page.
import { readFile } from 'node:fs/promises';
import type { Run } from '@dlqr/core';
import { type Figure, saveFigure } from '@dlqr/plots';
import type { ReportFigure } from './report.ts';

/** A figure, the name of its files, and how to read it. */
export interface NamedFigure {
  readonly name: string;
  readonly caption: string;
  readonly figure: Figure;
}

/** Figures by the name of their files, each with its caption, in their order. */
export function captioned(
  figures: Readonly<Record<string, Figure>>,
  captions: Readonly<Record<string, string>>,
): NamedFigure[] {
  return Object.entries(figures).map(([name, figure]) => {
    return { name, figure, caption: captions[name] ?? '' };
  });
}

/**
 * Saves figures as `figures/<name>.svg` and `.png` of a run.
 *
 * @returns the same for `writeReport`, in their order
 * @throws {FileError} when a file cannot be written
 */
export async function saveFigures(
  run: Run,
  figures: readonly NamedFigure[],
): Promise<ReportFigure[]> {
  const saved: ReportFigure[] = [];
  for (const { name, caption, figure } of figures) {
    const { svgPath } = await saveFigure(figure, run.path('figures', name));
    saved.push({ caption, svg: await readFile(svgPath, 'utf8') }); // drawing it anew takes longer
  }
  return saved;
}
