import assert from 'node:assert/strict';
import { digestReply } from '../../../../src/digests/cards/digestView.ts';
import type { Digest } from '../../../../src/digests/digest.ts';
import type { Card } from '../../../../src/kernel/cards.ts';
import { asRowKey } from '../../../../src/kernel/ids.ts';
import { asDay } from '../../../../src/kernel/time.ts';
import type { MinuteItem } from '../../../../src/meetings/minutes/minutes.ts';
import { shapeProblems } from '../../../support/cardShape.ts';
import { makeProject } from '../../../support/fakeRegisters.ts';
import { makeItem, makeMeeting, makeMinutes } from '../../../support/makeMeeting.ts';
import { shownText } from '../../../support/shownMessages.ts';

const digestOf = (items: readonly MinuteItem[], overrides: Partial<Digest> = {}): Card => {
  const { card } = digestReply({
    project: makeProject(),
    meeting: makeMeeting(),
    minutes: makeMinutes(items),
    keys: new Map(items.map(({ id }, index) => [id, `A-${index + 1}`])),
    standing: { kind: 'confirmed' },
    absent: [],
    coordinator: 'Amara Okafor',
    ...overrides,
  });
  return card ?? assert.fail('The reply has no card.');
};

describe('digestReply', () => {
  it('names decisions first, then who does what by when, and last what has no owner', () => {
    const card = digestOf([
      makeItem({ id: 'a', owners: [], text: 'Find a room' }),
      makeItem({
        id: 'b',
        text: 'Order switches',
        due: { day: asDay('2026-11-27'), phrase: 'Friday', needsConfirmation: false },
      }),
      makeItem({ id: 'c', kind: 'decision', text: 'We freeze data' }),
      makeItem({ id: 'd', kind: 'question', text: 'Who pays?' }),
    ]);
    const lines = shownText({ card }).split('\n');
    const at = (line: string) => lines.indexOf(line);
    assert.ok(at('Decisions') >= 0 && at('Decisions') < at('Priya Raman'));
    assert.ok(at('Priya Raman') < at('Owner to be confirmed'));
    assert.ok(at('Owner to be confirmed') < at('Open questions'));
    assert.equal(lines[at('Order switches') - 1], 'A-2');
    assert.equal(
      lines[at('Order switches') + 1],
      '**due Fri 27 Nov 2026** · [said at 1:33](https://teams.example/join/1)',
    );
    assert.deepEqual(shapeProblems(card), []);
  });

  it('says what became of open rows', () => {
    const items = [
      makeItem({ id: 'a', carriesOver: { key: asRowKey('A-7'), change: 'complete' } }),
      makeItem({ id: 'b', carriesOver: { key: asRowKey('A-8'), change: 'update' } }),
    ];
    const text = shownText({ card: digestOf(items) });
    assert.match(text, /done · \[said at 1:33\]/);
    assert.match(text, /carried on · \[said at 1:33\]/);
  });

  it('names who was there and how many had no name', () => {
    const minutes = makeMinutes([], {
      attendees: [{ name: 'Priya Raman', personId: null }],
      unidentifiedSpeakers: 2,
    });
    const text = shownText({ card: digestOf([], { minutes }) });
    assert.match(text, /Present: Priya Raman and 2 speakers without a name/);
    assert.match(text, /No decisions and no actions\./);
  });

  it('stays below the size of a card and says how many more there are', () => {
    const items = Array.from({ length: 120 }, (_, index) =>
      makeItem({ id: `i${index}`, text: `${'Überprüfung der Größe '.repeat(12)}${index}` }),
    );
    const card = digestOf(items);
    assert.ok(Buffer.byteLength(JSON.stringify(card)) <= 25 * 1024);
    const text = shownText({ card });
    const shown = (text.match(/^A-\d+$/gm) ?? []).length;
    assert.ok(shown > 10);
    assert.ok(text.includes(`${120 - shown} more stand in the registers.`));
  });
});
