import { ShapeError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { TEXT_LIST_RECORD, TEXT_RECORD, TEXT_TABLE_RECORD } from '../events/peerRecords.cases.ts';
import { eventsOfRecords } from '../testing/goldenFile.ts';
import { writtenHex } from '../testing/writtenRecord.ts';
import { markdownTable } from './markdownTable.ts';
import type { TextInput } from './textSummary.ts';

const WALL_TIME = 1_767_225_601.25;
const CASES: readonly (readonly [
  string,
  TextInput,
  string,
  readonly number[],
  readonly string[],
])[] = [
  ['a text', '*ü*', TEXT_RECORD, [], ['*ü*']],
  ['a list', ['a', 'b'], TEXT_LIST_RECORD, [2], ['a', 'b']],
  [
    'a table',
    [
      ['a', 'b'],
      ['1', ''],
    ],
    TEXT_TABLE_RECORD,
    [2, 2],
    ['a', 'b', '1', ''],
  ],
];

describe('textSummary', () => {
  it.each(CASES)(
    'writes and reads %s as TensorBoard does',
    async (_, text, record, shape, texts) => {
      const written = await writtenHex((writer) =>
        writer.text('note', text, 3, { wallTime: WALL_TIME }),
      );
      expect(written).toBe(record);
      const place = { kind: 'text', tag: 'note', step: 3, wallTime: WALL_TIME };
      expect(await eventsOfRecords(record)).toEqual([{ ...place, shape, texts }]);
    },
  );

  it('refuses a table with rows of several lengths', async () => {
    const writing = writtenHex((writer) => writer.text('note', [['a', 'b'], ['c']], 0));
    await expect(writing).rejects.toThrow(ShapeError);
    await expect(writing).rejects.toThrow('row 1 of the table has 1 texts, the first has 2');
  });
});

describe('markdownTable', () => {
  it('has a head, and numbers on the right', () => {
    const rows = [
      ['a|b', 1],
      ['two\nlines', 2.5],
    ] as const;
    expect(markdownTable(['class', 'recall'], rows)).toBe(
      ['| class | recall |', '| --- | ---: |', '| a\\|b | 1 |', '| two lines | 2.5 |'].join('\n'),
    );
    expect(markdownTable(['none'], [])).toBe('| none |\n| --- |');
  });

  it('refuses rows of another number of cells', () => {
    expect(() => markdownTable(['a', 'b'], [['c']])).toThrow(ShapeError);
  });
});
