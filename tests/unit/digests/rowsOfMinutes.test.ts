import assert from 'node:assert/strict';
import { changesOfItem, rowOfItem } from '../../../src/digests/rowsOfMinutes.ts';
import { asRowKey } from '../../../src/kernel/ids.ts';
import { asDay } from '../../../src/kernel/time.ts';
import type { MinuteItem } from '../../../src/meetings/minutes/minutes.ts';
import { makeProject, priya } from '../../support/fakeRegisters.ts';
import { makeItem, makeMeeting, makeOwner } from '../../support/makeMeeting.ts';

const project = makeProject();
const rowOf = (overrides: Partial<MinuteItem>) => rowOfItem(project, makeMeeting(), makeItem(overrides));

describe('rowOfItem', () => {
  it('makes a row of an action, with owner, due date, evidence and meeting', () => {
    const row = rowOf({ due: { day: asDay('2026-11-27'), phrase: 'Friday', needsConfirmation: false } });
    assert.equal(row?.definition.name, 'actions');
    assert.deepEqual(row?.values, {
      title: 'Draft the rollback plan',
      evidence: '1:33 Priya Raman: “I will draft the rollback plan.”',
      meeting: 'Atlas weekly project meeting, Wed 25 Nov 2026, 10:00',
      owners: [{ personId: priya.id, name: 'Priya Raman' }],
      due: '2026-11-27',
      source: 'Meeting',
    });
  });

  it('gives the same item of the same meeting the same row id', () => {
    assert.equal(rowOf({})?.rowId, rowOf({ text: 'Edited' })?.rowId);
    assert.notEqual(rowOf({})?.rowId, rowOf({ id: 'item-2' })?.rowId);
  });

  it('keeps people outside the directory and teams in words, and nobody for an unknown voice', () => {
    const owners = [
      { kind: 'named', name: 'Sam' },
      { kind: 'team', name: 'Finance' },
      { kind: 'unknown', label: 'Speaker 1' },
      { kind: 'ambiguous', said: 'Tom', candidates: [] },
    ] as const;
    assert.deepEqual(rowOf({ owners })?.values.owners, [
      { personId: null, name: 'Sam' },
      { personId: null, name: 'Finance' },
    ]);
  });

  it('dates a decision by the day of the meeting in the zone of the project', () => {
    const row = rowOf({ kind: 'decision', owners: [] });
    assert.deepEqual([row?.definition.name, row?.values.decidedOn], ['decisions', '2026-11-25']);
  });

  it('makes no row of an open question, nor of what carries an open row on', () => {
    assert.equal(rowOf({ kind: 'question' }), null);
    assert.equal(rowOf({ carriesOver: { key: asRowKey('A-3'), change: 'update' } }), null);
  });
});

describe('changesOfItem', () => {
  const changesOf = (change: 'update' | 'complete' | 'mentioned', overrides: Partial<MinuteItem> = {}) =>
    changesOfItem(makeItem({ ...overrides, carriesOver: { key: asRowKey('A-3'), change } }));

  it('closes what was reported as done, and leaves alone what was only spoken of', () => {
    assert.deepEqual(changesOf('complete'), { status: 'Done' });
    assert.deepEqual(changesOf('mentioned'), {});
    assert.deepEqual(changesOfItem(makeItem()), {});
  });

  it('moves the due date and the owner of an update, where they were said', () => {
    const due = { day: asDay('2026-12-01'), phrase: 'Tuesday', needsConfirmation: false };
    assert.deepEqual(changesOf('update', { due }), {
      due: '2026-12-01',
      owners: [{ personId: priya.id, name: 'Priya Raman' }],
    });
    const vague = { day: null, phrase: 'soon', needsConfirmation: true };
    const owners = [{ kind: 'named', name: 'Sam' }] as const;
    assert.deepEqual(changesOf('update', { due: vague, owners }), {});
    assert.deepEqual(changesOf('update', { owners: [makeOwner()] }), {
      owners: [{ personId: priya.id, name: 'Priya Raman' }],
    });
  });
});
