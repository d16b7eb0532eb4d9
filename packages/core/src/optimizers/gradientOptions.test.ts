import { describe, expect, it } from 'vitest';
import {
  checkGradientOptions,
  GRADIENT_OPTION_NAMES,
  type GradientOptions,
  gradientOptionsConfig,
  isExcludedFromDecay,
  revivedGradientOptions,
} from './gradientOptions.ts';

describe('checkGradientOptions', () => {
  it('has nothing on by default', () => {
    expect(checkGradientOptions({})).toEqual({
      clipValue: null,
      clipNorm: null,
      globalClipNorm: null,
      weightDecay: null,
      excludeFromWeightDecay: [],
      useEma: false,
      emaMomentum: 0.99,
      emaOverwriteFrequency: null,
      gradientAccumulationSteps: null,
    });
  });

  it('knows the names of all options', () => {
    expect([...GRADIENT_OPTION_NAMES]).toEqual(Object.keys(checkGradientOptions({})));
  });

  it.each<GradientOptions>([
    { clipValue: 1, clipNorm: 1 },
    { clipValue: 1, globalClipNorm: 1 },
    { clipNorm: 1, globalClipNorm: 1 },
    { clipValue: 1, clipNorm: 1, globalClipNorm: 1 },
  ])('refuses more than one kind of clipping: %o', (options) => {
    expect(() => checkGradientOptions(options)).toThrow(/expected at most one of them/);
  });

  it.each<GradientOptions>([
    { clipValue: 0 },
    { clipNorm: -1 },
    { globalClipNorm: Number.NaN },
    { weightDecay: -0.1 },
    { emaMomentum: 1.1 },
    { emaMomentum: -0.1 },
    { emaOverwriteFrequency: 0 },
    { emaOverwriteFrequency: 1.5 },
    { gradientAccumulationSteps: 1 },
    { gradientAccumulationSteps: 2.5 },
  ])('refuses %o', (options) => {
    const [name] = Object.keys(options);
    expect(() => checkGradientOptions(options)).toThrow(new RegExp(`^${name} is .*; expected`));
  });
});

describe('isExcludedFromDecay', () => {
  it('looks for parts of names, or asks', () => {
    const byPart = checkGradientOptions({ excludeFromWeightDecay: ['bias', 'norm'] });
    const byName = checkGradientOptions({ excludeFromWeightDecay: (name) => name === 'a' });
    expect(isExcludedFromDecay(byPart, 'dense/bias')).toBe(true);
    expect(isExcludedFromDecay(byPart, 'batch_norm_1/gamma')).toBe(true);
    expect(isExcludedFromDecay(byPart, 'dense/kernel')).toBe(false);
    expect(isExcludedFromDecay(byName, 'a')).toBe(true);
    expect(isExcludedFromDecay(byName, 'ab')).toBe(false);
  });
});

describe('gradientOptionsConfig', () => {
  it('holds what is set, without underscores in its strings, and comes back', () => {
    const options = {
      clipNorm: 2,
      weightDecay: 0,
      excludeFromWeightDecay: ['batch_norm', '100%', '%5F'],
      useEma: true,
      emaMomentum: 0.5,
      emaOverwriteFrequency: 4,
      gradientAccumulationSteps: 3,
    };
    const config = gradientOptionsConfig(checkGradientOptions(options));
    expect(JSON.stringify(config)).not.toContain('_');
    expect(revivedGradientOptions({ ...config, other: 1 })).toEqual({ ...options, other: 1 });
    expect(gradientOptionsConfig(checkGradientOptions({}))).toEqual({});
  });

  it('cannot hold a function', () => {
    const options = checkGradientOptions({ excludeFromWeightDecay: () => true });
    expect(() => gradientOptionsConfig(options)).toThrow(/is a function, which cannot be saved/);
  });
});
