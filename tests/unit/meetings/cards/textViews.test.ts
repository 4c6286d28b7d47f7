import assert from 'node:assert/strict';
import { asDay, asInstant } from '../../../../src/kernel/time.ts';
import { itemsText } from '../../../../src/meetings/cards/itemsText.ts';
import { countsText, settledReview } from '../../../../src/meetings/cards/settledView.ts';
import { dayText, meetingWhen, offsetText } from '../../../../src/meetings/meetingWhen.ts';
import { makeProject } from '../../../support/fakeRegisters.ts';
import { makeItem, makeMeeting, makeMinutes } from '../../../support/makeMeeting.ts';
import { objectsIn, shownText } from '../../../support/shownMessages.ts';

describe('settledReview', () => {
  it('says who published how much, without a button', () => {
    const minutes = makeMinutes([makeItem(), makeItem({ id: 'd', kind: 'decision' })]);
    const card = settledReview(
      makeProject(),
      makeMeeting(),
      { kind: 'published', by: 'Amara Okafor' },
      minutes,
    );
    assert.match(shownText({ card }), /PUBLISHED[\s\S]*Published by Amara Okafor: 1 action, 1 decision\./);
    assert.deepEqual(
      objectsIn(card).filter(({ type }) => String(type).startsWith('Action')),
      [],
    );
  });

  it('says who discarded them', () => {
    const card = settledReview(
      makeProject(),
      makeMeeting({ start: null }),
      { kind: 'discarded', by: 'Amara Okafor' },
      null,
    );
    assert.match(shownText({ card }), /DISCARDED[\s\S]*Discarded by Amara Okafor\./);
  });
});

describe('countsText', () => {
  it('counts each kind in its own number', () => {
    const items = ['action', 'action', 'risk', 'question'] as const;
    assert.equal(
      countsText(makeMinutes(items.map((kind) => makeItem({ kind }))), 'en-GB'),
      '2 actions, 1 risk, 1 open question',
    );
    assert.equal(countsText(makeMinutes([]), 'en-GB'), 'nothing to keep');
  });
});

describe('itemsText', () => {
  it('gives every item a line, with what is not in the minutes by itself', () => {
    const text = itemsText(
      makeProject(),
      makeMeeting({ subject: 'Steering *2*' }),
      makeMinutes([
        makeItem({
          text: 'Ask a_b',
          due: { day: asDay('2026-12-04'), phrase: 'Friday', needsConfirmation: false },
        }),
        makeItem({ id: 'b', kind: 'risk', text: 'Late', confidence: 0.3 }),
      ]),
    );
    assert.equal(
      text,
      [
        '**Steering \\*2\\***',
        '',
        '1. action: **Ask a\\_b** (Priya Raman, due Fri 4 Dec 2026, at 1:33)',
        '2. risk: **Late** (at 1:33, not in the minutes unless ticked)',
      ].join('\n'),
    );
  });

  it('says so when nothing was heard', () => {
    const text = itemsText(makeProject(), makeMeeting(), makeMinutes([]));
    assert.match(text, /Nothing was heard in \*\*Atlas weekly project meeting\*\*/);
  });
});

describe('meetingWhen, dayText and offsetText', () => {
  it('write time in the zone and language of the project', () => {
    const at = asInstant('2026-11-25T09:05:00Z');
    assert.equal(meetingWhen(makeProject(), at), 'Wed 25 Nov 2026, 10:05');
    assert.match(meetingWhen(makeProject({ locale: 'de-DE' }), at), /^Mi 25\. Nov 2026, 10:05$/);
    assert.equal(dayText('en-GB', asDay('2026-12-04')), 'Fri 4 Dec 2026');
  });

  it('count from the start of the recording, hours only where there are some', () => {
    assert.deepEqual([-1, 0, 59_999, 60_000, 3_723_000].map(offsetText), [
      '0:00',
      '0:00',
      '0:59',
      '1:00',
      '1:02:03',
    ]);
  });
});
