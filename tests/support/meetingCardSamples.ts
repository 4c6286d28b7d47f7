/** Every card of meetings, digests and projects, filled with what people said or typed. */
import assert from 'node:assert/strict';
import { digestReply } from '../../src/digests/cards/digestView.ts';
import { morningCard } from '../../src/digests/cards/morningView.ts';
import { slaCard } from '../../src/digests/cards/slaView.ts';
import { findChanges } from '../../src/digests/minutesChanges.ts';
import { beginPromise, type MinutesPromise } from '../../src/digests/promise/promise.ts';
import type { Card } from '../../src/kernel/cards.ts';
import type { Reply } from '../../src/kernel/chat.ts';
import { asDay, asInstant, DAY_MS, HOUR_MS, instantPlus } from '../../src/kernel/time.ts';
import { itemForm } from '../../src/meetings/cards/itemFormView.ts';
import { reviewReply } from '../../src/meetings/cards/reviewView.ts';
import { settledReview } from '../../src/meetings/cards/settledView.ts';
import type { MinuteItem } from '../../src/meetings/minutes/minutes.ts';
import { projectCard, setupCard } from '../../src/projects/cards/views.ts';
import { amara, kenji, makeProject, priya, tomasz } from './fakeRegisters.ts';
import { makeItem, makeMeeting, makeMinutes } from './makeMeeting.ts';

const cardOf = ({ card }: Reply): Card => card ?? assert.fail('The reply has no card.');

/** Every card of meetings and projects that shows what people typed or said. */
export function meetingCards(text: string): readonly (readonly [string, Card])[] {
  const project = makeProject({ name: text });
  const meeting = makeMeeting({ subject: text });
  const person = { ...priya, name: text };
  const roster = [amara, tomasz, person, kenji];
  const evidence: MinuteItem['evidence'] = [
    { cueIds: ['1'], startMs: 93_000, endMs: 96_000, speaker: text, quote: text },
  ];
  const items = [
    makeItem({
      id: 'a',
      text,
      evidence,
      owners: [{ kind: 'person', personId: priya.id, name: text, stated: true }],
    }),
    makeItem({
      id: 'b',
      text,
      evidence,
      owners: [
        {
          kind: 'ambiguous',
          said: text,
          candidates: [{ personId: priya.id, name: text, hint: text }],
          strangers: [text],
        },
      ],
      due: { day: null, phrase: text, needsConfirmation: true, problem: text },
      history: [{ what: 'text', from: text, to: text, evidence: evidence[0] }],
    }),
    makeItem({ id: 'c', kind: 'decision', text, evidence, owners: [] }),
  ];
  const attendees = [{ name: text, personId: null }];
  const many = Array.from({ length: 60 }, (_, at) => ({ ...items[at % 3], id: `i${at}` }) as MinuteItem);
  const long = makeMinutes(many, {
    attendees: [priya, tomasz, kenji].flatMap(({ name }) => [{ name, personId: null }]),
  });
  const minutes = makeMinutes(items, { attendees, unidentifiedSpeakers: 1 });
  const standing = (kind: 'addendum' | 'confirmed' | 'unconfirmed') => ({
    standing: { kind },
    absent: [text],
    coordinator: text,
  });
  const changes = findChanges(
    makeMinutes([{ ...(items[0] as MinuteItem), text: 'Before' }, items[2] as MinuteItem]),
    makeMinutes(items.slice(0, 2)),
  );
  const review = { project, meeting, minutes, revision: 1, isAddendum: false, people: roster };
  const promise = (days: number, deliveredHours: number | null): MinutesPromise => {
    const from = instantPlus(asInstant('2026-11-25T10:00:00Z'), -days * DAY_MS);
    const deliveredAt = deliveredHours === null ? null : instantPlus(from, deliveredHours * HOUR_MS);
    return { ...beginPromise({ ...meeting, end: from }, from), deliveredAt };
  };
  const promises = [
    promise(0, null),
    promise(2, 30),
    promise(7, 3),
    promise(8, 2),
    promise(14, 1),
    promise(30, 2),
  ];
  const setup = { conversationId: '19:x', roster: [amara, tomasz, priya], isLinked: false, problem: text };
  return [
    [
      'review',
      cardOf(reviewReply({ project, meeting, minutes, revision: 1, isAddendum: false, people: roster })),
    ],
    [
      'digest',
      cardOf(
        digestReply({ project, meeting, minutes, keys: new Map([['a', 'A-1234']]), ...standing('addendum') }),
      ),
    ],
    [
      'review of a long meeting',
      cardOf(reviewReply({ project, meeting, minutes: long, revision: 2, isAddendum: true, people: roster })),
    ],
    [
      'review of a meeting without items',
      cardOf(
        reviewReply({
          project,
          meeting,
          minutes: makeMinutes([]),
          revision: 1,
          isAddendum: false,
          people: roster,
        }),
      ),
    ],
    [
      'digest of a long meeting',
      cardOf(digestReply({ project, meeting, minutes: long, keys: new Map(), ...standing('confirmed') })),
    ],
    [
      'digest that nobody has confirmed',
      cardOf(digestReply({ project, meeting, minutes, keys: new Map(), ...standing('unconfirmed') })),
    ],
    [
      'digest of a meeting without transcript',
      cardOf(
        digestReply({
          project,
          meeting,
          minutes: null,
          keys: new Map(),
          ...standing('confirmed'),
          standing: { kind: 'withoutTranscript' },
        }),
      ),
    ],
    [
      'digest of minutes that were discarded',
      cardOf(
        digestReply({
          project,
          meeting,
          minutes,
          keys: new Map(),
          ...standing('confirmed'),
          standing: { kind: 'discarded' },
        }),
      ),
    ],
    [
      'digest of what changed',
      cardOf(
        digestReply({
          project,
          meeting,
          minutes,
          keys: new Map([['a', 'A-1']]),
          ...standing('confirmed'),
          standing: { kind: 'corrected', changes },
        }),
      ),
    ],
    ['item form', itemForm(review, items[1] as MinuteItem, {})],
    ['item form of a new item', itemForm(review, null, {})],
    [
      'morning digest',
      morningCard({
        name: text,
        locale: 'en-GB',
        today: asDay('2026-11-25'),
        sections: [
          {
            heading: text,
            isUrgent: true,
            lines: Array.from({ length: 10 }, (_, at) => ({ key: `A-${1_000 + at}`, text, facts: text })),
          },
          { heading: text, lines: [{ key: '', text, facts: '' }] },
        ],
      }),
    ],
    ['sla', slaCard(project, promises, new Map([[meeting.id, meeting]]), asInstant('2026-11-25T12:00:00Z'))],
    ['published', settledReview(project, meeting, { kind: 'published', by: text }, minutes)],
    ['discarded', settledReview(project, meeting, { kind: 'discarded', by: text }, null)],
    ['setup', setupCard({ ...setup, values: { name: text, siteUrl: project.siteUrl } })],
    ['project', projectCard(project, roster)],
  ];
}
