import { describe, expect, it } from 'vitest';
import { type ClassLabels, encodeClasses } from './classLabels.ts';

describe('encodeClasses', () => {
  it.each<[string, ClassLabels]>([
    ['numbers', [2, 0, 1, 0]],
    ['a typed array', Float64Array.of(2, 0, 1, 0)],
    [
      'one-hot rows',
      [
        [0, 0, 1],
        [1, 0, 0],
        [0, 1, 0],
        [1, 0, 0],
      ],
    ],
    [
      'typed one-hot rows',
      [
        [0, 0, 1],
        [1, 0, 0],
        [0, 1, 0],
        [1, 0, 0],
      ].map((row) => Float32Array.from(row)),
    ],
    [
      'a one-hot matrix',
      { values: Float32Array.of(0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 0, 0), shape: [4, 3] },
    ],
    ['a column', { values: Float32Array.of(2, 0, 1, 0), shape: [4, 1] }],
  ])('reads %s', (_, labels) => {
    expect(encodeClasses(labels)).toEqual({
      classNames: ['0', '1', '2'],
      labels: Int32Array.of(2, 0, 1, 0),
    });
    expect(encodeClasses(labels, ['a', 'b', 'c']).classNames).toEqual(['a', 'b', 'c']);
  });

  it('reads names, in ascending order or in the order that is given', () => {
    expect(encodeClasses(['dog', 'cat', 'dog'])).toEqual({
      classNames: ['cat', 'dog'],
      labels: Int32Array.of(1, 0, 1),
    });
    expect(encodeClasses(['dog', 'cat'], ['dog', 'cat', 'bird']).labels).toEqual(
      Int32Array.of(0, 1),
    );
  });

  const names = ['a', 'b'];
  it.each<[string, ClassLabels, readonly string[] | undefined, string, RegExp]>([
    [
      'a label out of range',
      [0, 2],
      names,
      'DLQR_DATA',
      /label 1 is 2; expected a class number from 0 to 1/,
    ],
    [
      'a negative label',
      [0, -1],
      undefined,
      'DLQR_DATA',
      /label 1 is -1; expected a class number of at least 0/,
    ],
    ['a fraction', [0, 0.5], names, 'DLQR_DATA', /label 1 is 0.5/],
    ['NaN', [0, Number.NaN], names, 'DLQR_DATA', /label 1 is NaN/],
    ['an unknown name', ['a', 'c'], names, 'DLQR_DATA', /label 1 is "c"; expected one of a, b/],
    [
      'one class',
      ['a', 'a'],
      undefined,
      'DLQR_VALUE',
      /there is one class, "a"; expected at least two/,
    ],
    ['one class by number', [0, 0], undefined, 'DLQR_VALUE', /there is one class, "0"/],
    ['a name twice', [0, 1], ['a', 'a'], 'DLQR_VALUE', /two classes are named "a"/],
    ['no labels', [], undefined, 'DLQR_SHAPE', /there are no labels/],
    [
      'two ones in a row',
      [
        [0, 1],
        [1, 1],
      ],
      undefined,
      'DLQR_DATA',
      /label 1 is not one-hot/,
    ],
    [
      'no one in a row',
      [
        [0, 0],
        [1, 0],
      ],
      undefined,
      'DLQR_DATA',
      /label 0 is not one-hot/,
    ],
    ['probabilities', [[0.5, 0.5]], undefined, 'DLQR_DATA', /label 0 is not one-hot/],
    [
      'ragged rows',
      [
        [0, 1],
        [1, 0, 0],
      ],
      undefined,
      'DLQR_SHAPE',
      /label 1 has 3 columns; expected 2/,
    ],
    ['too many columns', [[0, 0, 1]], names, 'DLQR_SHAPE', /labels have 3 columns; expected 2/],
    [
      'a cube',
      { values: [0, 1], shape: [1, 1, 2] },
      undefined,
      'DLQR_SHAPE',
      /of shape \[1, 1, 2\]/,
    ],
    [
      'a wrong shape',
      { values: [0, 1, 0], shape: [2, 2] },
      undefined,
      'DLQR_SHAPE',
      /3 values of shape/,
    ],
  ])('refuses %s', (_, labels, classNames, code, message) => {
    const encode = () => encodeClasses(labels, classNames);
    expect(encode).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});
