import assert from 'node:assert/strict';
import type { Digest } from '../../../src/digests/digest.ts';
import { digestText } from '../../../src/digests/digestText.ts';
import { documentPath } from '../../../src/digests/document/documentPath.ts';
import { minutesDocument } from '../../../src/digests/document/minutesDocument.ts';
import { digestMail } from '../../../src/digests/mailView.ts';
import { findChanges } from '../../../src/digests/minutesChanges.ts';
import { rowOfItem } from '../../../src/digests/rowsOfMinutes.ts';
import { mentionReply } from '../../../src/digests/sendDigest.ts';
import { asDay, asInstant, asZoneName } from '../../../src/kernel/time.ts';
import { quoteText } from '../../../src/meetings/cards/reviewView.ts';
import { makeProject, priya } from '../../support/fakeRegisters.ts';
import { makeItem, makeMeeting, makeMinutes } from '../../support/makeMeeting.ts';

const due = { day: asDay('2026-11-27'), phrase: 'by Friday', needsConfirmation: false };
const minutes = makeMinutes(
  [makeItem({ due }), makeItem({ id: 'd', kind: 'decision', text: 'We freeze <data> & wait', owners: [] })],
  { attendees: [{ name: 'Priya Raman', personId: null }], unidentifiedSpeakers: 1 },
);
const digest = (more: Partial<Digest> = {}): Digest => ({
  project: makeProject(),
  meeting: makeMeeting(),
  minutes,
  standing: { kind: 'confirmed' },
  keys: new Map([['item-1', 'A-1']]),
  absent: ['Tomasz Zielinski'],
  coordinator: 'Amara Okafor',
  ...more,
});
const MADRID = asZoneName('Europe/Madrid');

describe('digestText', () => {
  for (const [locale, zone, when, dueText, absent] of [
    [
      'en-GB',
      'Europe/Madrid',
      'Wed 25 Nov 2026, 10:00',
      'due Fri 27 Nov 2026',
      'Invited, not heard: Tomasz Zielinski',
    ],
    [
      'de-DE',
      'Europe/Berlin',
      'Mi 25. Nov 2026, 10:00',
      'fällig Fr 27. Nov 2026',
      'Eingeladen, nicht zu hören: Tomasz Zielinski',
    ],
    [
      'fr-FR',
      'Europe/Paris',
      'mer. 25 nov. 2026, 10:00',
      'échéance ven. 27 nov. 2026',
      'Invités, pas entendus : Tomasz Zielinski',
    ],
    [
      'es-ES',
      'Atlantic/Canary',
      'mié 25 nov 2026, 9:00',
      'vence vie 27 nov 2026',
      'Invitados, sin intervenir: Tomasz Zielinski',
    ],
  ] as const) {
    it(`is in the reader’s language and zone: ${locale}`, () => {
      const text = digestText(digest(), { locale, zone: asZoneName(zone) });
      assert.equal(text.when, when);
      assert.equal(text.people[1], absent);
      assert.ok(text.groups.flatMap(({ rows }) => rows.map((row) => row.due)).includes(dueText));
    });
  }

  it('says when each item was said and leads to the meeting; what a person added was not said', () => {
    const added = makeItem({
      id: 'added',
      evidence: [{ cueIds: [], startMs: 0, endMs: 0, speaker: null, quote: '' }],
    });
    const saidAt = (more: Partial<Digest>) =>
      digestText(digest({ minutes: makeMinutes([makeItem(), added]), ...more }), {
        locale: 'en',
        zone: MADRID,
      }).groups.flatMap(({ rows }) => rows.map((row) => row.saidAt));
    const text = 'said at 1:33';
    assert.deepEqual(saidAt({}), [{ text, url: 'https://teams.example/join/1' }, null]);
    const byFile = makeMeeting({ joinUrl: null });
    assert.deepEqual(saidAt({ meeting: byFile }), [{ text, url: null }, null]);
    const documentUrl = 'https://harbour.sharepoint.example/Minutes/1.docx';
    assert.deepEqual(saidAt({ meeting: byFile, documentUrl }), [{ text, url: documentUrl }, null]);
  });

  it('says that nobody has confirmed it, and who was asked', () => {
    const text = digestText(digest({ standing: { kind: 'unconfirmed' } }), { locale: 'en', zone: MADRID });
    assert.equal(text.isWarning, true);
    assert.match(text.notice, /Nobody has confirmed.*Amara Okafor was asked/);
  });

  it('says what is known of a meeting without words', () => {
    const text = digestText(
      digest({ minutes: null, standing: { kind: 'withoutTranscript' }, absent: ['Priya Raman'] }),
      { locale: 'en', zone: MADRID },
    );
    assert.deepEqual(text.people, ['Invited: Priya Raman']);
    assert.match(text.notice, /No transcript[\s\S]*\.vtt or \.docx[\s\S]*minutes follow/);
    assert.deepEqual(text.groups, []);
  });

  it('tells only what changed, with what it was before', () => {
    const after = makeMinutes([
      makeItem({ due: { ...due, day: asDay('2026-11-30') } }),
      makeItem({ id: 'n', text: 'New' }),
    ]);
    const changes = findChanges(minutes, after);
    const text = digestText(digest({ minutes: after, standing: { kind: 'corrected', changes } }), {
      locale: 'en',
      zone: MADRID,
    });
    assert.deepEqual(
      text.groups.map(({ heading, rows }) => [heading, rows.map((row) => row.text)]),
      [
        ['Changed', ['Draft the rollback plan']],
        ['New', ['New']],
        ['Not in the minutes any more', ['We freeze <data> & wait']],
      ],
    );
    assert.ok(text.groups[0]?.rows[0]?.facts.includes('was: due Fri 27 Nov 2026'));
  });
});

describe('digestMail', () => {
  it('shows what people said as text, not as markup', () => {
    const { subject, html } = digestMail(digest({ meeting: makeMeeting({ subject: 'A <b>\r\nBcc: x' }) }), {
      locale: 'en-GB',
      zone: MADRID,
    });
    assert.equal(subject, 'Minutes: A <b> Bcc: x, Wed 25 Nov 2026, 10:00');
    assert.match(html, /We freeze &lt;data&gt; &amp; wait/);
    assert.doesNotMatch(html, /<b>\r\nBcc|<data>/);
    assert.match(html, /<a href="https:\/\/teams\.example\/join\/1">said at 1:33<\/a>/);
    assert.match(html, /<a href="https:\/\/teams\.example\/join\/1">Open the meeting in Teams<\/a>/);
  });
});

describe('minutesDocument', () => {
  it('puts the actions into one table with owner and day, after the decisions, each with its words', () => {
    const document = minutesDocument(digest(), { locale: 'en-GB', zone: MADRID });
    assert.deepEqual(
      document.blocks.map((block) => ('text' in block ? block.text : block.kind)),
      ['paragraph', 'paragraph', 'Decisions', 'list', 'Actions', 'table'],
    );
    const table = document.blocks.find((block) => block.kind === 'table');
    assert.ok(table?.kind === 'table');
    const cells = table.rows[0]?.map((runs) => runs.map(({ text }) => text).join(''));
    assert.deepEqual(cells, [
      'A-1',
      'Draft the rollback plan\nsaid at 1:33: Priya Raman, “I will draft the rollback plan.”',
      'Priya Raman',
      'Fri 27 Nov 2026',
    ]);
    assert.deepEqual(
      table.rows[0]?.[1]?.flatMap(({ text, link }) => (link === undefined ? [] : [[text, link]])),
      [['said at 1:33', 'https://teams.example/join/1']],
    );
    assert.equal(document.footer, 'Confirmed by Amara Okafor');
  });
});

describe('documentPath', () => {
  it('is sorted by time, in the zone of the project, and a name that SharePoint takes', () => {
    const late = makeMeeting({
      start: asInstant('2026-11-25T23:30:00Z'),
      subject: ' ~Budget: 50% / "risk"? #2. ',
    });
    assert.equal(documentPath(makeProject(), late), 'Minutes/2026-11-26 0030 Budget- 50- - -risk- -2.docx');
    const bare = makeMeeting({ start: null, subject: '...' });
    assert.equal(documentPath(makeProject(), bare), 'Minutes/meeting- Meeting.docx');
  });
});

describe('what somebody said', () => {
  const { locale: _locale, ...place } = makeProject();
  for (const [locale, words] of [
    ['en-GB', '“I will order it.”'],
    ['de-AT', '„I will order it.“'],
    ['fr-FR', '«\u00a0I will order it.\u00a0»'],
    ['es-ES', '«I will order it.»'],
  ] as const)
    it(`stands between the quotation marks of ${locale} in the document, in the registers and in the review`, () => {
      const project = { ...place, locale };
      const [evidence] = makeItem().evidence;
      const item = makeItem({ evidence: [{ ...evidence, quote: 'I will order it.' }] });
      const said = digest({ project, minutes: makeMinutes([item]) });
      const document = minutesDocument(said, { locale, zone: MADRID });
      assert.ok(JSON.stringify(document).includes(words));
      const row = rowOfItem(project, makeMeeting(), item);
      assert.ok(String(row?.values.evidence).includes(words));
      assert.ok(quoteText(item, locale).includes(words));
    });
});

describe('mentionReply', () => {
  it('begins with the name, and with the sentence where there is none', () => {
    const where = { project: makeProject(), meeting: makeMeeting({ subject: 'Weekly' }) };
    assert.equal(mentionReply(where, undefined).text, 'The minutes of **Weekly** are above.');
    assert.deepEqual(mentionReply(where, priya), {
      text: '<at>Priya Raman</at>, the minutes of **Weekly** are above.',
      mentions: [{ name: 'Priya Raman', teamsId: priya.teamsId }],
    });
  });
});
