/** Every card of meetings, digests and projects, filled with what people said or typed. */
import assert from 'node:assert/strict';
import { digestReply } from '../../src/digests/cards/digestView.ts';
import type { Card } from '../../src/kernel/cards.ts';
import type { Reply } from '../../src/kernel/chat.ts';
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
  const setup = { conversationId: '19:x', roster: [amara, tomasz, priya], isLinked: false, problem: text };
  return [
    [
      'review',
      cardOf(reviewReply({ project, meeting, minutes, revision: 1, isAddendum: false, people: roster })),
    ],
    [
      'digest',
      cardOf(digestReply({ project, meeting, minutes, keys: new Map([['a', 'A-1']]), isAddendum: true })),
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
      cardOf(digestReply({ project, meeting, minutes: long, keys: new Map(), isAddendum: false })),
    ],
    ['published', settledReview(project, meeting, `Published by ${text}`, minutes)],
    ['discarded', settledReview(project, meeting, `Discarded by ${text}`, null)],
    ['setup', setupCard({ ...setup, values: { name: text, siteUrl: project.siteUrl } })],
    ['project', projectCard(project, roster)],
  ];
}
