import assert from 'node:assert/strict';
import { asMeetingId } from '../../../src/kernel/ids.ts';
import { asInstant } from '../../../src/kernel/time.ts';
import { lockMeeting } from '../../../src/meetings/lockMeeting.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { makeItem, makeMeeting, makeMinutes, makeRef } from '../../support/makeMeeting.ts';
import { startStores } from '../../support/startStores.ts';

const NOW = asInstant('2026-11-25T10:00:00Z');

onEachDatabase('meetings', (start) => {
  const open = async () => startStores(await start(), fakeClock(NOW));

  it('come back as they were saved, and as they were saved last', async () => {
    const stores = await open();
    const meeting = makeMeeting({ subject: 'Ünicode “quotes” \\ $1' });
    await stores.in(({ meetings }) => meetings.save(meeting));
    assert.deepEqual(await stores.in(({ meetings }) => meetings.get(meeting.id)), meeting);
    const changed = makeMeeting({ state: 'proposed', readFrom: ['t'], start: null, end: null });
    await stores.in(({ meetings }) => meetings.save(changed));
    assert.deepEqual(await stores.in(({ meetings }) => meetings.get(meeting.id)), changed);
    assert.equal(await stores.in(({ meetings }) => meetings.get(asMeetingId('other'))), null);
  });

  it('are found by online meeting, by state and by project, in the order of their start', async () => {
    const stores = await open();
    const make = (id: string, day: string, more = {}) =>
      makeMeeting({ id: asMeetingId(id), start: asInstant(`2026-11-${day}T09:00:00Z`), ...more });
    await stores.in(async ({ meetings }) => {
      await meetings.save(make('b', '26', { state: 'expected' }));
      await meetings.save(make('a', '25'));
      await meetings.save(make('c', '27', { onlineMeetingId: 'online-2', state: 'expected' }));
      await meetings.save(makeMeeting({ id: asMeetingId('none'), start: null, onlineMeetingId: null }));
    });
    const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id);
    await stores.in(async ({ meetings }) => {
      assert.deepEqual(ids(await meetings.byOnlineMeeting('online-1')), ['a', 'b']);
      assert.deepEqual(ids(await meetings.expected()), ['b', 'c']);
      const { projectId } = makeMeeting();
      assert.deepEqual(ids(await meetings.ofProject(projectId, 10)), ['c', 'b', 'a', 'none']);
      assert.deepEqual(ids(await meetings.ofProject(projectId, 2)), ['c', 'b']);
    });
  });

  it('keep the words of a transcript once, byte for byte, in the order of their start', async () => {
    const stores = await open();
    const meeting = makeMeeting();
    const content = new Uint8Array([0, 255, 13, 10, 0xef, 0xbb, 0xbf]);
    await stores.in(async ({ meetings }) => {
      await meetings.save(meeting);
      const second = makeRef('t-2', { createdAt: asInstant('2026-11-25T09:40:00Z') });
      await meetings.keepTranscript(meeting.id, { ref: second, content, isAttributed: false });
      await meetings.keepTranscript(meeting.id, { ref: makeRef('t-1'), content, isAttributed: true });
      const other = new Uint8Array([1]);
      await meetings.keepTranscript(meeting.id, { ref: makeRef('t-1'), content: other, isAttributed: false });
    });
    const kept = await stores.in(({ meetings }) => meetings.transcripts(meeting.id));
    assert.deepEqual(
      kept.map(({ ref, content: bytes, isAttributed }) => [ref.transcriptId, [...bytes], isAttributed]),
      [
        ['t-1', [...content], true],
        ['t-2', [...content], false],
      ],
    );
    const found = await stores.in(({ meetings }) => meetings.byTranscript('t-2'));
    assert.equal(found?.id, meeting.id);
    assert.equal(await stores.in(({ meetings }) => meetings.byTranscript('t-3')), null);
  });

  it('count the readings of a meeting, and keep the newest', async () => {
    const stores = await open();
    const { id } = makeMeeting();
    await stores.in(({ meetings }) => meetings.save(makeMeeting()));
    assert.equal(await stores.in(({ meetings }) => meetings.minutes(id)), null);
    const first = makeMinutes([makeItem()]);
    const second = makeMinutes([makeItem({ id: 'b' })]);
    assert.equal(await stores.in(({ meetings }) => meetings.propose(id, first)), 1);
    assert.equal(await stores.in(({ meetings }) => meetings.propose(id, second)), 2);
    assert.deepEqual(await stores.in(({ meetings }) => meetings.minutes(id)), {
      revision: 2,
      minutes: second,
      published: null,
      publishedAt: null,
      edits: [],
    });
    await assert.rejects(
      stores.in(({ meetings }) => meetings.propose(asMeetingId('none'), first)),
      RangeError,
    );
  });

  it('keep what people changed apart from the reading, until it is published', async () => {
    const stores = await open();
    const { id } = makeMeeting();
    const edit = { what: 'text', itemId: 'a', text: 'Anew' } as const;
    await stores.in(async ({ meetings }) => {
      await meetings.save(makeMeeting());
      await meetings.propose(id, makeMinutes([makeItem({ id: 'a' })]));
      assert.deepEqual(await meetings.edit(id, [edit]), { revision: 2, edits: [edit] });
      assert.equal(await meetings.propose(id, makeMinutes([makeItem({ id: 'a' })])), 3);
      assert.deepEqual((await meetings.minutes(id))?.edits, [edit]);
      await meetings.publish(id, makeMinutes([]), asInstant('2026-11-25T12:00:00Z'));
      assert.deepEqual((await meetings.minutes(id))?.edits, []);
    });
  });

  it('keep all that was published, addenda included, apart from what is proposed after it', async () => {
    const stores = await open();
    const { id } = makeMeeting();
    const [one, two, three] = ['a', 'b', 'c'].map((each) => makeMinutes([makeItem({ id: each })]));
    assert.ok(one && two && three);
    await stores.in(async ({ meetings }) => {
      await meetings.save(makeMeeting());
      await meetings.propose(id, one);
      await meetings.publish(id, one, NOW);
      await meetings.propose(id, two);
    });
    const proposed = await stores.in(({ meetings }) => meetings.minutes(id));
    assert.deepEqual([proposed?.minutes, proposed?.published, proposed?.publishedAt], [two, one, NOW]);
    await stores.in(async ({ meetings }) => {
      await meetings.publish(id, two, NOW);
      await meetings.propose(id, three);
    });
    const record = await stores.in(({ meetings }) => meetings.minutes(id));
    assert.deepEqual(
      record?.published?.items.map((item) => item.id),
      ['a', 'b'],
    );
    assert.deepEqual(
      record?.minutes.items.map((item) => item.id),
      ['c'],
    );
  });

  it('are changed by one transaction after the other while they are locked', async () => {
    const stores = await open();
    const { id } = makeMeeting();
    await stores.in(({ meetings }) => meetings.save(makeMeeting()));
    await Promise.all(
      Array.from({ length: 6 }, () =>
        stores.in(async ({ meetings }) => {
          const meeting = await lockMeeting(meetings, id);
          assert.ok(meeting);
          await meetings.save({ ...meeting, tries: meeting.tries + 1 });
        }),
      ),
    );
    assert.equal((await stores.in(({ meetings }) => meetings.get(id)))?.tries, 6);
  });
});

onEachDatabase('marks', (start) => {
  it('give back what was set last', async () => {
    const stores = startStores(await start(), fakeClock(NOW));
    assert.equal(await stores.in(({ marks }) => marks.get('delta')), null);
    await stores.in(({ marks }) => marks.set('delta', 'one'));
    await stores.in(({ marks }) => marks.set('delta', 'two'));
    assert.equal(await stores.in(({ marks }) => marks.get('delta')), 'two');
    await stores.in(({ marks }) => marks.set('other', 'three'));
    const all = await stores.in(({ marks }) => marks.getAll(['delta', 'unknown']));
    assert.deepEqual([...all], [['delta', 'two']]);
  });
});
