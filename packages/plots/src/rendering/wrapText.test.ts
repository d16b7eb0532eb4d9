import { describe, expect, it } from 'vitest';
import { titleLines, wrapText } from './wrapText.ts';

const style = { fontSize: 10, bold: false };
const measure = (text: string, fontSize: number): number => text.length * fontSize;

describe('wrapText', () => {
  it('fills lines up to the width and no further', () => {
    expect(wrapText('one two three', 70, style, measure)).toEqual(['one two', 'three']);
    expect(wrapText('one two three', 69, style, measure)).toEqual(['one', 'two', 'three']);
    expect(wrapText('one two three', 130, style, measure)).toEqual(['one two three']);
  });

  it('gives a word that is too wide its own line', () => {
    expect(wrapText('a incomprehensible b', 50, style, measure)).toEqual([
      'a',
      'incomprehensible',
      'b',
    ]);
  });
});

describe('titleLines', () => {
  it('reads a title of any form', () => {
    const lines = (title: unknown) => titleLines(title, 10, 70, measure);
    expect(lines('one two three')).toEqual({ text: ['one two', 'three'], subtitle: [] });
    expect(lines(['one', 'two'])).toEqual({ text: ['one', 'two'], subtitle: [] });
    expect(lines({ text: 'one', subtitle: 'one two' })).toEqual({
      text: ['one'],
      subtitle: ['one', 'two'], // subtitles are 12.5 px high
    });
    expect(lines(undefined)).toEqual({ text: [], subtitle: [] });
  });
});
