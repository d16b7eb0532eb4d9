// Loads vega, vega-lite and the font, on the first drawing and only once: 0.2 s on a laptop.

import { readFonts } from './fonts.ts';
import { installMeasure, type MeasureText, measureWith, type TextMetrics } from './measureText.ts';

declare module 'vega' {
  /** Exported by vega, but missing from its types. */
  const textMetrics: TextMetrics;
}

/** What drawing needs. */
export interface VegaRuntime {
  readonly vega: typeof import('vega');
  readonly compile: typeof import('vega-lite').compile;
  readonly measure: MeasureText;
  readonly fontFiles: readonly string[];
}

let loaded: Promise<VegaRuntime> | undefined;

/** The one instance of it all. */
export function vegaRuntime(): Promise<VegaRuntime> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<VegaRuntime> {
  const [vega, { compile }, fonts] = await Promise.all([
    import('vega'),
    import('vega-lite'),
    readFonts(),
  ]);
  const measure = measureWith(fonts);
  installMeasure(vega.textMetrics, measure);
  return { vega, compile, measure, fontFiles: fonts.files };
}
