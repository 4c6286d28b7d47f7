import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { digestReply } from '../../../src/digests/cards/digestView.ts';
import type { Card } from '../../../src/kernel/cards.ts';
import type { Reply } from '../../../src/kernel/chat.ts';
import { reviewReply } from '../../../src/meetings/cards/reviewView.ts';
import { settledReview } from '../../../src/meetings/cards/settledView.ts';
import type { MinuteItem } from '../../../src/meetings/minutes/minutes.ts';
import { projectCard, setupCard } from '../../../src/projects/cards/views.ts';
import { type CardRenderer, startCardRenderer } from '../../support/cardRenderer.ts';
import { shapeProblems } from '../../support/cardShape.ts';
import { requireChromium } from '../../support/chromium.ts';
import { amara, kenji, makeProject, priya, tomasz } from '../../support/fakeRegisters.ts';
import { makeItem, makeMeeting, makeMinutes } from '../../support/makeMeeting.ts';

const H12 = JSON.parse(
  readFileSync('tests/fixtures/cases/H12-user-text-stays-text-on-cards.json', 'utf8'),
) as { readonly input: Readonly<Record<string, string>> };
const LOOKS = [320, 720].flatMap((width) => [false, true].map((isDark) => ({ width, isDark })));
const LONG =
  'Order the replacement switches for both data centres and agree the delivery window with the supplier';

const cardOf = ({ card }: Reply): Card => card ?? assert.fail('The reply has no card.');

/** Every card of meetings and projects that shows what people typed or said. */
function cardsWith(text: string): readonly (readonly [string, Card])[] {
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
    ['published', settledReview(project, meeting, `Published by ${text}`, minutes)],
    ['discarded', settledReview(project, meeting, `Discarded by ${text}`, null)],
    ['setup', setupCard({ ...setup, values: { name: text, siteUrl: project.siteUrl } })],
    ['project', projectCard(project, roster)],
  ];
}

describe('cards of meetings and projects in Chromium', function () {
  this.timeout(120_000);
  let renderer: CardRenderer;
  before(async function () {
    renderer = await startCardRenderer(requireChromium(this));
  });
  after(() => renderer?.close());

  for (const [name, card] of cardsWith(LONG)) {
    it(`shows the card ${name} whole, narrow and wide, light and dark`, async () => {
      assert.deepEqual(shapeProblems(card), []);
      for (const look of LOOKS) {
        const { problems, tooWide, tooFaint, text } = await renderer.render(card, look);
        const seen = JSON.stringify(look);
        assert.deepEqual(problems, [], seen);
        assert.deepEqual(tooWide, [], seen);
        assert.deepEqual(tooFaint, [], seen);
        assert.ok(!text.includes('${'), `${seen}: an unbound template`);
      }
    });
  }

  for (const [field, typed] of Object.entries(H12.input)) {
    it(`shows the ${field} of case H12 as it was typed and makes nothing of it`, async () => {
      for (const [name, card] of cardsWith(typed)) {
        const plain = cardsWith('x').find(([each]) => each === name)?.[1] ?? assert.fail(name);
        const usual = await renderer.render(plain, { width: 720, isDark: false });
        const { problems, text, links, bold } = await renderer.render(card, { width: 720, isDark: false });
        assert.deepEqual(problems, [], name);
        assert.equal(links, usual.links, `${name}: links`);
        assert.equal(bold.length, usual.bold.length, `${name}: ${JSON.stringify(bold)}`);
        assert.doesNotMatch(text, /undefined|null|NaN|\[object/, name);
        if (name !== 'setup') assert.ok(text.includes(typed), `${name}: ${text}`);
      }
    });
  }
});
