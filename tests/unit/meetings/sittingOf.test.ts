import assert from 'node:assert/strict';
import { asInstant } from '../../../src/kernel/time.ts';
import { fileTranscriptId, isSettled, isSittingOf } from '../../../src/meetings/sittingOf.ts';
import { makeMeeting, makeRef } from '../../support/makeMeeting.ts';

describe('isSittingOf', () => {
  it('knows a meeting by a transcript that was read, whenever it was', () => {
    const meeting = makeMeeting({ readFrom: ['t-2'], start: asInstant('2026-01-01T00:00:00Z') });
    assert.equal(isSittingOf(meeting, [makeRef('t-1'), makeRef('t-2')]), true);
  });

  it('takes a meeting without words when talk began up to two hours around it', () => {
    const begun = (time: string) => [makeRef('t', { createdAt: asInstant(`2026-11-25T${time}:00Z`) })];
    assert.equal(isSittingOf(makeMeeting(), begun('07:00')), true);
    assert.equal(isSittingOf(makeMeeting(), begun('12:00')), true);
    assert.equal(isSittingOf(makeMeeting(), begun('06:59')), false);
    assert.equal(isSittingOf(makeMeeting(), begun('12:01')), false);
  });

  it('leaves a meeting alone that has other words already', () => {
    assert.equal(isSittingOf(makeMeeting({ readFrom: ['t-9'] }), [makeRef('t-1')]), false);
  });

  it('goes by the start alone where no end is known, and by nothing where no start is', () => {
    assert.equal(isSittingOf(makeMeeting({ end: null }), [makeRef('t')]), true);
    assert.equal(isSittingOf(makeMeeting({ start: null }), [makeRef('t')]), false);
    assert.equal(isSittingOf(makeMeeting(), [makeRef('t', { createdAt: null })]), false);
  });
});

describe('isSettled', () => {
  it('is settled once every transcript was read into one meeting', () => {
    const sitting = [makeRef('t-1'), makeRef('t-2')];
    assert.equal(isSettled(sitting, [makeMeeting({ readFrom: ['t-2', 't-1'] })]), true);
    assert.equal(isSettled(sitting, [makeMeeting({ readFrom: ['t-1'] })]), false);
    assert.equal(isSettled(sitting, []), false);
  });

  it('is settled by a file that somebody gave for that meeting before its transcript came', () => {
    const given = makeMeeting({ readFrom: [fileTranscriptId('f-1')] });
    assert.equal(isSettled([makeRef('t-1')], [given]), true);
    const nextWeek = makeRef('t-1', { createdAt: asInstant('2026-12-02T09:00:00Z') });
    assert.equal(isSettled([nextWeek], [given]), false);
  });
});
