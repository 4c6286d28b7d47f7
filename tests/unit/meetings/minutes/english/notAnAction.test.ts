import assert from 'node:assert/strict';
import { inOneLine, itemsOf, readTalk } from '../talk.ts';

const NEGATIVES: Readonly<Record<string, readonly string[]>> = {
  'past events': [
    'Priya: I sent the plan yesterday.',
    'Tomasz: Last week I said I would update the plan, and I did.',
    'Priya: Petra handled the certificates last year.',
    'Tomasz: As I said in the mail I sent on Monday, the budget is fixed.',
    'Priya: I could have sent it on Friday, but I forgot.',
  ],
  'leaving the call': [
    'Priya: I have to leave in ten minutes.',
    'Priya: I need to run at three.',
    "Kenji: It's as official as you get it on a Tuesday.",
  ],
  'thoughts and wishes': [
    'Priya: We should think about moving the servers.',
    'Lucía: I wish I could send it today.',
    'Lucía: I will have to think about it.',
    'Priya: I hope they will fix it by Friday.',
    "Lucía: If only I'd known.",
    'Amara: I think we should all be proud of this.',
  ],
  refusals: [
    "Lucía: I won't do that.",
    'Yusuf: I will not touch the legacy system.',
    'Yusuf: I will never sign that plan.',
  ],
  questions: [
    'Amara: Do you want me to send the report?',
    'Amara: When will you send the report?',
    'Amara: Shall I send the plan to Kenji?',
    'Amara: Is Priya going to be there?',
  ],
  'words of others': [
    'Tomasz: He told me "I will send the contract", but he never did.',
    'Amara: He said he will send it when he can.',
    'Priya: The vendor said they would deliver on Friday.',
  ],
  habits: [
    'Kenji: I usually send the report on Fridays.',
    'Kenji: The system will send an e-mail every night.',
  ],
  'the running of the meeting': [
    'Amara: Let me share my screen.',
    "Amara: Today we'll review the current status and prioritise the features.",
    "Amara: In today's episode, you'll learn how to write a plan.",
    'Lucía: I can confirm that the tickets have increased since the last release.',
    "Amara: Let's discuss each of these in more detail.",
    "Lucía: I'll just share my screen quickly.",
    "Amara: Let's move on to the next point.",
    'Amara: Can you hear me?',
    "Amara: I'll hand over to Lucía.",
    "Amara: I'll stop sharing now.",
    "Amara: Thank you all, I'll let you go.",
    "Yusuf: I'll tell you what happened in the last load.",
    "Yusuf: I'll be right back.",
    'Priya: I need to leave in five minutes.',
    "Priya: I'll be on holiday next week.",
    'Tomasz: Hang on, let me look.',
  ],
  'figures of speech': [
    "Yusuf: I'll be honest, this is not great.",
    'Kenji: We will see.',
    "Tomasz: I'll eat my hat if this works.",
    'Priya: I could kill for a coffee.',
    "Lucía: So far so good, I'd say.",
    'Kenji: What I will say is that the tests were good.',
  ],
  'statements about things': [
    'Kenji: That will take two weeks.',
    'Priya: Nobody will notice.',
    'Yusuf: They will probably complain.',
    'Tomasz: You can find the report on the project site.',
    "Priya: You'll see the dashboard on the left.",
    'Priya: You have to log in first, then you click on reports.',
    'Tomasz: We need to be careful.',
  ],
  hypotheticals: [
    "Kenji: I'd send you the logs if I could find them.",
    "Tomasz: If I were you I'd order it today.",
  ],
};

describe('makeRulesEngine, what is no action', () => {
  for (const [kind, lines] of Object.entries(NEGATIVES)) {
    for (const line of lines) {
      it(`finds none in ${kind}: "${line}"`, async () => {
        const actions = itemsOf(await readTalk([line]), 'action');
        assert.deepEqual(actions.map(inOneLine), []);
      });
    }
  }

  it('finds none in a request that runs the meeting, even when it is answered', async () => {
    for (const request of [
      'can you see my screen?',
      'can you give us a quick update?',
      'could you share your screen?',
      'can you hang on for a tick?',
    ]) {
      const actions = itemsOf(await readTalk([`Amara: Priya, ${request}`, 'Priya: Sure.']), 'action');
      assert.deepEqual(actions.map(inOneLine), [], request);
    }
  });
});
