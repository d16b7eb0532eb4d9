import { expect, it, vi } from 'vitest';
import { FONT_STACK } from '../theme/fontStack.ts';
import { installMeasure, measureWith, type TextMetrics } from './measureText.ts';

const fonts = { files: [], regular: () => 0.5, bold: () => 0.6 };

it('adds up the widths of letters, by weight and size', () => {
  const measure = measureWith(fonts);
  expect(measure('abcd', 10, false)).toBe(20);
  expect(measure('abcd', 10, true)).toBe(24);
  expect(measure('😀', 10, false)).toBe(5); // one letter, although two code units
});

it('measures our typeface and leaves any other to vega', () => {
  const before = vi.fn(() => 7);
  const metrics: TextMetrics = { width: before };
  installMeasure(metrics, measureWith(fonts));
  expect(metrics.width({ font: FONT_STACK, fontSize: 10 }, ' abcd ')).toBe(20);
  expect(metrics.width({ font: FONT_STACK, fontSize: 10, fontWeight: 'bold' }, 'abcd')).toBe(24);
  expect(metrics.width({ font: FONT_STACK, fontSize: 10, fontWeight: 700 }, 'abcd')).toBe(24);
  expect(metrics.width({ font: FONT_STACK, fontSize: 10, limit: 12 }, 'abcd')).toBe(12);
  expect(metrics.width({ font: FONT_STACK, fontSize: 10 }, null)).toBe(0);
  expect(before).not.toHaveBeenCalled();
  expect(metrics.width({ font: 'serif' }, 'abcd')).toBe(7);
});
