import { ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { CUSTOM_SCALARS_RECORD } from '../events/peerRecords.cases.ts';
import { eventsOfRecords } from '../testing/goldenFile.ts';
import { writtenEvents, writtenHex } from '../testing/writtenRecord.ts';
import type { CustomCategory } from './customScalarsSummary.ts';

/** What the record was made of. */
const CATEGORIES: readonly CustomCategory[] = [
  {
    title: 'both',
    closed: true,
    charts: [
      { title: 'losses', tags: ['loss.*', 'acc'] },
      { title: 'band', margins: [{ value: 'v', lower: 'l', upper: 'u' }] },
    ],
  },
];

describe('customScalarsSummary', () => {
  it('is read as TensorBoard wrote it, and written in the same bytes', async () => {
    expect(await eventsOfRecords(CUSTOM_SCALARS_RECORD)).toMatchObject([
      { kind: 'customScalars', tag: 'custom_scalars__config__', categories: CATEGORIES },
    ]);
    // Of the record of the peer, the value alone: the event has another time, and its step 0 left out.
    const written = await writtenHex((writer) => writer.customScalars(CATEGORIES));
    const value = written.slice(
      written.indexOf(Buffer.from('custom_scalars__').toString('hex')),
      -8,
    );
    expect(CUSTOM_SCALARS_RECORD).toContain(value);
  });

  it('refuses a chart of neither kind, or of both', async () => {
    for (const chart of [{ title: 'x' }, { title: 'x', tags: [], margins: [] }]) {
      const writing = writtenEvents((writer) =>
        writer.customScalars([{ title: 'c', charts: [chart] }]),
      );
      await expect(writing).rejects.toThrow(ValueError);
    }
  });
});
