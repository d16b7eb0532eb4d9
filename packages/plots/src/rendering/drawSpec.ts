// Draws one vega-lite spec as vega does, without any fitting or clean-up.
import { ValueError } from '@dlqr/core/errors';
import type { FigureSpec } from '../figure.ts';
import type { VegaRuntime } from './vegaRuntime.ts';

/** A drawing and what vega had to say about its spec. */
export interface Drawing {
  readonly svg: string;
  readonly warnings: readonly string[];
}

/**
 * Draws a spec.
 *
 * @throws {ValueError} when vega-lite or vega cannot make sense of the spec
 */
export async function drawSpec(spec: FigureSpec, runtime: VegaRuntime): Promise<Drawing> {
  const warnings: string[] = [];
  const faults: unknown[] = [];
  const logger = collectingLogger(warnings, faults);
  try {
    const vegaSpec = withLegendGaps(runtime.compile(spec, { logger }).spec);
    const view = new runtime.vega.View(runtime.vega.parse(vegaSpec), { logger, renderer: 'none' });
    const svg = await view.toSVG();
    view.finalize();
    if (faults.length > 0) throw faults[0];
    return { svg, warnings };
  } catch (cause) {
    throw new ValueError(`the figure's spec cannot be drawn: ${messageOf(cause)}`, {
      hint: 'Check the spec in a vega-lite editor.',
      cause,
    });
  }
}

type VegaSpec = ReturnType<VegaRuntime['compile']>['spec'];

/** Keeps legends side by side apart; vega-lite has no word for it. */
function withLegendGaps(spec: VegaSpec): VegaSpec {
  const { config } = spec;
  const layout = { top: { anchor: 'start', direction: 'horizontal', margin: 24 } } as const;
  return { ...spec, config: { ...config, legend: { ...config?.legend, layout } } };
}

type Logger = NonNullable<ConstructorParameters<VegaRuntime['vega']['View']>[1]>['logger'];

function collectingLogger(warnings: string[], faults: unknown[]): NonNullable<Logger> {
  const logger: NonNullable<Logger> = {
    level: () => logger,
    error: (...faultsSeen: unknown[]) => {
      faults.push(...faultsSeen);
      return logger;
    },
    warn: (...messages: unknown[]) => {
      warnings.push(messages.join(' '));
      return logger;
    },
    info: () => logger,
    debug: () => logger,
  };
  return logger;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
