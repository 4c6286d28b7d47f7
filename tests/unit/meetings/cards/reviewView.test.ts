import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Card } from '../../../../src/kernel/cards.ts';
import { asPersonId } from '../../../../src/kernel/ids.ts';
import type { RosterMember } from '../../../../src/kernel/people.ts';
import { type Review, reviewReply } from '../../../../src/meetings/cards/reviewView.ts';
import type { MinuteItem } from '../../../../src/meetings/minutes/minutes.ts';
import { shapeProblems } from '../../../support/cardShape.ts';
import { amara, kenji, makeProject, priya, tomasz } from '../../../support/fakeRegisters.ts';
import { makeItem, makeMeeting, makeMinutes } from '../../../support/makeMeeting.ts';
import { objectsIn, shownText } from '../../../support/shownMessages.ts';

/** What the Teams adapter sends as one card. */
const MOST_BYTES = 25 * 1024;

const reviewOf = (items: readonly MinuteItem[], overrides: Partial<Review> = {}): Card => {
  const { card } = reviewReply({
    project: makeProject(),
    meeting: makeMeeting(),
    minutes: makeMinutes(items),
    revision: 3,
    isAddendum: false,
    people: [amara, tomasz, priya, kenji],
    ...overrides,
  });
  return card ?? assert.fail('The reply has no card.');
};

const ofType = (card: Card, type: string) => objectsIn(card).filter((each) => each.type === type);
const bytesOf = (card: Card): number => Buffer.byteLength(JSON.stringify(card));

describe('reviewReply', () => {
  it('shows each item with a toggle, its owner, its due date and the words that were said', () => {
    const due = { day: '2026-11-27', phrase: 'by Friday', needsConfirmation: false } as MinuteItem['due'];
    const card = reviewOf([makeItem({ due })]);
    const text = shownText({ card });
    assert.match(text, /Draft the rollback plan\n/);
    assert.match(text, /\*\*Priya Raman\*\* · due \*\*Fri 27 Nov 2026\*\*/);
    assert.match(text, /1:33 Priya Raman: “I will draft the rollback plan\.”/);
    assert.deepEqual(
      ofType(card, 'Input.Toggle').map(({ id, value }) => [id, value]),
      [['keep:item-1', 'true']],
    );
    assert.deepEqual(shapeProblems(card), []);
  });

  it('carries ids and the revision only on its buttons', () => {
    const data = { meetingId: 'meeting-1', revision: 3 };
    assert.deepEqual(
      ofType(reviewOf([makeItem()]), 'Action.Execute').map(({ verb, data: sent }) => [verb, sent]),
      [
        ['minutes.edit', { ...data, itemId: 'item-1' }],
        ['minutes.publish', data],
        ['minutes.add', data],
        ['minutes.discard', data],
      ],
    );
  });

  it('leaves unclear items unticked in a group of their own, and withdrawn ones out', () => {
    const card = reviewOf([
      makeItem({ id: 'sure' }),
      makeItem({ id: 'maybe', standing: 'proposed' }),
      makeItem({ id: 'gone', standing: 'withdrawn' }),
    ]);
    assert.deepEqual(
      ofType(card, 'Input.Toggle').map(({ id, value }) => [id, value]),
      [
        ['keep:sure', 'true'],
        ['keep:maybe', 'false'],
      ],
    );
    assert.match(shownText({ card }), /Heard, but not clear/);
  });

  it('asks whose an action is: of those who were meant, strangers too', () => {
    const candidates = [{ personId: kenji.id, name: kenji.name, hint: 'vendor' }];
    const owners = [{ kind: 'ambiguous', said: 'Ken', candidates, strangers: ['Ken Adams'] }] as const;
    const card = reviewOf([makeItem({ owners })]);
    assert.deepEqual(
      ofType(card, 'Input.ChoiceSet').map(({ id, choices }) => [id, choices]),
      [
        [
          'owner:item-1',
          [
            { title: 'Kenji Mori (vendor)', value: kenji.id },
            { title: 'Ken Adams (not in the team)', value: 'Ken Adams' },
          ],
        ],
      ],
    );
    assert.match(shownText({ card }), /1 action needs an owner\./);
    assert.deepEqual(shapeProblems(card), []);
  });

  it('offers those who spoke first when nobody was named', () => {
    const minutes = makeMinutes([makeItem({ owners: [] })], {
      attendees: [{ name: 'Kenji Mori', personId: kenji.id }],
    });
    const [choice] = ofType(reviewOf([], { minutes }), 'Input.ChoiceSet');
    const values = objectsIn(choice?.choices).map(({ value }) => value);
    assert.deepEqual(values, [kenji.id, amara.id, tomasz.id, priya.id]);
  });

  it('asks for the day when the words were not clear', () => {
    const due = { day: null, phrase: 'soon', needsConfirmation: true, problem: 'No day was said.' };
    const card = reviewOf([makeItem({ due })]);
    assert.deepEqual(
      ofType(card, 'Input.Date').map(({ id, label }) => [id, label]),
      [['due:item-1', 'Which day is it?']],
    );
    assert.match(shownText({ card }), /due “soon”: to be confirmed · No day was said\./);
    assert.match(shownText({ card }), /1 due date needs a look\./);
    assert.deepEqual(shapeProblems(card), []);
  });

  it('says what the reading of the meeting leaves to the coordinator', () => {
    const notice = 'The meeting was held in Polish, which Docket does not read.';
    const card = reviewOf([], { minutes: { ...makeMinutes([]), language: 'pl', notices: [notice] } });
    assert.match(shownText({ card }), /The meeting was held in Polish, which Docket does not read\./);
    assert.doesNotMatch(shownText({ card }), /Nothing was heard/);
  });

  it('says it is an addendum, and that nothing was heard', () => {
    const text = shownText({ card: reviewOf([], { isAddendum: true }) });
    assert.match(text, /ADDENDUM TO THE MINUTES/);
    assert.match(text, /Nothing was heard that belongs in a register\./);
  });

  it('stays below the size of a card with hundreds of long items and a big roster, and says what is left out', () => {
    const items = Array.from({ length: 200 }, (_, index) =>
      makeItem({
        id: `item-${index}`,
        owners: [],
        text: `${'Größe der Änderung prüfen '.repeat(12)}${index}`,
        standing: index < 100 ? 'committed' : 'proposed',
      }),
    );
    const people: RosterMember[] = Array.from({ length: 400 }, (_, index) => ({
      id: asPersonId(`a1000000-0000-4000-8000-${String(index).padStart(12, '0')}`),
      name: `Person number ${index} of the roster`,
    }));
    const card = reviewOf(items, { people });
    assert.ok(bytesOf(card) <= MOST_BYTES, `${bytesOf(card)} bytes`);
    const shown = ofType(card, 'Input.Toggle').length;
    assert.ok(shown >= 4, `${shown} items are shown`);
    const text = shownText({ card });
    assert.ok(text.includes(`${100 - shown} more are published as they stand`), text.slice(-300));
    assert.match(text, /100 more that were not clear are not shown\. Say “minutes items”/);
  });

  it('stays a whole card below its size, whatever people said', () => {
    const said = fc.string({ unit: 'binary', maxLength: 400 });
    fc.assert(
      fc.property(fc.array(said, { maxLength: 30 }), said, (texts, subject) => {
        const items = texts.map((text, index) => makeItem({ id: `i${index}`, text }));
        const card = reviewOf(items, { meeting: makeMeeting({ subject }) });
        assert.ok(bytesOf(card) <= MOST_BYTES);
        assert.deepEqual(shapeProblems(card), []);
      }),
      { numRuns: 50 },
    );
  });
});
