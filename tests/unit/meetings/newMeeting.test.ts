import assert from 'node:assert/strict';
import { asInstant } from '../../../src/kernel/time.ts';
import { organiserOf } from '../../../src/meetings/meetingEvents.ts';
import { newMeeting } from '../../../src/meetings/newMeeting.ts';
import { makeProject } from '../../support/fakeRegisters.ts';
import { makeOnlineMeeting, makeRef } from '../../support/makeMeeting.ts';

const project = makeProject();

describe('newMeeting', () => {
  it('has the same id for the same first transcript, and another for another', () => {
    const idFor = (...ids: string[]) =>
      newMeeting(
        project.tenantId,
        project,
        makeOnlineMeeting(),
        ids.map((id) => makeRef(id)),
      ).id;
    assert.equal(idFor('t-1'), idFor('t-1', 't-2'));
    assert.notEqual(idFor('t-1'), idFor('t-2'));
  });

  it('lasts from the first transcript to the end of the last', () => {
    const refs = [
      makeRef('a', { endedAt: null }),
      makeRef('b', { endedAt: asInstant('2026-11-25T10:20:00Z') }),
    ];
    const { start, end } = newMeeting(project.tenantId, project, makeOnlineMeeting(), refs);
    assert.deepEqual([start, end], ['2026-11-25T09:00:00.000Z', '2026-11-25T10:20:00.000Z']);
  });

  it('takes the scheduled end where no other is known, but not that of the first occurrence of a series', () => {
    const open = [makeRef('a', { endedAt: null })];
    assert.equal(
      newMeeting(project.tenantId, project, makeOnlineMeeting(), open).end,
      '2026-11-25T10:00:00.000Z',
    );
    const series = makeOnlineMeeting({
      start: asInstant('2026-09-02T08:00:00Z'),
      end: asInstant('2026-09-02T09:00:00Z'),
    });
    assert.equal(newMeeting(project.tenantId, project, series, open).end, null);
  });
});

describe('organiserOf', () => {
  it('reads the organiser from a join address', () => {
    const context = encodeURIComponent(
      '{"Tid":"5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01","Oid":"a1000000-0000-4000-8000-000000000001"}',
    );
    const url = `https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=${context}`;
    assert.equal(organiserOf(url), 'a1000000-0000-4000-8000-000000000001');
  });

  for (const url of [
    '',
    'no address',
    'https://teams.microsoft.com/l/meetup-join/x',
    'https://x.example/?context={"Oid":"short"}',
  ]) {
    it(`finds nobody in “${url}”`, () => {
      assert.equal(organiserOf(url), null);
    });
  }
});
