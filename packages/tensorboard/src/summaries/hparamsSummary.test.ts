import { ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import {
  EXPERIMENT_RECORD,
  SESSION_FAILURE_RECORD,
  SESSION_START_RECORD_MANY,
  SESSION_START_RECORD_ONE,
  SESSION_SUCCESS_RECORD,
} from '../events/peerRecords.cases.ts';
import { eventsOfRecords } from '../testing/goldenFile.ts';
import { writtenEvents } from '../testing/writtenRecord.ts';
import type { HParam, HParamsExperiment } from './hparams.ts';
import { groupNameOf } from './hparamsSummary.ts';

/** What the record of the experiment was made of. */
const EXPERIMENT: HParamsExperiment = {
  hparams: [
    {
      name: 'units',
      displayName: 'Units',
      description: 'of *it*',
      domain: { min: 2, max: 8 },
      type: 'number',
    },
    { name: 'rate', domain: { min: 0.1, max: 0.5 }, type: 'number' },
    { name: 'kind', domain: ['a', 'b'], type: 'string' },
    { name: 'flag', domain: [false, true], type: 'boolean' },
    { name: 'free' },
  ],
  metrics: [
    { tag: 'epoch_loss', group: 'validation', displayName: 'loss', dataset: 'validation' },
    { tag: 'accuracy' },
  ],
  timeCreated: 1_767_225_600.5,
};
const MANY = { units: 32, rate: 0.25, kind: 'a', flag: false, on: true };

describe('hyperparameters', () => {
  it('of an experiment are read as TensorBoard wrote them, and come back as they are written', async () => {
    const event = { kind: 'hparams', tag: '_hparams_/experiment', step: 0, part: 'experiment' };
    const expected = [{ ...event, experiment: EXPERIMENT }];
    expect(await eventsOfRecords(EXPERIMENT_RECORD)).toMatchObject(expected);
    const types = ({ type: _type, ...rest }: HParam): HParam => rest; // the domain tells
    const untyped = { ...EXPERIMENT, hparams: EXPERIMENT.hparams.map(types) };
    const named = { name: 'n', description: 'd', user: 'u' };
    const written = await writtenEvents((writer) =>
      writer.hparamsExperiment({ ...untyped, ...named }),
    );
    expect(written).toMatchObject([{ ...event, experiment: { ...EXPERIMENT, ...named } }]);
  });

  it('of a session are read as TensorBoard wrote them, and come back as they are written', async () => {
    const session = { hparams: MANY, groupName: 't', startTime: 1_767_225_600.5 };
    const event = { kind: 'hparams', tag: '_hparams_/session_start_info', part: 'sessionStart' };
    const expected = [{ ...event, session }];
    expect(await eventsOfRecords(SESSION_START_RECORD_MANY)).toMatchObject(expected);
    const written = await writtenEvents((writer) =>
      writer.hparams(MANY, { trialId: 't', startTime: 1_767_225_600.5 }),
    );
    expect(written).toMatchObject(expected);
  });

  it('give a session the name that TensorBoard gives it', async () => {
    const [event] = await eventsOfRecords(SESSION_START_RECORD_ONE);
    expect(event).toMatchObject({ session: { groupName: groupNameOf({ units: 32 }) } });
    expect(groupNameOf({ b: 1, a: 'x' })).toBe(groupNameOf({ a: 'x', b: 1 }));
    expect(groupNameOf({ a: 1 })).not.toBe(groupNameOf({ a: '1' }));
  });

  it.each([
    ['success', SESSION_SUCCESS_RECORD],
    ['failure', SESSION_FAILURE_RECORD],
  ] as const)('say that a session ended: %s', async (status, record) => {
    const end = { status, endTime: 1_767_225_700.5 };
    const expected = [
      { kind: 'hparams', tag: '_hparams_/session_end_info', part: 'sessionEnd', end },
    ];
    expect(await eventsOfRecords(record)).toMatchObject(expected);
    const written = await writtenEvents((writer) => writer.hparamsEnd(status, end.endTime));
    expect(written).toMatchObject(expected);
  });

  it('are refused where TensorBoard could not show them', async () => {
    const experiment = (hparam: HParam) =>
      writtenEvents((writer) => writer.hparamsExperiment({ hparams: [hparam], metrics: [] }));
    await expect(experiment({ name: 'x', domain: [] })).rejects.toThrow(ValueError);
    await expect(experiment({ name: 'x', domain: [1, 'a'] })).rejects.toThrow('of 2 types');
    const backwards = experiment({ name: 'x', domain: { min: 2, max: 1 } });
    await expect(backwards).rejects.toThrow('the smaller end first');
    const odd = writtenEvents((writer) => writer.hparams({ x: null as never }));
    await expect(odd).rejects.toThrow('the hyperparameter "x" is null');
  });
});
