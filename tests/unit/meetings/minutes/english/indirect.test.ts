import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { expectActions, itemsOf, readTalk } from '../talk.ts';

/** Each talk and the actions it gives. */
const TALKS: readonly (readonly [title: string, talk: readonly string[], actions: readonly string[]])[] = [
  [
    'a hedged request, a roundabout yes, and a day that is haggled over',
    [
      'Amara: I was wondering whether Priya might be in a position to share the list.',
      "Priya: I don't see why not.",
      'Amara: And when might that be?',
      'Priya: Would Monday suit?',
      "Amara: I'd sooner have it this week.",
      'Priya: Friday then, by close of play.',
    ],
    ['committed: Share the list (Priya Raman, 2027-03-12)'],
  ],
  [
    'a question for the day, answered from the side of who gets it',
    ['Amara: By when can we have the firewall report?', 'Priya: You get it on Thursday.'],
    ['committed: Send the firewall report (Priya Raman, 2027-03-11)'],
  ],
  [
    'a need with a day that somebody takes',
    ['Amara: We need the firewall report by Thursday.', "Priya: I'll send it."],
    ['committed: Send the firewall report (Priya Raman, 2027-03-11)'],
  ],
  [
    'another day offered and accepted',
    [
      'Amara: Priya, can you send the firewall report by Thursday?',
      'Priya: Thursday is too early. I can do Monday.',
      'Amara: Monday is fine.',
    ],
    ['committed: Send the firewall report (Priya Raman, 2027-03-15)'],
  ],
  [
    'a day that the one who was asked proposes, and the asker takes',
    [
      'Amara: Kenji, we have seen procedures. I want a rollback plan in writing.',
      "Kenji: That's fair. How does the end of this week sound?",
      'Amara: Sounds like Friday to me.',
      'Kenji: Friday.',
    ],
    ['committed: Send a rollback plan in writing (Kenji Mori, 2027-03-12)'],
  ],
  [
    'the passive, after a question who does it',
    [
      'Amara: And whose job is it to stop that?',
      'Priya: Mine, I suppose. The replication to Dublin can be switched off by Friday.',
    ],
    ['committed: Switch the replication to Dublin off (Priya Raman, 2027-03-12)'],
  ],
  [
    'a thing that is somebody’s',
    [
      "Amara: And the banner for the home page? Priya, that was you, wasn't it?",
      "Priya: The banner is mine, yes. Let's be realistic, you'll see it on Monday.",
    ],
    ['committed: Take care of the banner (Priya Raman, 2027-03-15)'],
  ],
  [
    'what comes along with something else',
    ['Amara: We need also the release notes.', 'Kenji: They come together with the release.'],
    ['committed: Send the release notes (Kenji Mori, -)'],
  ],
  [
    'what an absent person promised, told by another',
    [
      "Kenji: Priya has a spare router on the shelf. She's back on Monday and she said she'd swap the old router before the go-live.",
    ],
    ['committed: Swap the old router (Priya Raman, 2027-06-19)'],
  ],
  [
    'an owner in brackets, as lists have it',
    [
      "Amara: Update the risk matrix (David's team, by end of March).",
      'Amara: Book the room (Priya, tomorrow).',
    ],
    [
      "committed: Update the risk matrix (David's team, 2027-03-31)",
      'committed: Book the room (Priya Raman, 2027-03-10)',
    ],
  ],
  [
    'two clauses with one subject, each with its day',
    ['Amara: Priya orders the switch today and sends me the list on Friday.'],
    [
      'committed: Order the switch (Priya Raman, 2027-03-09)',
      'committed: Send Amara the list (Priya Raman, 2027-03-12)',
    ],
  ],
];

describe('makeRulesEngine, told in a roundabout way', () => {
  for (const [title, talk, actions] of TALKS) it(`reads ${title}`, () => expectActions(talk, actions));

  it('takes "I have to look" for no answer to a request', () =>
    expectActions(
      ['Amara: Priya, do you think you could lend us an engineer?', "Priya: I'd have to look at who's free."],
      ['requested: Lend the team an engineer (Priya Raman, -)'],
    ));

  it('takes reports of what others deliver for no promise', () =>
    expectActions(
      [
        'Amara: The vendor says that the patch will be released on Friday.',
        'Amara: In April the new tax rate comes into force.',
        'Priya: You get an error on Mondays.',
      ],
      [],
    ));

  it('finds a decision where all are asked and nobody objects', async () => {
    const minutes = await readTalk([
      'Amara: So are we all comfortable with keeping the archive in Frankfurt?',
      'Priya: I am.',
      "Amara: Then that's how we'll do it.",
      'Kenji: I propose to postpone the pilot by two weeks.',
      'Amara: Is anybody against it?',
      'Priya: No.',
    ]);
    assert.deepEqual(
      itemsOf(minutes, 'decision').map(({ text }) => text),
      ['Keeping the archive in Frankfurt', 'Postpone the pilot by two weeks'],
    );
  });
});
