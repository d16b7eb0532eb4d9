// What must hold of every transformer: its state survives JSON, and damage to it is named.
import { FileError, NotFittedError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { FITTED_CASES } from './testing/fitted.ts';
import { transformerFromJSON } from './transformerFromJSON.ts';

type State = Record<string, unknown>;

/** What a file gives back. */
function saved(value: unknown): State {
  return JSON.parse(JSON.stringify(value)) as State;
}

describe.each(Object.entries(FITTED_CASES))('%s', (name, { fitted, fresh, apply }) => {
  it('survives JSON to the bit', () => {
    const loaded = transformerFromJSON(saved(fitted));
    expect(loaded).toBeInstanceOf(fitted.constructor);
    expect(apply(loaded).every((value, index) => Object.is(value, apply(fitted)[index]))).toBe(
      true,
    );
    expect(saved(loaded)).toEqual(saved(fitted));
  });

  it('names its kind and version', () => {
    expect(fitted.toJSON()).toMatchObject({ kind: name, version: 1 });
  });

  it('refuses a state of a newer version, or of none', () => {
    for (const version of [2, 0, 'NaN', undefined]) {
      expect(() => transformerFromJSON({ ...saved(fitted), version })).toThrow(FileError);
    }
    expect(() => transformerFromJSON({ ...saved(fitted), version: 2 })).toThrow(
      `the state of ${name} has version 2; this version of dlqr reads up to 1`,
    );
  });

  it('refuses a state that lacks any of its fields', () => {
    const state = saved(fitted);
    for (const field of Object.keys(state)) {
      const { [field]: _, ...rest } = state;
      expect(() => transformerFromJSON(rest), field).toThrow(FileError);
    }
  });

  it('does not change its input, and gives the same again', () => {
    expect(apply(fitted)).toEqual(apply(fitted));
  });

  it('says that it was not fitted', () => {
    const isStateless = name === 'Binarizer' || name === 'Normalizer';
    if (isStateless) {
      expect(apply(fresh).length).toBe(apply(fitted).length);
      return;
    }
    expect(() => apply(fresh)).toThrow(NotFittedError);
    expect(() => fresh.toJSON()).toThrow(NotFittedError);
  });
});

describe('transformerFromJSON', () => {
  it.each([[null], ['text'], [[]], [{}], [{ kind: 'Other', version: 1 }], [{ kind: 'toString' }]])(
    'refuses %j',
    (state) => {
      expect(() => transformerFromJSON(state)).toThrow(FileError);
    },
  );
});
