// What a section of the chapter is: something that is computed, and how it is told.
import type { ReportTable } from '@dlqr/app-kit';
import type { Figure } from '@dlqr/plots';
import type { ChapterData } from './chapterData.ts';
import type { Effort } from './config.ts';

/** A figure and how to read it. */
export interface CaptionedFigure {
  readonly figure: Figure;
  readonly caption: string;
}

/** A statement of the chapter, held against what was measured. */
export interface Check {
  readonly claim: string;
  /** A difference or another number of at least 0. */
  readonly measured: number;
  /** The largest number with which the claim holds. */
  readonly limit: number;
}

/** What a section found out. */
export interface SectionResult {
  /** One to three sentences with the numbers in them. */
  readonly finding: string;
  /** Paragraphs that say what is shown and why it matters. */
  readonly text: readonly string[];
  readonly tables: readonly ReportTable[];
  /** By file name. */
  readonly figures: Readonly<Record<string, CaptionedFigure>>;
  readonly checks: readonly Check[];
  /** All numbers, for run.json; what a clock measured is named `seconds…`. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** What a section is handed. */
export interface SectionContext {
  readonly seed: number;
  readonly data: ChapterData;
  readonly effort: Effort;
  readonly signal: AbortSignal;
}

/** A section of the chapter. */
export interface Section {
  /** What `--only` calls it. */
  readonly name: string;
  readonly title: string;
  /** @throws {InterruptedError} when the signal stops it */
  run(context: SectionContext): Promise<SectionResult>;
}
