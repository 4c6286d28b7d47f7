import assert from 'node:assert/strict';
import { readOutcome } from '../../../../../src/meetings/minutes/english/outcomeRules.ts';
import { readWithdrawal } from '../../../../../src/meetings/minutes/english/replies.ts';
import { expectActions, itemsOf, readTalk } from '../talk.ts';

const PROMISES: readonly [lines: readonly string[], wanted: readonly string[]][] = [
  [
    ["Priya: I'm still gonna call the carrier tomorrow."],
    ['committed: Call the carrier (Priya Raman, 2027-03-10)'],
  ],
  [
    ["Priya: I'm definitely going to order the cables tomorrow."],
    ['committed: Order the cables (Priya Raman, 2027-03-10)'],
  ],
  [
    ["Amara: I'd like the two of us, Kenji and me, to review the scripts by Friday.", 'Kenji: Can do.'],
    ['committed: Review the scripts (Amara Okafor + Kenji Mori, 2027-03-12)'],
  ],
  [
    ["Amara: I'd like the carrier contacts to go to you, Priya.", "Priya: Sure, I'll take them over."],
    ['committed: Take care of the carrier contacts (Priya Raman, -)'],
  ],
  [
    [
      'Amara: Could you two, Priya and Kenji, prepare a fallback for the printers?',
      'Priya: Yes, no problem.',
    ],
    ['committed: Prepare a fallback for the printers (Priya Raman + Kenji Mori, -)'],
  ],
  [
    ["Priya: I'll find Kenji two electricians by Friday."],
    ['committed: Find Kenji two electricians (Priya Raman, 2027-03-12)'],
  ],
  [
    ["Yusuf: I'll send Kenji the list, because nobody did that on Sunday."],
    ['committed: Send Kenji the list (Yusuf Demir, -)'],
  ],
  [
    [
      "Yusuf: I'll test the export by Friday.",
      "Amara: And the exit clause in the contract, I'll renegotiate that.",
    ],
    [
      'committed: Test the export (Yusuf Demir, 2027-03-12)',
      'committed: Renegotiate the exit clause (Amara Okafor, -)',
    ],
  ],
  [
    ["Priya: I'll go and book the training room tomorrow."],
    ['committed: Book the training room (Priya Raman, 2027-03-10)'],
  ],
  [
    ['Amara: Everyone gets a note from me on Monday.'],
    ['committed: Send a note to everyone (Amara Okafor, 2027-03-15)'],
  ],
  [
    ['Kenji: You can expect the template by tomorrow.'],
    ['committed: Send the template (Kenji Mori, 2027-03-10)'],
  ],
  [
    ["Kenji: And I'll let you all have the template tomorrow."],
    ['committed: Send everyone the template (Kenji Mori, 2027-03-10)'],
  ],
  [
    ['Amara: Who fixes the printer mapping?', 'Priya: Me. Consider it done Thursday.'],
    ['committed: Fix the printer mapping (Priya Raman, 2027-03-11)'],
  ],
  [
    ["Kenji: You'll find the template in your mailbox tomorrow."],
    ['committed: Put the template in the mailbox (Kenji Mori, 2027-03-10)'],
  ],
  [
    [
      "Priya: I'll train the night shift by the Friday before go-live.",
      'Amara: So, recap. Priya, the night shift before go-live.',
    ],
    ['committed: Train the night shift (Priya Raman, 2027-06-18)'],
  ],
];

const DECISIONS: readonly [words: string, text: RegExp][] = [
  ["Gate three, it's a go.", /^Go for Gate three/],
  ["It's a no-go for Saturday.", /^No-go for Saturday/],
  ["We'll park the intercompany invoices until the autumn.", /^Park the intercompany invoices/],
  ['The call is that we stay on version eight.', /stay on version eight/i],
  ["I'm making the call, the wallet moves to the next release.", /wallet moves/],
  ['Approved, with the condition that legal signs.', /^Approved, with the condition/],
  ['Nobody objects, so the contingency is released.', /contingency is released/],
  ['Twenty-two oh one is approved.', /^Twenty-two oh one/],
];

describe('promises and wishes of further kinds', () => {
  for (const [lines, wanted] of PROMISES)
    it(`reads ${lines.join(' / ')}`, async () => {
      await expectActions(lines, wanted);
    });

  it('takes "drop it in your inbox" for no withdrawal', () => {
    for (const sentence of ["I'll drop it in your inbox.", 'Drop it into the folder.'])
      assert.equal(readWithdrawal(sentence), null, sentence);
    assert.notEqual(readWithdrawal('Okay, drop it.'), null);
  });
});

describe('decisions of further kinds', () => {
  for (const [words, text] of DECISIONS)
    it(`reads ${words}`, async () => {
      const decisions = itemsOf(await readTalk([`Amara: ${words}`]), 'decision');
      assert.equal(decisions.length, 1);
      assert.match(decisions[0]?.text ?? '', text);
    });

  it('reads none where a discussion is put off, refused or described', async () => {
    for (const words of [
      "Let's not discuss scores now.",
      'We decided against it last year.',
      'We are blind without them.',
      "From my side there's no objection, as long as production stays here.",
    ]) {
      const decisions = itemsOf(await readTalk([`Amara: ${words}`]), 'decision');
      assert.deepEqual(
        decisions.map((item) => item.text),
        [],
        words,
      );
    }
  });

  it('hears a contrast as a conclusion, and no bare answer', () => {
    assert.equal(readOutcome('Okay, two days of training then, not three.')?.rule, 'this, not that');
    assert.equal(readOutcome('Okay, it is.'), null);
  });
});
